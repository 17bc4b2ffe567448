#pragma once
// AnalysisPanels: all scientific panels, with the ids and titles that their docks have.

#include "ui/theme/palette.h"

#include <QStringList>

#include <vector>

namespace seisdesk {

class ParticleMotionPanel;
class PickPlot;
class PlotPanel;
class PolarPanel;
class ResidualsPanel;
class SpectrogramPanel;
class SpectrumPanel;
class TravelTimesPanel;
class WadatiPanel;

/// Whoever makes it gives the panels parents.
struct AnalysisPanels {
    AnalysisPanels();

    SpectrogramPanel* spectrogram;
    SpectrumPanel* spectrum;
    ParticleMotionPanel* motion;
    ResidualsPanel* residuals;
    TravelTimesPanel* travelTimes;
    WadatiPanel* wadati;
    PolarPanel* polar;

    struct Entry {
        QString id, title;
        PlotPanel* panel;
    };
    std::vector<Entry> entries() const;
    /// Those that show picks of a location.
    std::vector<PickPlot*> pickPlots() const;
    static const QStringList& ids();
    void setPalette(const Palette& palette) const;
};

}  // namespace seisdesk
