#include "core/locate/associate/join_events.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

class JoinEventsTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{5};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const test::Network m_network{m_random, 12, 50.0};
    const GeoPoint m_first{35.75, -117.45}, m_second{35.6, -117.6};

    std::vector<LoosePick> picks(const GeoPoint& source, double secondsLater, bool named = true)
    {
        std::vector<LoosePick> out;
        for (const PhasePick& pick : m_network.picks(m_times, source, 8.0, m_random, 0.05))
            out.push_back({pick.id, pick.station, pick.place, pick.elevationKm, named ? std::optional(arrivesAs(pick.phase)) : std::nullopt, pick.time + fromSeconds(secondsLater), 0.05});
        return out;
    }
    static LocatedSource source(const GeoPoint& place, double secondsLater) { return {place, 8.0, Time{} + fromSeconds(test::Network::originSeconds + secondsLater), {}, 60.0}; }
private Q_SLOTS:
    void picksJoinTheEventThatTheyFit()
    {
        std::vector<LoosePick> all = picks(m_first, 0.0);
        const std::size_t ofFirst = all.size();
        for (const LoosePick& pick : picks(m_second, 5.0)) all.push_back(pick);
        std::vector<LocatedSource> sources{source(m_second, 5.0), source(m_first, 0.0)};
        for (LocatedSource& one : sources) one.seen.emplace("XX.OTHER", WaveType::P);
        const auto joined = joinEvents(m_times, all, sources);
        QCOMPARE(joined.size(), all.size());
        const auto right = std::ranges::count_if(joined, [&](const JoinedPick& one) { return (one.source == 1) == (one.pick < ofFirst) && arrivesAs(one.phase) == *all[one.pick].wave; });
        QVERIFY2(right >= static_cast<std::ptrdiff_t>(all.size()) - 2, std::to_string(right).c_str());
    }
    void aStationGivesOnePAndOneS()
    {
        const auto all = picks(m_first, 0.0);
        LocatedSource there = source(m_first, 0.0);
        for (std::size_t i = 0; i < all.size(); i += 2) there.seen.emplace(all[i].station, *all[i].wave);
        const auto joined = joinEvents(m_times, all, {there});
        QCOMPARE(joined.size(), all.size() / 2);
        for (const JoinedPick& one : joined) QVERIFY(one.pick % 2 == 1);
        // Two picks for one wave: the nearer joins.
        std::vector<LoosePick> twice{all[1], all[1]};
        twice[0].time += std::chrono::milliseconds(200);
        const auto nearer = joinEvents(m_times, twice, {there});
        QCOMPARE(nearer.size(), std::size_t{1});
        QCOMPARE(nearer[0].pick, std::size_t{1});
    }
    void picksWithoutNamesAreNamed()
    {
        const auto all = picks(m_first, 0.0, false), named = picks(m_first, 0.0);
        LocatedSource there = source(m_first, 0.0);
        there.seen.emplace("XX.OTHER", WaveType::P);
        for (const JoinedPick& one : joinEvents(m_times, all, {there})) QVERIFY(arrivesAs(one.phase) == *named[one.pick].wave);
    }
    void noiseAndFarStationsStayAlone()
    {
        auto all = picks(m_first, 60.0);
        LocatedSource there = source(m_first, 0.0);
        there.seen.emplace("XX.OTHER", WaveType::P);
        QVERIFY(joinEvents(m_times, all, {there}).empty());
        all = picks(m_first, 0.0);
        there.farthestKm = 1.0;
        for (const JoinedPick& one : joinEvents(m_times, all, {there})) QVERIFY(test::kmBetween(all[one.pick].place, m_first) <= 60.0);
    }
    void aCatalogueEventWantsSeveralStations()
    {
        auto all = picks(m_first, 0.0);
        LocatedSource bare = source(m_first, 0.0);
        bare.farthestKm = 0.0;
        QCOMPARE(joinEvents(m_times, all, {bare}).size(), all.size());
        all.resize(6);  // P and S of three stations
        QVERIFY(joinEvents(m_times, all, {bare}).empty());
    }
};

QTEST_APPLESS_MAIN(JoinEventsTest)
#include "join_events_test.moc"
