#include "core/model/adapt/conformal.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace seisdesk;

namespace {

Label onset(const char* phase, double seconds, double confidence = 0.9)
{
    Label l;
    l.phase = phase;
    l.time = Time{} + fromSeconds(seconds);
    l.confidence = confidence;
    l.lowerUncertaintySeconds = 0.02;
    l.upperUncertaintySeconds = 0.03;
    return l;
}

/// Residuals with heavy tails (Student, three degrees of freedom), `late` seconds late, twice as wide as the picks say, in units of
/// a width that varies tenfold.
std::vector<Residual> simulated(std::size_t n, unsigned seed, double late = 0.0)
{
    std::mt19937 random(seed);
    std::student_t_distribution<double> tail(3.0);
    std::uniform_real_distribution<double> logWidth(std::log(0.01), std::log(0.1));
    std::vector<Residual> out;
    for (std::size_t i = 0; i < n; ++i) {
        const double width = std::exp(logWidth(random));
        out.push_back({width * (2.0 * tail(random) + late), width, width});
    }
    return out;
}

}  // namespace

class ConformalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Of 1 ... 9 the (9 + 1) * 0.7 = 7th is 7; between neighbours it is interpolated; beyond the last there is none larger.
    void quantilesInClosedForm()
    {
        std::vector<double> nine{9, 3, 7, 1, 5, 8, 2, 6, 4};
        QCOMPARE(conformalQuantile(nine, 0.7), 7.0);
        QCOMPARE(conformalQuantile(nine, 0.65), 6.5);
        QCOMPARE(conformalQuantile(nine, 0.99), 9.0);
        QCOMPARE(conformalQuantile({4.0}, 0.25), 2.0);
        QCOMPARE(conformalQuantile({}, 0.5), 0.0);
    }

    /// The next of uniform values is below the quantile of n others with exactly the asked-for probability.
    void coversTheNextOneWhateverTheNumber()
    {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> uniform;
        for (const int n : {5, 20, 100}) {
            double sum = 0.0;
            for (int run = 0; run < 20000; ++run) {
                std::vector<double> values;
                for (int i = 0; i < n; ++i) values.push_back(uniform(random));
                sum += conformalQuantile(values, oneSigmaShare);  // is the share below it
            }
            QVERIFY2(std::abs(sum / 20000 - oneSigmaShare) < 0.005, std::to_string(sum / 20000).c_str());
        }
    }

    void honestOnHeavyTails_data()
    {
        QTest::addColumn<double>("late");
        QTest::addColumn<int>("picks");
        for (const double late : {0.0, 1.5})
            for (const int picks : {60, 300}) QTest::addRow("%g late, %d picks", late, picks) << late << picks;
    }
    void honestOnHeavyTails()
    {
        QFETCH(double, late);
        QFETCH(int, picks);
        double mean = 0.0;
        for (unsigned seed = 0; seed < 100; ++seed) {
            const WidthScale scale = calibrated(simulated(static_cast<std::size_t>(picks), seed, late), {});
            mean += *coverage(simulated(2000, seed + 1000, late), scale) / 100.0;
        }
        QVERIFY2(*coverage(simulated(2000, 7, late)) < 0.5, "the raw widths are too small");
        QVERIFY2(mean > (picks > 100 ? 0.65 : 0.63) && mean < 0.71, std::to_string(mean).c_str());
    }

    /// Where picks are late, more room is needed before them than after.
    void sidesAreTakenApart()
    {
        const WidthScale scale = calibrated(simulated(4000, 3, 1.5), {});
        QVERIFY(scale.before > 1.3 * scale.after);
        QVERIFY(scale.picksBefore > 2 * scale.picksAfter);
        QCOMPARE(scale.picksBefore + scale.picksAfter, std::size_t(4000));
        const WidthScale even = calibrated(simulated(4000, 3), {});
        QVERIFY(std::abs(even.before / even.after - 1.0) < 0.1);
    }

    /// Closed form: nothing without picks; a tenth more, said by ten picks, is believed by two thirds; four times more nearly whole.
    void fewPicksStayNearTheParent()
    {
        const WidthScale parent{1.5, 0.8, 500, 500};
        QCOMPARE(calibrated(std::span<const Residual>{}, parent).before, 1.5);
        QCOMPARE(calibrated(std::span<const Residual>{}, parent).after, 0.8);
        const double tenth = 0.01 * std::exp(0.1), m = 5.0 / (1.0 + 0.25 * 0.25);
        const std::vector<Residual> near(10, Residual{tenth, 0.01, 0.01});
        QVERIFY(std::abs(calibrated(near, parent).before - 1.5 * std::exp(0.1 * 10.0 / (10.0 + m))) < 1e-9);
        QCOMPARE(calibrated(near, parent).after, 0.8);
        const std::vector<Residual> far(10, Residual{0.04, 0.01, 0.01});
        QVERIFY(calibrated(far, parent).before > 1.5 * 3.7 && calibrated(far, parent).before < 1.5 * 4.0);
        const std::vector<Residual> many(100000, Residual{-0.04, 0.01, 0.01});
        QVERIFY(std::abs(calibrated(many, parent).after - 0.8 * 4.0) < 0.001);
    }

    /// Picks that are made with the new factors are calibrated again to nearly the same ones.
    void calibratingAgainChangesLittle()
    {
        auto all = simulated(3000, 11);
        const WidthScale once = calibrated(all, {});
        for (Residual& r : all) {
            r.widthBefore *= once.before;
            r.widthAfter *= once.after;
        }
        const WidthScale twice = calibrated(all, once);
        QVERIFY(std::abs(twice.before / once.before - 1.0) < 0.02);
        QVERIFY(std::abs(twice.after / once.after - 1.0) < 0.02);
    }

    void residualsOfTheNearestPickAboveTheThreshold()
    {
        Comparison c;
        c.truth = {onset("Pg", 10.0), onset("S", 15.0), onset("P", 30.0)};
        Label rejected = onset("P", 10.0);
        rejected.review = Review::Rejected;
        c.picks = {rejected, onset("P", 10.01, 0.2), onset("P", 10.2, 0.5), onset("S", 14.9), onset("P", 30.6)};
        const auto p = residuals(std::span(&c, 1), 'P', 0.3);
        QCOMPARE(p.size(), std::size_t(1));  // the one at 30.6 is too far away
        QVERIFY(std::abs(p.front().seconds - 0.2) < 1e-9);
        QCOMPARE(p.front().widthBefore, 0.02);
        QVERIFY(std::abs(residuals(std::span(&c, 1), 'P', 0.1).front().seconds - 0.01) < 1e-9);
        QVERIFY(std::abs(residuals(std::span(&c, 1), 'S', 0.3).front().seconds + 0.1) < 1e-9);
        const PickUncertainty both = calibrated(std::span(&c, 1), {0.3, 0.3}, {});
        QCOMPARE(both.p.picksBefore, std::size_t(1));
        QCOMPARE(both.s.picksAfter, std::size_t(1));
    }

    void rescaledAsIfMadeWithTheOther()
    {
        Comparison c;
        c.picks = {onset("P", 1.0), onset("S", 2.0)};
        rescale(std::span(&c, 1), {{2.0, 3.0, 9, 9}, {1.0, 4.0, 9, 9}}, {{1.0, 6.0, 1, 1}, {1.0, 1.0, 1, 1}});
        QVERIFY(std::abs(*c.picks[0].lowerUncertaintySeconds - 0.01) < 1e-12);
        QVERIFY(std::abs(*c.picks[0].upperUncertaintySeconds - 0.06) < 1e-12);
        QVERIFY(std::abs(*c.picks[1].lowerUncertaintySeconds - 0.02) < 1e-12);
        QVERIFY(std::abs(*c.picks[1].upperUncertaintySeconds - 0.0075) < 1e-12);
    }

    void coverageKnowsItsSides()
    {
        const std::vector<Residual> four{{0.01, 0.02, 0.005}, {-0.01, 0.02, 0.005}, {0.03, 0.02, 0.05}, {0.0, 0.1, 0.1}};
        QCOMPARE(*coverage(four), 0.5);
        QCOMPARE(*coverage(four, {2.0, 2.0, 0, 0}), 1.0);
        QVERIFY(!coverage({}));
    }
};

QTEST_GUILESS_MAIN(ConformalTest)
#include "conformal_test.moc"
