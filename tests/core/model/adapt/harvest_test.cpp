#include "core/model/adapt/harvest.h"

#include "tests/core/model/adapt/unlabelled_records.h"

#include <QTest>

#include <set>

using namespace seisdesk;
using namespace seisdesk::test;

class HarvestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pairsBecomeExamples()
    {
        const auto crop = harvest(fakeModels(), together(station("AA", everyMinute(10)), station("BB", {})), {}, twoViews(), {});
        QVERIFY(crop);
        QCOMPARE(crop->counts.pairs, std::size_t(10));
        QCOMPARE(crop->counts.associated, std::size_t(10));
        QCOMPARE(crop->counts.examples, std::size_t(10));
        QCOMPARE(crop->counts.quietWindows, std::size_t(5));  // half as many
        QCOMPARE(crop->set.examples.size(), crop->weights.size());
        std::set<std::string> events;
        for (const LocalExample& e : crop->set.examples) {
            QVERIFY(!e.exhaustive && e.part != Part::HeldOut);
            TimeSpan span;
            for (const Trace& t : e.window.traces) span = span.united(t.span());
            if (!e.quiet.empty()) {
                if (e.window.stationId == "XX.AA")
                    for (const double p : everyMinute(10))
                        QVERIFY(!e.quiet.front().overlaps({unlabelledStart + fromSeconds(p - 59.0), unlabelledStart + fromSeconds(p + 63.0)}));
                QVERIFY(e.window.labels.empty());
                continue;
            }
            events.insert(e.window.eventId);
            QCOMPARE(e.window.stationId, std::string("XX.AA"));
            QCOMPARE(e.window.labels.size(), std::size_t(2));
            for (const Label& l : e.window.labels) QVERIFY(span.contains(l.time));
            QVERIFY(std::abs(toSeconds(e.window.labels[1].time - e.window.labels[0].time) - 4.0) < 0.01);
            QVERIFY(std::abs(std::remainder(toSeconds(e.window.labels[0].time - unlabelledStart) - 43.0, 70.0)) < 0.01);
        }
        QCOMPARE(events.size(), std::size_t(10));
        for (std::size_t i = 0; i < 10; ++i) QVERIFY(crop->weights[i] > 0.5 && crop->weights[i] <= 1.0);
    }

    /// The collapse test: without earthquakes there is nothing to learn.
    void noiseYieldsNothing()
    {
        const auto crop = harvest(fakeModels(), together(station("AA", {}), station("BB", {})), {}, twoViews(), {});
        QVERIFY(crop);
        QVERIFY(crop->set.examples.empty());
        QCOMPARE(crop->counts.associated, std::size_t(0));
        QVERIFY(crop->sentences.back().find("nothing is learned") != std::string::npos);
        const auto few = harvest(fakeModels(), station("AA", everyMinute(4)), {}, twoViews(), {});
        QVERIFY(few->set.examples.empty() && few->counts.associated == 4);
    }

    void whatViewsDisagreeOnIsLeftOut()
    {
        HarvestOptions options = twoViews();
        options.views.views.push_back({"upside down", 0.0, {}, true});  // the fake sees nothing there: mean 0.6, two of three
        QCOMPARE(harvest(fakeModels(), station("AA", everyMinute(10)), {}, options, {})->counts.associated, std::size_t(10));
        options.agreeing = 0.7;
        const auto none = harvest(fakeModels(), station("AA", everyMinute(10)), {}, options, {});
        QVERIFY(none->counts.confident == 20 && none->counts.steady == 0);
        options.agreeing = 0.6;
        options.confidence = 0.65;
        QCOMPARE(harvest(fakeModels(), station("AA", everyMinute(10)), {}, options, {})->counts.confident, std::size_t(0));
    }

    void implausiblePairsAndWeakOnes()
    {
        HarvestOptions options = twoViews();
        options.longestPairSeconds = 3.0;
        QCOMPARE(harvest(fakeModels(), station("AA", everyMinute(10)), {}, options, {})->counts.pairs, std::size_t(0));
        options = twoViews();
        options.signalDb = 200.0;
        const auto quiet = harvest(fakeModels(), station("AA", everyMinute(10)), {}, options, {});
        QVERIFY(quiet->counts.pairs == 10 && quiet->counts.loud == 0);
    }

    /// Something else shortly before a P or behind an S is another earthquake's, of which this lesson says nothing.
    void whatElseWasSeenIsMasked()
    {
        auto times = everyMinute(10);
        times.push_back(times[3] + 8.0);
        const auto crop = harvest(fakeModels(), station("AA", times), {}, twoViews(), {});
        QCOMPARE(crop->counts.pairs, std::size_t(11));
        QCOMPARE(crop->counts.loud, std::size_t(10));  // the later S is not louder than the noise before its P, which holds the earlier S
        QCOMPARE(crop->counts.undisturbed, std::size_t(10));
        int masked = 0;
        for (const LocalExample& e : crop->set.examples) {
            if (e.masked.empty()) continue;
            ++masked;
            const auto covers = [&](double seconds) {
                return std::any_of(e.masked.begin(), e.masked.end(), [&](const TimeSpan& m) { return m.contains(unlabelledStart + fromSeconds(seconds)); });
            };
            QVERIFY(std::abs(toSeconds(e.window.labels[0].time - unlabelledStart) - times[3]) < 0.1);
            QVERIFY(covers(times.back()) && !covers(times[3]) && !covers(times[3] + 4.0));
        }
        QCOMPARE(masked, 1);
    }

    void othersMayAssociate()
    {
        HarvestOptions options = twoViews();
        std::size_t asked = 0;
        options.associated = [&](const std::vector<PickPair>& pairs) {
            asked = pairs.size();
            std::vector<bool> keep(pairs.size(), true);
            keep[0] = false;
            return keep;
        };
        const auto crop = harvest(fakeModels(), station("AA", everyMinute(10)), {}, options, {});
        QCOMPARE(asked, std::size_t(10));
        QCOMPARE(crop->counts.examples, std::size_t(9));
        options.associated = [](const std::vector<PickPair>&) { return std::vector<bool>{}; };
        QVERIFY(harvest(fakeModels(), station("AA", everyMinute(10)), {}, options, {})->set.examples.empty());
    }

    void stationsOfOneEarthquakeStayTogether()
    {
        auto later = everyMinute(10);
        for (double& t : later) t += 3.0;
        const auto crop = harvest(fakeModels(), together(station("AA", everyMinute(10)), station("BB", later)), {}, twoViews(), {});
        QCOMPARE(crop->counts.examples, std::size_t(20));
        std::map<std::string, std::set<Part>> sides;
        for (const LocalExample& e : crop->set.examples)
            if (e.quiet.empty()) sides[e.window.eventId].insert(e.part);
        QCOMPARE(sides.size(), std::size_t(10));
        for (const auto& [event, parts] : sides) QCOMPARE(parts.size(), std::size_t(1));
    }

    /// 800 s of noise: an onset in the middle takes 60 s on either side, a trigger its own neighbourhood, a short rest is no window.
    void trustedNoiseKeepsItsDistance()
    {
        Label seen;
        seen.time = unlabelledStart + fromSeconds(400);
        const TimeSpan all{unlabelledStart, unlabelledStart + fromSeconds(800)};
        const std::vector<Segment> noise{station("AA", {})[0]->segments.front()};
        const auto spans = trustedNoise({all}, {seen}, noise, {}, 30.0);
        QCOMPARE(spans.size(), std::size_t(2));
        QCOMPARE(toSeconds(spans[0].end - unlabelledStart), 340.0);
        QCOMPARE(toSeconds(spans[1].begin - unlabelledStart), 460.0);
        QCOMPARE(trustedNoise({all}, {seen}, noise, {}, 350.0).size(), std::size_t(0));
        const std::vector<Segment> bang{station("AA", {200.0})[0]->segments.front()};
        for (const TimeSpan& span : trustedNoise({all}, {}, bang, {}, 30.0)) QVERIFY(!span.contains(unlabelledStart + fromSeconds(200.0)));
        QVERIFY(!trustedNoise({all}, {}, bang, {}, 30.0).empty());
        QVERIFY(trustedNoise({}, {}, noise, {}, 30.0).empty());
    }
};

QTEST_GUILESS_MAIN(HarvestTest)
#include "harvest_test.moc"
