#include "ui/analysis/analysis_panels.h"

#include "ui/analysis/particle_motion_panel.h"
#include "ui/analysis/polar_panel.h"
#include "ui/analysis/residuals_panel.h"
#include "ui/analysis/spectrogram_panel.h"
#include "ui/analysis/spectrum_panel.h"
#include "ui/analysis/travel_times_panel.h"
#include "ui/analysis/wadati_panel.h"

#include <QCoreApplication>

namespace seisdesk {

AnalysisPanels::AnalysisPanels()
    : spectrogram(new SpectrogramPanel), spectrum(new SpectrumPanel), motion(new ParticleMotionPanel), residuals(new ResidualsPanel), travelTimes(new TravelTimesPanel),
      wadati(new WadatiPanel), polar(new PolarPanel)
{
}

const QStringList& AnalysisPanels::ids()
{
    static const QStringList all{QStringLiteral("spectrogram"), QStringLiteral("spectrum"), QStringLiteral("motion"), QStringLiteral("residuals"),
                                 QStringLiteral("travelTimes"), QStringLiteral("wadati"),   QStringLiteral("polar")};
    return all;
}

std::vector<AnalysisPanels::Entry> AnalysisPanels::entries() const
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("AnalysisPanels", text); };
    const QString titles[] = {tr("Spectrogram"), tr("Spectrum"), tr("Particle motion"), tr("Residuals"), tr("Travel times"), tr("Wadati"), tr("Polar view")};
    PlotPanel* const panels[] = {spectrogram, spectrum, motion, residuals, travelTimes, wadati, polar};
    std::vector<Entry> out;
    for (std::size_t i = 0; i < std::size(panels); ++i) out.push_back({ids()[static_cast<qsizetype>(i)], titles[i], panels[i]});
    return out;
}

std::vector<PickPlot*> AnalysisPanels::pickPlots() const { return {residuals, travelTimes, wadati, polar}; }

void AnalysisPanels::setPalette(const Palette& palette) const
{
    for (const Entry& entry : entries()) entry.panel->setPalette(palette);
}

}  // namespace seisdesk
