#include "core/model/training/augment.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace seisdesk;

namespace {

constexpr std::size_t length = 4000;
constexpr double onset = 1500.0;

/// A P from the given back-azimuth: noise-free, up and away from the source, then an S.
Example example(double backAzimuthDeg)
{
    Example e;
    e.samples = length;
    e.rows.assign(3 * length, 0.0f);
    const double a = backAzimuthDeg * std::numbers::pi / 180.0;
    for (std::size_t i = 1500; i < length; ++i) {
        const double t = static_cast<double>(i) - onset, pulse = std::exp(-t / 100.0) * std::sin(0.3 * t);
        e.rows[i] = static_cast<float>(pulse);
        e.rows[length + i] = static_cast<float>(-0.5 * std::cos(a) * pulse);
        e.rows[2 * length + i] = static_cast<float>(-0.5 * std::sin(a) * pulse);
    }
    e.events = {{onset, 2100.0, Polarity::Positive, 1.5, 20.0, backAzimuthDeg}};
    return e;
}

/// What the P says of where it came from.
double measuredBackAzimuth(const Example& e)
{
    double zn = 0.0, ze = 0.0;
    for (std::size_t i = 1500; i < 1600; ++i) {
        zn += static_cast<double>(e.rows[i]) * static_cast<double>(e.rows[length + i]);
        ze += static_cast<double>(e.rows[i]) * static_cast<double>(e.rows[2 * length + i]);
    }
    return std::atan2(-ze, -zn) * 180.0 / std::numbers::pi;
}

double apart(double a, double b) { return std::abs(std::remainder(a - b, 360.0)); }

}  // namespace

class AugmentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void backAzimuthsTurnWithTheInstrument()
    {
        for (const double azimuth : {0.0, 70.0, 200.0, 310.0}) {
            for (const double turn : {0.0, 33.0, 180.0, 275.0}) {
                Example e = example(azimuth);
                rotateHorizontals(e, turn);
                QVERIFY(apart(measuredBackAzimuth(e), *e.events[0].backAzimuthDeg) < 0.01);
                mirrorHorizontals(e);
                QVERIFY(apart(measuredBackAzimuth(e), *e.events[0].backAzimuthDeg) < 0.01);
                flipSign(e);
                QVERIFY(apart(measuredBackAzimuth(e), *e.events[0].backAzimuthDeg) < 0.01);
                QCOMPARE(e.events[0].polarity, Polarity::Negative);
            }
        }
    }
    void whatIsNotRecordedIsNotKnown()
    {
        Example e = example(70.0);
        keepComponents(e, true, false, false);
        QVERIFY(std::isnan(e.rows[length]));
        QVERIFY(!e.events[0].backAzimuthDeg);
        QCOMPARE(e.events[0].polarity, Polarity::Positive);
        keepComponents(e, false, true, true);
        QCOMPARE(e.events[0].polarity, Polarity::Unset);
    }
    void stretchingMovesOnsetsAndKeepsTheShape()
    {
        Example e = example(10.0);
        const Example before = e;
        stretch(e, 1.5);
        QCOMPARE(*e.events[0].pSample, 1.5 * onset);
        QVERIFY(!e.events[0].distanceKm && !e.events[0].magnitude);
        for (std::size_t i = 1510; i < 1600; ++i)
            QVERIFY(std::abs(e.rows[static_cast<std::size_t>(std::llround(1.5 * static_cast<double>(i)))] - before.rows[i]) < (i % 2 ? 0.12f : 1e-5f));
    }
    void aGapHidesItsOnsets()
    {
        Example e = example(10.0);
        openGap(e, 2050, 100, false);
        QVERIFY(std::isnan(e.rows[2100]) && !std::isnan(e.rows[2150]));
        QVERIFY(e.events[0].pSample && !e.events[0].sSample);
        openGap(e, 1400, 200, true);
        QCOMPARE(e.rows[1450], 0.0f);
        QVERIFY(!e.events[0].pSample);
    }
    void whatNobodyJudgedStaysMasked()
    {
        Example e = example(10.0);
        e.masked = {{100.0, 150.0}};
        Example other = example(100.0);
        other.masked = {{20.0, 30.0}};
        stackOn(e, other, 1000, 0.5);
        QVERIFY((e.masked == std::vector<std::pair<double, double>>{{100.0, 150.0}, {1020.0, 1030.0}}));
        stretch(e, 2.0);
        QVERIFY((e.masked == std::vector<std::pair<double, double>>{{200.0, 300.0}, {2040.0, 2060.0}}));
    }
    void stackedRecordsKeepBothEvents()
    {
        Example e = example(10.0);
        const Example other = example(100.0);
        stackOn(e, other, 1000, 0.5);
        QCOMPARE(e.events.size(), std::size_t{2});
        QCOMPARE(*e.events[1].pSample, 2500.0);
        QVERIFY(std::abs(e.rows[2520] - 0.5f * other.rows[1520] - example(10.0).rows[2520]) < 1e-3f);
    }
    void whatDrownsIsForgotten()
    {
        Example e = example(10.0);
        stackOn(e, example(100.0), 20, 0.001);  // in the middle of a thousand times larger pulse
        QCOMPARE(e.events.size(), std::size_t{2});
        QVERIFY(e.events[0].pSample && !e.events[1].pSample);
    }
    void aLowPassTakesTheHighAndLeavesTheLow()
    {
        Example e = example(10.0);
        const Example before = e;
        for (std::size_t i = 0; i < length; ++i) e.rows[i] = static_cast<float>(std::sin(0.05 * static_cast<double>(i)) + std::sin(2.5 * static_cast<double>(i)));
        lowPass(e, 8.0);
        for (std::size_t i = 1000; i < 3000; ++i) QVERIFY(std::abs(static_cast<double>(e.rows[i]) - std::sin(0.05 * static_cast<double>(i))) < 0.03);
    }
    void differencesLeaveOutTheOffset()
    {
        Example e = example(10.0);
        for (float& v : e.rows) v += 1e4f;
        differentiate(e, 1.0);
        QVERIFY(std::abs(e.rows[100]) < 1e-3f);
    }
    void noiseHasTheDeviationAskedFor()
    {
        synth::Random random(3);
        for (const double colour : {0.0, 0.9}) {
            Example e = example(10.0);
            const Example before = e;
            addNoise(e, 0.5, colour, random);
            double noise = 0.0, signal = 0.0;
            for (std::size_t i = 0; i < length; ++i) {
                noise += std::pow(static_cast<double>(e.rows[i] - before.rows[i]), 2.0);
                signal += std::pow(static_cast<double>(before.rows[i]), 2.0);
            }
            QVERIFY(std::abs(std::sqrt(noise / signal) - 0.5) < 0.08);
        }
    }
    void nothingHappensAtProbabilityZeroAndTheSameForTheSameSeed()
    {
        synth::Random none(1);
        Augmentation zero{0, 0, 0, 0, 0, 0, 0, 0, 0};
        QCOMPARE(augmented(example(10.0), zero, {}, none).rows, example(10.0).rows);
        const auto another = [] { return example(250.0); };
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            synth::Random a(seed), b(seed);
            const Example x = augmented(example(10.0), {}, another, a), y = augmented(example(10.0), {}, another, b);
            QCOMPARE(x.samples, y.samples);
            for (std::size_t i = 0; i < x.rows.size(); ++i) QVERIFY(x.rows[i] == y.rows[i] || (std::isnan(x.rows[i]) && std::isnan(y.rows[i])));
        }
    }
};

QTEST_APPLESS_MAIN(AugmentTest)
#include "augment_test.moc"
