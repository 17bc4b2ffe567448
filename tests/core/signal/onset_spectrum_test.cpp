#include "core/signal/onset_spectrum.h"

#include <QTest>

#include <numbers>
#include <random>

using namespace seisdesk;

namespace {

const Time start = Time(std::chrono::seconds(1'600'000'000));
constexpr double rate = 100.0;

/// Noise of 1 count, and from 30 s on what `signal` says of the seconds since.
template <class Signal>
Trace record(Signal signal, double seconds = 90.0)
{
    std::mt19937 random(5);
    std::normal_distribution<double> noise(0.0, 1.0);
    std::vector<float> x(static_cast<std::size_t>(seconds * rate));
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double t = static_cast<double>(i) / rate - 30.0;
        x[i] = static_cast<float>(noise(random) + (t >= 0.0 ? signal(t) : 0.0));
    }
    return {{"XX", "A", "", "HHZ"}, {makeSegment(start, rate, std::move(x))}};
}

std::shared_ptr<const Response> flat(double sensitivity)
{
    Response response;
    response.sensitivity = sensitivity;
    response.inputUnits = "M/S";
    response.outputUnits = "COUNTS";
    return std::make_shared<const Response>(response);
}

double valueAt(const OnsetSpectrum& spectrum, const std::vector<double>& values, double hz)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < spectrum.frequenciesHz.size(); ++i)
        if (std::abs(spectrum.frequenciesHz[i] - hz) < std::abs(spectrum.frequenciesHz[best] - hz)) best = i;
    return values[best];
}

}  // namespace

class OnsetSpectrumTest : public QObject {
    Q_OBJECT
    const Time m_onset = start + std::chrono::seconds(30);

private Q_SLOTS:
    void windowsStandBeforeAndAfter()
    {
        const auto windows = onsetWindows(m_onset, 10.0, m_onset);
        QVERIFY(windows.signal.begin == m_onset - std::chrono::milliseconds(500));
        QCOMPARE(toSeconds(windows.signal.length()), 10.0);
        QCOMPARE(toSeconds(windows.noise.length()), 10.0);
        QVERIFY(windows.noise.end == m_onset - std::chrono::milliseconds(500));
        // Of an S the noise is what was before the P.
        QVERIFY(onsetWindows(m_onset + std::chrono::seconds(8), 10.0, m_onset).noise == windows.noise);
    }
    void aBrunePulseHasItsPlateauAndCorner()
    {
        // t exp(-2 pi fc t) has the spectrum 1 / ((2 pi fc)^2 + (2 pi f)^2): Brune's, with the plateau 1 / (2 pi fc)^2.
        const double corner = 4.0, w = 2.0 * std::numbers::pi * corner, height = 2e5;
        const auto trace = record([&](double t) { return height * t * std::exp(-w * t); });
        // A taper must not weigh the pulse down: it stands in the middle of the window.
        const TimeSpan signal{m_onset - std::chrono::seconds(5), m_onset + std::chrono::seconds(5)}, noise{start + std::chrono::seconds(10), start + std::chrono::seconds(20)};
        const auto spectrum = onsetSpectrum(trace, {signal, noise}, {1, {}, {}, 60.0}).value();
        const double taper = 2.0;  // of one sine taper of unit power, squared in the middle
        for (const double f : {1.0, 2.0, 4.0, 8.0, 16.0}) {
            const double expected = height / (w * w + 4.0 * std::numbers::pi * std::numbers::pi * f * f) * std::sqrt(taper);
            const double found = valueAt(spectrum, spectrum.signal, f);
            QVERIFY2(std::abs(found / expected - 1.0) < 0.12, qPrintable(QStringLiteral("%1 Hz: %2 instead of %3").arg(f).arg(found).arg(expected)));
        }
    }
    void noiseIsScaledToTheSignalsLength()
    {
        const auto trace = record([](double) { return 0.0; });
        const auto same = onsetSpectrum(trace, {{m_onset, m_onset + std::chrono::seconds(40)}, {m_onset - std::chrono::seconds(15), m_onset}}, {}).value();
        double signal = 0.0, noise = 0.0;
        for (std::size_t i = 0; i < same.signal.size(); ++i) {
            signal += same.signal[i] * same.signal[i];
            noise += same.noise[i] * same.noise[i];
        }
        QVERIFY2(std::abs(signal / noise - 1.0) < 0.1, qPrintable(QString::number(signal / noise)));
        QCOMPARE(same.signalSeconds, 40.0);
        QCOMPARE(same.noiseSeconds, 15.0);
        // White noise of one count for a time T: |X| = sqrt(T / rate).
        QVERIFY(std::abs(std::sqrt(signal / static_cast<double>(same.signal.size())) / std::sqrt(40.0 / rate) - 1.0) < 0.05);
    }
    void theClearBandIsWhereTheSignalIs()
    {
        const auto trace = record([](double t) { return 10.0 * std::sin(2.0 * std::numbers::pi * (3.0 * t + 0.5 * 0.5 * t * t)) * (t < 10.0 ? 1.0 : 0.0); });  // 3 to 8 Hz
        const auto spectrum = onsetSpectrum(trace, onsetWindows(m_onset, 10.0, m_onset)).value();
        QVERIFY(spectrum.clearBandHz.has_value());
        QVERIFY2(spectrum.clearBandHz->first > 0.5 && spectrum.clearBandHz->first < 3.2, qPrintable(QString::number(spectrum.clearBandHz->first)));
        QVERIFY2(spectrum.clearBandHz->second > 7.8 && spectrum.clearBandHz->second < 20.0, qPrintable(QString::number(spectrum.clearBandHz->second)));
    }
    void groundMotionIsCountsOverTheResponse()
    {
        const auto trace = record([](double t) { return 1e4 * std::exp(-t) * std::sin(2.0 * std::numbers::pi * 5.0 * t); });
        const auto windows = onsetWindows(m_onset, 10.0, m_onset);
        const auto counts = onsetSpectrum(trace, windows).value();
        const auto velocity = onsetSpectrum(trace, windows, {5, GroundMotion::Velocity, flat(4e8), 60.0}).value();
        const auto displacement = onsetSpectrum(trace, windows, {5, GroundMotion::Displacement, flat(4e8), 80.0}).value();
        const double hz = counts.frequenciesHz[50];
        QVERIFY(std::abs(counts.signal[50] / 4e8 / velocity.signal[50] - 1.0) < 1e-9);
        QVERIFY(std::abs(velocity.signal[50] / (2.0 * std::numbers::pi * hz) / displacement.signal[50] - 1.0) < 1e-6);
        QVERIFY(!onsetSpectrum(trace, windows, {5, GroundMotion::Velocity, {}, 60.0}));
    }
    void recordsThatDoNotReachAreSaid()
    {
        const auto trace = record([](double) { return 0.0; }, 40.0);
        QVERIFY(!onsetSpectrum(trace, onsetWindows(start + std::chrono::seconds(100), 10.0, start + std::chrono::seconds(100))));
        const auto early = onsetSpectrum(trace, onsetWindows(start + std::chrono::seconds(1), 10.0, start + std::chrono::seconds(1))).value();
        QVERIFY(early.noise.empty() && !early.clearBandHz);
    }
};

QTEST_MAIN(OnsetSpectrumTest)
#include "onset_spectrum_test.moc"
