#include "core/model/adapt/bootstrap.h"

#include "tests/core/model/adapt/fabricated.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

BeforeAndAfter pair(const Skill& before, const Skill& after, const FabricatedOptions& options = {})
{
    return {fabricated(before, options), fabricated(after, options), {}, {}};
}

}  // namespace

class bootstrap_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameModelChangesNothing()
    {
        for (const Change& c : changes(pair({}, {}))) {
            if (!c.change) continue;
            QCOMPARE(*c.change, 0.0);
            QCOMPARE(*c.low, 0.0);
            QCOMPARE(*c.high, 0.0);
            QVERIFY(!c.surelyBetter() && !c.surelyWorse());
            QCOMPARE(c.events, std::size_t{20});
        }
    }
    void measuresWhatChanged()
    {
        const BeforeAndAfter p = pair({.hit = 0.6}, {.hit = 0.9, .lateSeconds = 0.05});
        const auto all = changes(p);
        const Change& f1 = *changeOf(all, "P F1");
        QCOMPARE(*f1.before, *score(p.before, {}).p.f1[0]);
        QCOMPARE(*f1.after, *score(p.after, {}).p.f1[0]);
        QVERIFY(*f1.low < *f1.change && *f1.change < *f1.high && f1.surelyBetter());
        QVERIFY(changeOf(all, "error rate")->surelyBetter());  // less is better
        QCOMPARE(*changeOf(all, "error rate")->change, -*changeOf(all, "F1")->change);
        const Change& residual = *changeOf(all, "P residual");
        QVERIFY(std::abs(*residual.change - 0.05) < 0.01 && residual.surelyWorse());
        QVERIFY(!changeOf(all, "magnitude error")->change);
        QVERIFY(!changeOf(all, "no such yardstick"));
    }
    /// The interval of a change in recall where 40 events of one window each went from missed to found, against the binomial's.
    void theIntervalIsThatOfTheBinomial()
    {
        FabricatedOptions options{.events = 100, .windowsPerEvent = 1};
        BeforeAndAfter p = pair({.hit = 1.0, .scatterSeconds = 0.0}, {.hit = 1.0, .scatterSeconds = 0.0}, options);
        for (auto* side : {&p.before, &p.after})
            for (Comparison& c : *side) {
                std::erase_if(c.truth, [](const Label& l) { return l.phase == "S"; });
                std::erase_if(c.picks, [](const Label& l) { return l.phase == "S"; });
            }
        // Wrong by 1 s before: a label and a counted pick each, so that F1 is the share of right ones.
        for (std::size_t i = 0; i < 40; ++i) p.before[i].picks[0].time += fromSeconds(1.0);
        const auto all = changes(p, {.draws = 4000});
        const Change& f1 = *changeOf(all, "P F1");
        const double sigma = std::sqrt(0.4 * 0.6 / 100.0);
        QVERIFY(std::abs(*f1.change - 0.4) < 1e-9);
        QVERIFY(std::abs(*f1.low - (0.4 - 1.96 * sigma)) < 0.015);
        QVERIFY(std::abs(*f1.high - (0.4 + 1.96 * sigma)) < 0.015);
    }
    /// Windows of one event share its luck: ten copies of each event are no more evidence than one.
    void eventsAreDrawnWhole()
    {
        BeforeAndAfter one = pair({.hit = 0.5}, {.hit = 0.7}, {.events = 15, .windowsPerEvent = 1}), ten = one;
        for (int copy = 0; copy < 9; ++copy) {
            ten.before.insert(ten.before.end(), one.before.begin(), one.before.end());
            ten.after.insert(ten.after.end(), one.after.begin(), one.after.end());
        }
        const auto a = changes(one), b = changes(ten);
        QCOMPARE(changeOf(a, "P F1")->events, changeOf(b, "P F1")->events);
        QVERIFY(std::abs(*changeOf(a, "P F1")->low - *changeOf(b, "P F1")->low) < 1e-9);
        for (Comparison& c : ten.before) c.eventId = {};
        QCOMPARE(ten.events(), std::size_t{15});  // by the windows' names
    }
    void seedsRepeat()
    {
        const BeforeAndAfter p = pair({.hit = 0.6}, {.hit = 0.7});
        QCOMPARE(*changeOf(changes(p, {.seed = 7}), "F1")->low, *changeOf(changes(p, {.seed = 7}), "F1")->low);
        QVERIFY(*changeOf(changes(p, {.seed = 7}), "F1")->low != *changeOf(changes(p, {.seed = 8}), "F1")->low);
        QVERIFY(!changeOf(changes(pair({}, {}, {.events = 1})), "F1")->low);
    }
    void binsHoldTheirWindows()
    {
        BeforeAndAfter p = pair({.hit = 0.6}, {.hit = 0.7});
        p.before[0].snrDb.reset();
        const auto distances = changesByDistance(p), snrs = changesBySnr(p);
        QCOMPARE(distances.front().bin, std::string("below 20 km"));
        QCOMPARE(distances.front().windows, std::size_t{3});  // of the event at 10 km
        QCOMPARE(distances[1].bin, std::string("20 to 60 km"));
        QCOMPARE(distances[1].windows, std::size_t{12});
        QCOMPARE(snrs.back().bin, std::string("unknown"));
        QCOMPARE(snrs.back().windows, std::size_t{1});
        std::size_t sum = 0;
        for (const BinnedChanges& b : snrs) sum += b.windows;
        QCOMPARE(sum, p.before.size());
    }
};

QTEST_APPLESS_MAIN(bootstrap_test)
#include "bootstrap_test.moc"
