#include "core/locate/locate_events.h"
#include "tests/core/locate/network.h"

#include <QTest>

using namespace seisdesk;

class LocateEventsTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{4};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const test::Network m_network{m_random, 12, 50.0};
    const GeoPoint m_source{35.75, -117.45};

    Inventory inventory() const { return m_network.inventory(); }
    /// An event without origin.
    Event picks()
    {
        Event out;
        out.id = "smi:local/event/picks";
        for (const PhasePick& one : m_network.picks(m_times, m_source, 8.0, m_random, 0.05)) {
            Pick pick;
            pick.id = "smi:local/pick/" + one.id;
            pick.time = one.time;
            pick.waveform = {"XX", one.station.substr(3), "", "HHZ"};
            pick.phaseHint = name(one.phase);
            pick.timeUncertainty.symmetric = 0.05;
            out.picks.push_back(pick);
        }
        return out;
    }
private Q_SLOTS:
    void loosePicksBecomeAnEvent()
    {
        Event loose = picks();
        Pick odd = loose.picks.front();
        odd.id = "smi:local/pick/odd";
        odd.time += std::chrono::seconds(60);
        loose.picks.push_back(odd);
        const auto result = locateEvents({loose}, inventory(), m_times, {}).value();
        QCOMPARE(result.associated, std::size_t{1});
        QCOMPARE(result.alone, std::size_t{1});
        QCOMPARE(result.events.size(), std::size_t{2});
        const Event& event = result.events.front();
        QCOMPARE(event.picks.size(), std::size_t{24});
        QCOMPARE(event.preferredOriginId, event.origins.at(0).id);
        QCOMPARE(event.origins[0].arrivals.size(), std::size_t{24});
        QVERIFY(test::kmBetween(GeoPoint(event.origins[0].latitude.value, event.origins[0].longitude.value), m_source) < 1.0);
        QCOMPARE(result.events.back().picks.front().id, odd.id);
        QVERIFY(result.events.back().origins.empty());
    }
    void loosePicksJoinTheEventTheyFit()
    {
        Event all = picks(), late = all;
        late.id = "smi:local/event/late";
        late.picks.assign(all.picks.end() - 5, all.picks.end());
        all.picks.resize(all.picks.size() - 5);
        const Event first = locateEvents({all}, inventory(), m_times, {}).value().events.front();
        LocateEventsOptions options;
        options.relocate = false;
        const auto result = locateEvents({first, late}, inventory(), m_times, options).value();
        QCOMPARE(result.joined, std::size_t{5});
        QVERIFY(result.located == 1 && result.associated == 0 && result.alone == 0);
        QCOMPARE(result.events.size(), std::size_t{1});
        QCOMPARE(result.events[0].picks.size(), std::size_t{24});
        QCOMPARE(result.events[0].origin()->arrivals.size(), std::size_t{24});
        const auto idle = locateEvents(result.events, inventory(), m_times, options).value();
        QVERIFY(idle.located == 0 && idle.events == result.events);
    }
    void anEventWithOriginGetsABetterOne()
    {
        Event event = locateEvents({picks()}, inventory(), m_times, {}).value().events.front();
        event.origins[0].latitude.value += 1.0;
        event.origins[0].id = event.preferredOriginId = "smi:local/origin/old";
        event.origins[0].arrivals[5].timeWeight = 0.0;
        const auto result = locateEvents({event}, inventory(), m_times, {}).value();
        QCOMPARE(result.located, std::size_t{1});
        const Event& again = result.events.front();
        QCOMPARE(again.origins.size(), std::size_t{2});
        QVERIFY(again.origin()->id != "smi:local/origin/old");
        QVERIFY(test::kmBetween(GeoPoint(again.origin()->latitude.value, again.origin()->longitude.value), m_source) < 1.0);
        QCOMPARE(*again.origin()->quality.usedPhaseCount, 23);
        QCOMPARE(again.origin()->arrivals[5].timeWeight, std::optional(0.0));
    }
    void whatCannotBeUsedIsSaid()
    {
        Inventory few = inventory();
        few.stations.erase(few.stations.begin());
        const auto result = locateEvents({picks()}, few, m_times, {}).value();
        QCOMPARE(result.notes.size(), std::size_t{1});
        QVERIFY(result.notes[0].find("XX.S0") != std::string::npos);
        QCOMPARE(result.alone, std::size_t{2});
        Event bare;
        bare.id = "smi:local/event/bare";
        bare.origins.emplace_back();
        QVERIFY(locateEvents({bare}, few, m_times, {}).value().notes.at(0).find("smi:local/event/bare") != std::string::npos);
    }
    void picksNeedAPhaseAndAStation()
    {
        Pick pick = picks().picks.front();
        QVERIFY(phasePickOf(pick, "P", inventory()).has_value());
        QVERIFY(!phasePickOf(pick, "Lg", inventory()));
        pick.timeUncertainty.symmetric.reset();
        QCOMPARE(phasePickOf(pick, "Sn", inventory())->sigmaSeconds, 0.2);
        pick.waveform.station = "NONE";
        QVERIFY(!phasePickOf(pick, "P", inventory()));
    }
};

QTEST_APPLESS_MAIN(LocateEventsTest)
#include "locate_events_test.moc"
