#include "core/locate/size/amplitude_picker.h"
#include "tests/core/locate/flat_station.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace seisdesk;

namespace {

constexpr double twoPi = 2.0 * std::numbers::pi;

/// A burst of displacement amplitude `metres` at `hz` around S, as velocity.
StationRecording burst(double metres, double hz, double noise, double pSeconds = 8.0, double sSeconds = 14.0)
{
    return test::flatStation(pSeconds, sSeconds, 50.0, [=](double t) {
        const double away = (t - sSeconds - 3.0) / 1.8;
        return metres * twoPi * hz * std::cos(twoPi * hz * (t - sSeconds - 3.0)) * std::exp(-std::pow(away, 4));
    }, noise);
}

}  // namespace

class AmplitudePickerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Ground displacement times the seismograph's magnification at that frequency; the period is the signal's.
    void woodAndersonSwings()
    {
        for (const double hz : {1.0, 2.5, 5.0}) {
            const StationRecording station = burst(1e-6, hz, 1e-9);
            const MeasuredAmplitude found = woodAndersonAmplitude(station.components[1], localWindow(station));
            QVERIFY2(found.usable(), found.why.c_str());
            const double expected = 1e-6 * std::abs(WoodAnderson{}.at(hz));
            QVERIFY2(std::abs(found.metres / expected - 1.0) < 0.05, qPrintable(QStringLiteral("%1 Hz: %2").arg(hz).arg(found.metres / expected)));
            QVERIFY(found.periodSeconds && std::abs(*found.periodSeconds * hz - 1.0) < 0.05);
            QVERIFY(found.window.signal.contains(found.time) && found.snr > 20.0);
            QCOMPARE(found.stream.channel, std::string("HHN"));
        }
    }
    void windowsFollowTheArrivals()
    {
        const StationRecording far = burst(1e-6, 2.0, 0.0), near = burst(1e-6, 2.0, 0.0, 2.0, 3.5);
        QVERIFY(localWindow(far).signal.begin > far.p && localWindow(far).signal.contains(far.s));
        QVERIFY(localWindow(near).signal.contains(near.p));
        // It ends before the next event's P, and is empty when that leaves no room for S.
        StationRecording followed = far;
        followed.nextP = far.s + std::chrono::seconds(3);
        QCOMPARE(localWindow(followed).signal.end, far.s + std::chrono::milliseconds(2500));
        followed.nextP = far.s + std::chrono::seconds(1);
        QVERIFY(localWindow(followed).signal.empty());
        for (const StationRecording& one : {far, near}) QVERIFY(localWindow(one).noise.end < one.p && localWindow(one).noise.length() >= std::chrono::seconds(5));
    }
    void whatCannotBeUsedSaysWhy()
    {
        const StationRecording quiet = burst(1e-12, 2.0, 1e-7);
        QCOMPARE(woodAndersonAmplitude(quiet.components[1], localWindow(quiet)).why, std::string("no more than noise"));
        StationRecording station = burst(1e-6, 2.0, 1e-9);
        station.components[1].clipped = true;
        QCOMPARE(woodAndersonAmplitude(station.components[1], localWindow(station)).why, std::string("clipped"));
        station.components[1].response = nullptr;
        QCOMPARE(woodAndersonAmplitude(station.components[1], localWindow(station)).why, std::string("no response"));
    }
    // Long waves that are as strong before the event stay out of the band.
    void bandLeavesNoiseOut()
    {
        const StationRecording station = test::flatStation(8.0, 14.0, 50.0, [](double t) {
            return 2e-6 * std::sin(twoPi * 0.2 * t) + (t > 14.0 && t < 18.0 ? 1e-5 * std::sin(twoPi * 4.0 * t) : 0.0);
        }, 1e-9);
        const auto band = bandBySnr(station.components[1].segment, localWindow(station));
        QVERIFY(band[0] < band[1] && band[1] < band[2] && band[2] < band[3]);
        QVERIFY(band[1] > 0.4 && band[2] >= 5.0);
    }
    void shortPeriodsGiveTheGroundBack()
    {
        const StationRecording station = test::flatStation(8.0, 100.0, 5000.0, [](double t) {
            return t > 8.5 && t < 14.0 ? 1e-7 * twoPi * std::cos(twoPi * t) * std::pow(std::sin(std::numbers::pi * (t - 8.5) / 5.5), 2) : 0.0;
        }, 1e-10);
        const MeasuredAmplitude found = shortPeriodAmplitude(station.components[0], bodyWaveWindow(station));
        QVERIFY2(found.usable(), found.why.c_str());
        QVERIFY(std::abs(found.metres / 1e-7 - 1.0) < 0.1 && std::abs(*found.periodSeconds - 1.0) < 0.1);
        // WWSSN-SP is most sensitive near 0.6 s, and falls as the cube of frequency far below.
        QVERIFY(std::abs(shortPeriodResponse(1.7)) > 0.97 && std::abs(shortPeriodResponse(0.02)) / std::abs(shortPeriodResponse(0.01)) > 7.5);
    }
    void ratiosOfSToP()
    {
        const auto station = [](double p, double s) {
            return test::flatStation(8.0, 14.0, 50.0, [=](double t) {
                const auto pulse = [&](double at, double size) { return t > at && t < at + 1.0 ? size * std::sin(twoPi * 4.0 * (t - at)) : 0.0; };
                return pulse(8.05, p) + pulse(14.05, s);
            }, 1e-9);
        };
        const auto found = phaseAmplitudes(station(1e-6, 5e-6));
        QVERIFY(found && std::abs(found->sMetres / found->pMetres / 5.0 - 1.0) < 0.05);
        QVERIFY(!phaseAmplitudes(station(1e-10, 1e-8)));  // no P above noise
    }
};

QTEST_APPLESS_MAIN(AmplitudePickerTest)
#include "amplitude_picker_test.moc"
