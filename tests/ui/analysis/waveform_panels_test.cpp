// Spectrogram, spectrum and particle motion of made-up records, with real mouse events.

#include "core/synth/demo.h"
#include "ui/theme/custom_plot.h"
#include "ui/analysis/particle_motion_panel.h"
#include "ui/analysis/spectrogram_panel.h"
#include "ui/analysis/spectrum_panel.h"

#include <QComboBox>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <numbers>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time start = Time(std::chrono::seconds(1'600'000'000));

/// A steady tone of `hz` on three components, the motion along one line.
std::vector<TracePtr> tone(double hz, double up, double north, double east, double seconds = 60.0)
{
    std::vector<TracePtr> out;
    const std::pair<const char*, double> parts[] = {{"HHZ", up}, {"HHN", north}, {"HHE", east}};
    for (const auto& [channel, size] : parts) {
        std::vector<float> samples(static_cast<std::size_t>(seconds * 100.0));
        for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = static_cast<float>(size * std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / 100.0));
        out.push_back(std::make_shared<const Trace>(Trace{{"XX", "A", "", channel}, {makeSegment(start, 100.0, std::move(samples))}}));
    }
    return out;
}

template <class Panel>
void show(Panel& panel)
{
    panel.resize(700, 420);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
}

}  // namespace

class WaveformPanelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyPanelsSayWhatToDo()
    {
        SpectrogramPanel spectrogram;
        SpectrumPanel spectrum;
        ParticleMotionPanel motion;
        for (const PlotPanel* panel : std::initializer_list<const PlotPanel*>{&spectrogram, &spectrum, &motion}) QVERIFY(panel->emptyText().contains(QLatin1String("elect")));
    }
    void theSpectrogramShowsTheToneWhereItIs()
    {
        SpectrogramPanel panel;
        show(panel);
        QSignalSpy drawn(&panel, &SpectrogramPanel::drawn);
        panel.setTrace(tone(8.0, 1000.0, 0.0, 0.0)[0], {start + 10s, start + 40s});
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(panel.emptyText().isEmpty());
        const SpectrogramPicture& picture = *panel.picture();
        std::size_t loudest = 0;
        for (std::size_t row = 0; row < picture.rows; ++row)
            if (picture.at(picture.columns / 2, row) > picture.at(picture.columns / 2, loudest)) loudest = row;
        QVERIFY2(std::abs(picture.rowHz(static_cast<double>(loudest)) - 8.0) < 0.5, qPrintable(QString::number(picture.rowHz(static_cast<double>(loudest)))));
        QCPAxisRect* below = panel.plot().axisRect(1);
        QCOMPARE(below->axis(QCPAxis::atBottom)->range().lower, toSeconds((start + 10s).time_since_epoch()));
        QCOMPARE(below->axis(QCPAxis::atLeft)->scaleType(), QCPAxis::stLogarithmic);
        // The picture covers the span from end to end.
        const auto* map = qobject_cast<QCPColorMap*>(panel.plot().plottable(1));
        QVERIFY(map && map->data()->keyRange().lower <= below->axis(QCPAxis::atBottom)->range().lower + 0.1);
        QVERIFY(map->data()->keyRange().upper >= below->axis(QCPAxis::atBottom)->range().upper - 0.1);
        panel.scale()->setCurrentIndex(1);
        QTRY_COMPARE(drawn.size(), 2);
        QCOMPARE(below->axis(QCPAxis::atLeft)->scaleType(), QCPAxis::stLinear);
        QCOMPARE(below->axis(QCPAxis::atLeft)->range().upper, 50.0);
    }
    void aClickGoesThereAndTheWheelZooms()
    {
        SpectrogramPanel panel;
        show(panel);
        QSignalSpy drawn(&panel, &SpectrogramPanel::drawn), chosen(&panel, &SpectrogramPanel::timeChosen), wanted(&panel, &SpectrogramPanel::spanWanted);
        panel.setTrace(tone(8.0, 1000.0, 0.0, 0.0)[0], {start + 10s, start + 40s});
        QTRY_COMPARE(drawn.size(), 1);
        panel.plot().replot();
        QCPAxisRect* below = panel.plot().axisRect(1);
        const QPoint at(below->left() + below->width() / 3, below->top() + below->height() / 2);
        QTest::mouseClick(&panel.plot(), Qt::LeftButton, {}, at);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(std::abs(toSeconds(chosen[0][0].value<Time>() - start) - 20.0) < 0.2);
        QTest::mouseMove(&panel.plot(), at + QPoint(3, 0));
        QTRY_VERIFY2(panel.note().contains(QLatin1String("Hz")) && panel.note().contains(QLatin1String("dB")), qPrintable(panel.note()));
        QWheelEvent turn(at, panel.plot().mapToGlobal(at), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&panel.plot(), &turn);
        QCOMPARE(wanted.size(), 1);
        const auto span = wanted[0][0].value<TimeSpan>();
        QVERIFY(std::abs(toSeconds(span.length()) - 24.0) < 0.01);
        QVERIFY(std::abs(toSeconds(span.begin - start) - 12.0) < 0.1);
    }
    void picksAndCursorAreLines()
    {
        SpectrogramPanel panel;
        show(panel);
        QSignalSpy drawn(&panel, &SpectrogramPanel::drawn);
        panel.setTrace(tone(8.0, 1000.0, 0.0, 0.0)[0], {start + 10s, start + 40s});
        QTRY_COMPARE(drawn.size(), 1);
        const int items = panel.plot().itemCount();
        panel.setMarks({{start + 15s, QStringLiteral("P"), true, false}, {start + 20s, QStringLiteral("S"), false, false}});
        QCOMPARE(panel.plot().itemCount(), items + 2 * 5);  // line and halo in both, and the name
        panel.setCursor(start + 20s);
        QCOMPARE(panel.plot().itemCount(), items + 12);
        panel.setCursor(start + 21s);
        QCOMPARE(panel.plot().itemCount(), items + 12);
        panel.setCursor({});
        panel.setMarks({});
        QCOMPARE(panel.plot().itemCount(), items);
    }
    void aGapHasNoSpectrogram()
    {
        SpectrogramPanel panel;
        show(panel);
        panel.setTrace(tone(8.0, 1000.0, 0.0, 0.0)[0], {start + 100s, start + 140s});
        QTRY_VERIFY2(panel.emptyText().contains(QLatin1String("recorded")), qPrintable(panel.emptyText()));
    }
    void theNewestSpanWins()
    {
        SpectrogramPanel panel;
        show(panel);
        QSignalSpy drawn(&panel, &SpectrogramPanel::drawn);
        const TracePtr trace = tone(8.0, 1000.0, 0.0, 0.0, 600.0)[0];
        for (int i = 0; i < 40; ++i) panel.setTrace(trace, {start + std::chrono::seconds(i), start + std::chrono::seconds(i + 300)});
        QTRY_VERIFY(!panel.busy() && !drawn.isEmpty());
        QVERIFY2(drawn.size() <= 3, qPrintable(QString::number(drawn.size())));
        QCOMPARE(panel.plot().axisRect(1)->axis(QCPAxis::atBottom)->range().lower, toSeconds((start + 39s).time_since_epoch()));
    }
    void theSpectrumPeaksAtTheTone()
    {
        SpectrumPanel panel;
        show(panel);
        QSignalSpy drawn(&panel, &SpectrumPanel::drawn);
        panel.setSource({tone(8.0, 1000.0, 0.0, 0.0)[0], start + 30s, start + 30s, "P", {}});
        QTRY_COMPARE(drawn.size(), 1);
        const OnsetSpectrum& spectrum = *panel.spectrum();
        const auto loudest = std::max_element(spectrum.signal.begin(), spectrum.signal.end()) - spectrum.signal.begin();
        QVERIFY(std::abs(spectrum.frequenciesHz[static_cast<std::size_t>(loudest)] - 8.0) < 0.8);
        QVERIFY(panel.note().contains(QLatin1String("XX.A..HHZ")) && panel.note().contains(QLatin1String("nowhere")));
        QCOMPARE(panel.plot().xAxis->scaleType(), QCPAxis::stLogarithmic);
        panel.quantity()->setCurrentIndex(2);
        QTRY_VERIFY2(panel.emptyText().contains(QLatin1String("response")), qPrintable(panel.emptyText()));
        panel.quantity()->setCurrentIndex(0);
        QTRY_VERIFY(panel.emptyText().isEmpty());
        panel.length()->setCurrentIndex(3);
        QTRY_VERIFY(panel.spectrum() && panel.spectrum()->signalSeconds == 10.0);
    }
    void theMotionHasItsRays()
    {
        ParticleMotionPanel panel;
        show(panel);
        QSignalSpy drawn(&panel, &ParticleMotionPanel::drawn);
        MotionSource source{tone(5.0, 1000.0, -300.0, -300.0), {}, start + 30s, "P", {}, Estimate{50.0, 12.0}, 44.0};  // up and away from the north-east
        panel.setSource(source);
        QTRY_COMPARE(drawn.size(), 1);
        QVERIFY(std::abs(panel.motion()->polarisation.backAzimuthDegrees - 45.0) < 0.1);
        QCOMPARE(panel.motion()->radialBackAzimuthDegrees, 44.0);
        QCOMPARE(panel.rayCount(), 3);
        for (const char* said : {"measured 45°", "model 50°", "located 44°", "rectilinearity 1.00"}) QVERIFY2(panel.note().contains(QString::fromUtf8(said)), qPrintable(panel.note()));
        // A circle would be round: equal scales.
        panel.plot().replot();
        for (QCPAxisRect* rect : panel.plot().axisRects()) {
            const double x = rect->axis(QCPAxis::atBottom)->range().size() / rect->width(), y = rect->axis(QCPAxis::atLeft)->range().size() / rect->height();
            QVERIFY2(std::abs(x / y - 1.0) < 0.03, qPrintable(QString::number(x / y)));
        }
        source.predictedBackAzimuth.reset();
        source.locatedBackAzimuth.reset();
        panel.setSource(source);
        QTRY_COMPARE(drawn.size(), 2);
        QCOMPARE(panel.rayCount(), 1);
        source.components.pop_back();
        panel.setSource(source);
        QTRY_VERIFY2(panel.emptyText().contains(QLatin1String(" E ")), qPrintable(panel.emptyText()));
    }
    void picturesAreSaved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("magic");
        QTest::newRow("png") << QStringLiteral("a.png") << QByteArray("\x89PNG");
        QTest::newRow("pdf") << QStringLiteral("a.pdf") << QByteArray("%PDF");
        QTest::newRow("svg") << QStringLiteral("a.svg") << QByteArray("<?xml");
    }
    void picturesAreSaved()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, magic);
        QTemporaryDir folder;
        SpectrumPanel panel;
        show(panel);
        QSignalSpy saved(&panel, &PlotPanel::saved), failed(&panel, &PlotPanel::failed);
        panel.setSource({tone(8.0, 1000.0, 0.0, 0.0)[0], start + 30s, start + 30s, "P", {}});
        QVERIFY(panel.savePicture(folder.filePath(name)));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(magic) && file.size() > 1000);
        QCOMPARE(saved.size(), 1);
        QVERIFY(!panel.savePicture(folder.filePath(QStringLiteral("none/") + name)));
        QCOMPARE(failed.size(), 1);
    }
};

QTEST_MAIN(WaveformPanelsTest)
#include "waveform_panels_test.moc"
