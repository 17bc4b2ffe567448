#include "core/model/adapt/shots.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace seisdesk;

namespace {

/// 60 events of two windows each, of which the split decides.
ExampleSet made(SplitOptions options = {})
{
    ExampleSet out{"made", {}};
    for (int e = 0; e < 60; ++e)
        for (const char* station : {"XX.A", "XX.B"}) {
            LocalExample one;
            one.window.eventId = "event " + std::to_string(e);
            one.window.stationId = station;
            one.window.name = one.window.eventId + station;
            out.examples.push_back(std::move(one));
        }
    split(out, options);
    return out;
}

std::set<std::string> events(const Shots& s)
{
    std::set<std::string> out;
    for (const auto* part : {&s.train, &s.calibration})
        for (const LocalExample* e : *part) out.insert(e->window.eventId);
    return out;
}

}  // namespace

class shots_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsEventsAndNests()
    {
        const ExampleSet set = made();
        std::set<std::string> fewer;
        for (const std::size_t n : {1, 2, 5, 10, 20, 30}) {
            const Shots s = shots(set, n, 3);
            const auto names = events(s);
            QCOMPARE(s.events, n);
            QCOMPARE(names.size(), n);
            QCOMPARE(s.train.size() + s.calibration.size(), 2 * n);  // both windows of each
            QVERIFY(std::includes(names.begin(), names.end(), fewer.begin(), fewer.end()) || n == 5);  // the first for calibration comes in
            QVERIFY(n < 4 || !s.calibration.empty());
            for (const LocalExample* e : s.train) QVERIFY(e->part == Part::Train);
            for (const LocalExample* e : s.calibration) QVERIFY(e->part == Part::Calibration);
            fewer = names;
        }
    }
    void theSeedOrdersAndTheHeldOutPartStays()
    {
        const ExampleSet set = made();
        QVERIFY(events(shots(set, 10, 1)) == events(shots(set, 10, 1)));
        QVERIFY(events(shots(set, 10, 1)) != events(shots(set, 10, 2)));
        for (const LocalExample* e : set.in(Part::HeldOut)) QVERIFY(!events(shots(set, {}, 1)).contains(e->window.eventId));
        QCOMPARE(shots(set, {}, 1).events, set.events(Part::Train) + set.events(Part::Calibration));
        QCOMPARE(shots(set, 1000, 1).events, shots(set, {}, 1).events);
        QCOMPARE(shots({}, 10, 1).events, std::size_t{0});
    }
    void bothPartsShareAsTheSetDoes()
    {
        const ExampleSet set = made();
        const Shots s = shots(set, 30, 1);
        const double share = static_cast<double>(set.events(Part::Calibration)) / static_cast<double>(set.events(Part::Calibration) + set.events(Part::Train));
        QVERIFY(std::abs(static_cast<double>(s.calibration.size()) / 60.0 - share) < 0.03);
    }
    void stationsMayDivideEvents()
    {
        SplitOptions options;
        options.by = SplitOptions::By::Station;
        options.heldOut = 0.0;
        options.calibration = 0.5;
        for (options.seed = 1;; ++options.seed)
            if (partOf("XX.A", options) == Part::Train && partOf("XX.B", options) == Part::Calibration) break;
        const ExampleSet set = made(options);
        const Shots s = shots(set, 5, 1);
        QCOMPARE(s.events, std::size_t{5});
        QCOMPARE(s.train.size(), std::size_t{5});
        QCOMPARE(s.calibration.size(), std::size_t{5});
    }
};

QTEST_APPLESS_MAIN(shots_test)
#include "shots_test.moc"
