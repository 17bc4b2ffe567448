#include "core/locate/check/cross_check_event.h"
#include "core/locate/location_origin.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

class CrossCheckEventTest : public QObject {
    Q_OBJECT
    const TravelTimes& m_times = test::travelTimes("southern-california");
    Inventory m_inventory;
    Event m_event;
private Q_SLOTS:
    void init()
    {
        std::mt19937 random(12);
        const test::Network network(random, 12, 40.0);
        m_inventory = network.inventory();
        m_event = {};
        m_event.id = "smi:local.test/event/1";
        std::vector<PhasePick> picks = network.picks(m_times, GeoPoint(35.7, -117.5), 9.0, random, 0.04);
        picks[6].time += fromSeconds(1.5);
        for (PhasePick& pick : picks) {
            pick.id = m_event.id + "/pick/" + pick.id;
            Pick out;
            out.id = pick.id;
            out.time = pick.time;
            out.timeUncertainty.symmetric = 0.04;
            out.waveform = {"XX", pick.station.substr(3), "", "HHZ"};
            out.phaseHint = name(pick.phase);
            m_event.picks.push_back(out);
        }
        putOwnOrigin(m_event, locate(m_times, picks).value(), {}, Time{});
    }
    void theWrongPickCarriesTheReason()
    {
        const auto check = crossCheck(m_event, m_inventory, m_times).value();
        QVERIFY(!check.flags.empty() && check.flags.front().pick == m_event.picks[6].id);
        keepFlags(m_event, check);
        auto kept = keptFlags(*m_event.origin());
        QCOMPARE(kept.size(), check.flags.size());
        QVERIFY(std::any_of(kept.begin(), kept.end(), [&](const auto& flag) { return flag.first == m_event.picks[6].id && flag.second == check.flags.front().reason; }));
        // Again: in place of the ones before.
        keepFlags(m_event, check);
        QCOMPARE(keptFlags(*m_event.origin()).size(), check.flags.size());
        keepFlags(m_event, {});
        QVERIFY(keptFlags(*m_event.origin()).empty());
    }
    void whatIsSwitchedOffHasNoSayAndIsJudged()
    {
        Origin& origin = m_event.origins.front();
        for (Arrival& arrival : origin.arrivals)
            if (arrival.pickId == m_event.picks[6].id) arrival.timeWeight = 0.0;
        const auto check = crossCheck(m_event, m_inventory, m_times).value();
        QVERIFY(std::any_of(check.flags.begin(), check.flags.end(), [&](const Flag& flag) { return flag.pick == m_event.picks[6].id; }));
    }
    void errors()
    {
        QCOMPARE(crossCheck(Event{}, m_inventory, m_times).error().code, Error::Code::NotFound);
        QVERIFY(!crossCheck(m_event, {}, m_times));
    }
};

QTEST_APPLESS_MAIN(CrossCheckEventTest)
#include "cross_check_event_test.moc"
