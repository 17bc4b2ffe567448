// Draws the analysis panels into PNG files, to be looked at: analysis_pictures FOLDER.

#include "core/synth/demo.h"
#include "ui/analysis/particle_motion_panel.h"
#include "ui/analysis/spectrogram_panel.h"
#include "ui/analysis/spectrum_panel.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
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

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    folder.mkpath(QStringLiteral("."));
    synth::DemoOptions options;
    options.stations = 12;
    const synth::Demo demo = synth::demo(options);
    for (const bool dark : {false, true}) {
        const Look look{folder, applyTheme(app, dark ? ThemeChoice::Dark : ThemeChoice::Light, false)};
        waveforms(look, demo);
    }
}
