// Draws the analysis panels into PNG files, to be looked at: analysis_pictures FOLDER.

#include "core/synth/demo.h"
#include "tests/ui/analysis/located.h"
#include "ui/analysis/particle_motion_panel.h"
#include "ui/analysis/polar_panel.h"
#include "ui/analysis/residuals_panel.h"
#include "ui/analysis/spectrogram_panel.h"
#include "ui/analysis/spectrum_panel.h"
#include "ui/analysis/travel_times_panel.h"
#include "ui/analysis/wadati_panel.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QTest>

#include <cstdio>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

struct Look {
    QDir folder;
    Palette palette;

    void save(PlotPanel& panel, const char* name, QSize size = {720, 360}) const
    {
        panel.resize(size);
        panel.setPalette(palette);
        panel.show();
        QTest::qWait(600);
        const QString file = folder.filePath(QStringLiteral("%1-%2.png").arg(palette.dark ? QStringLiteral("dark") : QStringLiteral("light"), QString::fromLatin1(name)));
        std::printf("%s %s\n", panel.grab().save(file) ? "wrote" : "COULD NOT WRITE", qPrintable(file));
    }
};

std::vector<TracePtr> componentsOf(const synth::Demo& demo, const StreamId& stream)
{
    std::vector<TracePtr> out;
    for (const Trace& trace : demo.traces)
        if (trace.id.instrument() == stream.instrument()) out.push_back(std::make_shared<const Trace>(trace));
    return out;
}

void waveforms(const Look& look, const synth::Demo& demo)
{
    const Label* p = nullptr;
    for (const Label& label : demo.picks)
        if (!p && label.phase == "P") p = &label;
    std::vector<PlotMark> marks;
    for (const Label& label : demo.picks)
        if (label.stream.sameStation(p->stream)) marks.push_back({label.time, QString::fromStdString(label.phase), label.phase == "S", false});
    const auto components = componentsOf(demo, p->stream);
    const auto inventory = std::make_shared<const Inventory>(demo.inventory);

    SpectrogramPanel spectrogram;
    look.save(spectrogram, "spectrogram-empty");
    spectrogram.setTrace(components.front(), {p->time - 10s, p->time + 30s});
    spectrogram.setMarks(marks);
    spectrogram.setCursor(p->time + 14s);
    look.save(spectrogram, "spectrogram-log");
    spectrogram.scale()->setCurrentIndex(1);
    look.save(spectrogram, "spectrogram-linear", {480, 300});
    spectrogram.setTrace(components.front(), components.front()->span());
    look.save(spectrogram, "spectrogram-whole", {1200, 420});

    SpectrumPanel spectrum;
    look.save(spectrum, "spectrum-empty");
    const Channel* channel = demo.inventory.channel(p->stream, p->time);
    spectrum.setSource({components.front(), p->time, p->time, "P", channel ? channel->response : nullptr});
    look.save(spectrum, "spectrum-counts");
    spectrum.quantity()->setCurrentIndex(1);
    look.save(spectrum, "spectrum-displacement", {480, 320});

    ParticleMotionPanel motion;
    look.save(motion, "motion-empty");
    motion.setSource({components, inventory, p->time, "P", FilterSpec{}, Estimate{p->source.backAzimuthDeg ? p->source.backAzimuthDeg->value : 120.0, 15.0}, 100.0});
    look.save(motion, "motion-wide", {900, 330});
    look.save(motion, "motion-tall", {340, 760});
}

void picks(const Look& look, const test::Located& located)
{
    AutomaticPicks automatic;
    for (const auto& [key, id] : located.ids)
        if (key.find("S1") != std::string::npos) automatic.insert(id.text());
    const QVector<Id> some{located.ids.at("XX.S3 P"), located.ids.at("XX.S5 S")};

    ResidualsPanel residuals;
    look.save(residuals, "residuals-empty");
    residuals.setLocation(located.location, automatic);
    residuals.select(some);
    look.save(residuals, "residuals-wide", {900, 330});
    look.save(residuals, "residuals-tall", {340, 620});

    TravelTimesPanel times;
    times.setTravelTimes(located.times);
    times.setLocation(located.location, automatic);
    times.select(some);
    look.save(times, "times", {720, 420});
    times.reduction()->setValue(6.0);
    look.save(times, "times-reduced", {480, 360});

    WadatiPanel wadati;
    auto wrong = located.picks;
    wrong[19].time += std::chrono::milliseconds(1500);
    wadati.setPicks(wrong, automatic);
    wadati.setOrigin(located.location.time);
    look.save(wadati, "wadati", {720, 380});

    PolarPanel polar;
    polar.setLocation(located.location, automatic);
    polar.select(some);
    look.save(polar, "polar", {560, 480});
    polar.view()->setCurrentIndex(1);
    look.save(polar, "polar-sphere", {380, 360});
}

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    folder.mkpath(QStringLiteral("."));
    synth::DemoOptions options;
    options.stations = 12;
    const synth::Demo demo = synth::demo(options);
    const test::Located located;
    for (const bool dark : {false, true}) {
        const Look look{folder, applyTheme(app, dark ? ThemeChoice::Dark : ThemeChoice::Light, false)};
        waveforms(look, demo);
        picks(look, located);
    }
}
