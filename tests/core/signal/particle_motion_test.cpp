#include "core/signal/particle_motion.h"

#include <QTest>

#include <numbers>
#include <random>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time start = Time(std::chrono::seconds(1'600'000'000));
constexpr double rate = 100.0, degree = std::numbers::pi / 180.0;

/// A P pulse at 20 s from a source at this back-azimuth, coming up at this angle from the vertical; `offsetDegrees` turns the horizontals clockwise.
std::vector<TracePtr> pulse(double backAzimuth, double incidence, double noise = 0.0, double offsetDegrees = 0.0, const char* letters = "ZNE")
{
    std::mt19937 random(1);
    std::normal_distribution<double> error(0.0, 1.0);
    std::vector<float> up(4000), north(4000), east(4000);
    for (std::size_t i = 0; i < up.size(); ++i) {
        const double t = static_cast<double>(i) / rate - 20.0;
        const double s = t > 0.0 ? 1000.0 * std::exp(-3.0 * t) * std::sin(2.0 * std::numbers::pi * 4.0 * t) : 0.0;
        const double away = (backAzimuth + 180.0 - offsetDegrees) * degree;
        up[i] = static_cast<float>(s * std::cos(incidence * degree) + noise * error(random) + 50.0);
        north[i] = static_cast<float>(s * std::sin(incidence * degree) * std::cos(away) + noise * error(random));
        east[i] = static_cast<float>(s * std::sin(incidence * degree) * std::sin(away) + noise * error(random) - 30.0);
    }
    std::vector<TracePtr> out;
    std::size_t i = 0;
    for (auto* samples : {&up, &north, &east}) out.push_back(std::make_shared<const Trace>(Trace{{"XX", "A", "", std::string("HH") + letters[i++]}, {makeSegment(start, rate, *samples)}}));
    return out;
}

const TimeSpan window{start + 20s, start + 21s};

}  // namespace

class ParticleMotionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPulsePointsToItsSource()
    {
        for (const double backAzimuth : {10.0, 123.0, 217.0, 301.0}) {
            const auto motion = particleMotion(pulse(backAzimuth, 25.0), {}, window).value();
            QVERIFY(std::abs(motion.polarisation.backAzimuthDegrees - backAzimuth) < 0.01);
            QVERIFY(std::abs(motion.polarisation.incidenceDegrees - 25.0) < 0.01);
            QVERIFY(motion.polarisation.rectilinearity > 0.999);
            QCOMPARE(motion.up.size(), std::size_t{100});
            double mean = 0.0, wrong = 0.0;
            for (std::size_t i = 0; i < motion.up.size(); ++i) {
                mean += motion.up[i];
                // All of the horizontal motion is radial, and goes with the vertical as the ray does.
                wrong = std::max(wrong, std::abs(motion.radial[i] - motion.up[i] * std::tan(25.0 * degree)));
            }
            QVERIFY(std::abs(mean) < 0.05 && wrong < 0.5);
            QCOMPARE(motion.radialBackAzimuthDegrees, motion.polarisation.backAzimuthDegrees);
        }
    }
    void radialIsByTheBackAzimuthThatIsGiven()
    {
        const auto motion = particleMotion(pulse(90.0, 30.0), {}, window, {}, 0.0).value();
        QCOMPARE(motion.radialBackAzimuthDegrees, 0.0);
        for (const float x : motion.radial) QVERIFY(std::abs(x) < 0.5f);  // the motion is across
    }
    void componentsAreTurnedByTheInventory()
    {
        Inventory inventory;
        inventory.stations.push_back({"XX", "A", "", {Time::min(), Time::max()}, 0.0, 0.0, 0.0, {}});
        const std::tuple<const char*, double, double> axes[] = {{"HHZ", 0.0, -90.0}, {"HH1", 40.0, 0.0}, {"HH2", 130.0, 0.0}};
        for (const auto& [code, azimuth, dip] : axes) {
            Channel channel;
            channel.id = {"XX", "A", "", code};
            channel.azimuthDegrees = azimuth;
            channel.dipDegrees = dip;
            inventory.stations.front().channels.push_back(channel);
        }
        const auto motion = particleMotion(pulse(200.0, 30.0, 0.0, 40.0, "Z12"), inventory, window).value();
        QVERIFY2(std::abs(motion.polarisation.backAzimuthDegrees - 200.0) < 0.1, qPrintable(QString::number(motion.polarisation.backAzimuthDegrees)));
        QVERIFY(!particleMotion(pulse(200.0, 30.0, 0.0, 40.0, "Z12"), {}, window));
    }
    void aFilterTakesTheNoiseAway()
    {
        const auto raw = particleMotion(pulse(150.0, 30.0, 60.0), {}, window).value();
        const auto clean = particleMotion(pulse(150.0, 30.0, 60.0), {}, window, FilterSpec{FilterSpec::Kind::BandPass, 2.0, 8.0, 3, false}).value();
        QVERIFY(clean.polarisation.rectilinearity > raw.polarisation.rectilinearity);
        QVERIFY2(std::abs(clean.polarisation.backAzimuthDegrees - 150.0) < 8.0, qPrintable(QString::number(clean.polarisation.backAzimuthDegrees)));
    }
    void whatIsMissingIsNamed()
    {
        auto two = pulse(10.0, 20.0);
        two.pop_back();
        const auto made = particleMotion(two, {}, window);
        QVERIFY(!made);
        QVERIFY2(made.error().message.find(" E ") != std::string::npos, made.error().message.c_str());
        QVERIFY(!particleMotion(pulse(10.0, 20.0), {}, {start + 100s, start + 101s}));
        QVERIFY(!particleMotion(pulse(10.0, 20.0), {}, {start + 20s, start + 20s + 20ms}));
    }
};

QTEST_MAIN(ParticleMotionTest)
#include "particle_motion_test.moc"
