#include "core/model/adapt/score_curves.h"

#include "tests/core/model/adapt/fabricated.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;

class score_curves_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Two right picks of 0.9 and 0.5, a wrong one of 0.7.
    void precisionOverRecallStepsAtEveryPick()
    {
        Comparison c;
        c.exhaustive = true;
        c.truth = {onset("P", 10), onset("P", 20)};
        c.picks = {onset("P", 10.02, 0.9), onset("P", 20.2, 0.7), onset("P", 20.05, 0.5), onset("S", 10, 0.99)};
        const ScoreCurves curves = phaseCurves(std::vector{c}, 'P', {0.6, 0.3});
        QCOMPARE(curves.phase, std::string("P"));
        const auto has = [&](double recall, double precision) {
            return std::any_of(curves.precisionOverRecall.begin(), curves.precisionOverRecall.end(),
                               [&](const auto& p) { return std::abs(p.first - recall) < 1e-9 && std::abs(p.second - precision) < 1e-9; });
        };
        QVERIFY(has(0.5, 1.0) && has(0.5, 0.5) && has(1.0, 2.0 / 3));
        QCOMPARE(curves.residuals.size(), std::size_t{2});  // at the threshold
        QVERIFY(std::abs(curves.residuals[0] - 0.02) < 1e-6 && std::abs(curves.residuals[1] - 0.2) < 1e-6);
        QCOMPARE(curves.reliability.size(), std::size_t{3});
        QCOMPARE(curves.reliability[0], (std::pair{0.5, 1.0}));
        QCOMPARE(curves.reliability[1], (std::pair{0.7, 0.0}));
    }
    void whatMayBeRightDoesNotCount()
    {
        auto open = fabricated({.hit = 0.8, .extraPerWindow = 1.0}), closed = fabricated({.hit = 0.8, .extraPerWindow = 1.0}, {.exhaustive = true});
        QCOMPARE(phaseCurves(open, 'S', {}).reliability.front().second, 1.0);
        QVERIFY(phaseCurves(closed, 'S', {}).reliability.front().second < 0.5);
        for (Comparison& c : open) c.quiet = {{Time{} + fromSeconds(45), Time{} + fromSeconds(55)}};
        QCOMPARE(phaseCurves(open, 'S', {}).reliability, phaseCurves(closed, 'S', {}).reliability);
        QVERIFY(phaseCurves({}, 'S', {}).precisionOverRecall.empty());
    }
};

QTEST_APPLESS_MAIN(score_curves_test)
#include "score_curves_test.moc"
