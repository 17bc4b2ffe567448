#include "core/locate/associate/regather.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace seisdesk;

class RegatherTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{11};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const GeoPoint m_place{35.7, -117.5};
    const test::Network m_network{m_random, 14, 40.0};

    struct Seen {
        std::vector<LoosePick> picks;
        std::vector<int> owners;
        void add(const PhasePick& pick, int owner, double confidence, double laterSeconds = 0.0)
        {
            picks.push_back({pick.id, pick.station, pick.place, pick.elevationKm, arrivesAs(pick.phase), pick.time + fromSeconds(laterSeconds), pick.sigmaSeconds, confidence});
            owners.push_back(owner);
        }
    };

    /// An event of some of the picks, located from them.
    AssociatedEvent eventOf(const std::vector<LoosePick>& picks, const std::vector<std::size_t>& members) const
    {
        AssociatedEvent out;
        std::vector<PhasePick> own;
        for (const std::size_t i : members) {
            out.phases.push_back(*picks[i].wave == WaveType::P ? Phase::P : Phase::S);
            own.push_back({picks[i].id, picks[i].station, picks[i].place, picks[i].elevationKm, out.phases.back(), picks[i].time, picks[i].sigmaSeconds, 1.0, true});
        }
        out.picks = members;
        out.location = locate(m_times, own).value();
        return out;
    }
    static std::size_t right(const Association& found, const std::vector<int>& owners, std::size_t event, int owner)
    {
        return static_cast<std::size_t>(std::count_if(found.events[event].picks.begin(), found.events[event].picks.end(), [&](std::size_t i) { return owners[i] == owner; }));
    }
private Q_SLOTS:
    /// The weak half joins; what is weak and off by a second, or noise, does not.
    void weakPicksThatFitJoin()
    {
        Seen seen;
        std::vector<std::size_t> sure;
        for (const PhasePick& pick : m_network.picks(m_times, m_place, 8.0, m_random, 0.05)) {
            const bool strong = seen.picks.size() % 2 == 0 || seen.picks.size() < 8;
            if (strong) sure.push_back(seen.picks.size());
            seen.add(pick, 0, strong ? 0.8 : 0.1);
        }
        const std::size_t own = seen.picks.size();
        std::uniform_real_distribution<double> any(-60.0, 60.0);
        for (const PhasePick& pick : m_network.picks(m_times, m_place, 8.0, m_random, 0.05)) {
            seen.add(pick, -1, 0.1, 1.5);
            seen.add(pick, -1, 0.1, any(m_random));
        }
        Association first;
        first.events.push_back(eventOf(seen.picks, sure));
        const auto found = regather(m_times, seen.picks, first).value();
        QCOMPARE(found.events.size(), std::size_t{1});
        const std::size_t good = right(found, seen.owners, 0, 0);
        QVERIFY2(good >= own - 2, qPrintable(QString::number(good)));
        QVERIFY(found.events[0].picks.size() - good <= 1);
        QCOMPARE(found.alone.size() + found.events[0].picks.size(), seen.picks.size());
        QVERIFY(found.events[0].location.usedPicks > first.events[0].location.usedPicks);
    }
    /// Two events four seconds apart whose S and P were mixed up come apart.
    void picksGoWhereTheyFit()
    {
        Seen seen;
        const GeoPoint other = m_place.moved(6.0, 4.0);
        std::vector<std::size_t> members[2];
        for (const PhasePick& pick : m_network.picks(m_times, m_place, 8.0, m_random, 0.05)) seen.add(pick, 0, 0.8);
        for (const PhasePick& pick : m_network.picks(m_times, other, 6.0, m_random, 0.05)) seen.add(pick, 1, 0.8, 0.9);
        const std::size_t half = seen.picks.size() / 2;
        // Every sixth onset is in the wrong event.
        for (std::size_t i = 0; i < seen.picks.size(); ++i) {
            const bool swap = (i % half) % 6 == 1;
            members[static_cast<std::size_t>(seen.owners[i]) ^ static_cast<std::size_t>(swap)].push_back(i);
        }
        Association first;
        first.events = {eventOf(seen.picks, members[0]), eventOf(seen.picks, members[1])};
        QVERIFY(right(first, seen.owners, 0, 0) < half);
        const auto found = regather(m_times, seen.picks, first).value();
        QCOMPARE(found.events.size(), std::size_t{2});
        QVERIFY2(right(found, seen.owners, 0, 0) >= half - 1 && right(found, seen.owners, 1, 1) >= half - 1,
                 qPrintable(QStringLiteral("%1 and %2 of %3").arg(right(found, seen.owners, 0, 0)).arg(right(found, seen.owners, 1, 1)).arg(half)));
        std::set<std::size_t> once;
        for (const AssociatedEvent& event : found.events)
            for (const std::size_t i : event.picks) QVERIFY(once.insert(i).second);
        QVERIFY(test::kmBetween(found.events[0].location.epicentre, m_place) < 1.0 && test::kmBetween(found.events[1].location.epicentre, other) < 1.0);
    }
    /// Late stations are looked for where they are late.
    void correctionsMoveTheWindow()
    {
        Seen seen;
        std::vector<std::size_t> sure;
        RegatherOptions options;
        options.leastGain = 2.0;
        for (const PhasePick& pick : m_network.picks(m_times, m_place, 8.0, m_random, 0.03)) {
            const bool late = pick.station == m_network.stations[3].name;
            if (late) options.associate.locate.corrections[{pick.station, arrivesAs(pick.phase)}] = 0.6;
            else sure.push_back(seen.picks.size());
            seen.add(pick, 0, 0.8, late ? 0.6 : 0.0);
        }
        Association first;
        first.events.push_back(eventOf(seen.picks, sure));
        const auto with = regather(m_times, seen.picks, first, options).value();
        QCOMPARE(with.events[0].picks.size(), seen.picks.size());
        options.associate.locate.corrections.clear();
        QVERIFY(regather(m_times, seen.picks, first, options).value().events[0].picks.size() < seen.picks.size());
        for (const LocatedPick& pick : with.events[0].location.picks) QCOMPARE(pick.correctionSeconds, pick.station == m_network.stations[3].name ? 0.6 : 0.0);
    }
    void nothingAndCancelled()
    {
        QVERIFY(regather(m_times, {}, {}).value().events.empty());
        Seen seen;
        for (const PhasePick& pick : m_network.picks(m_times, m_place, 8.0, m_random, 0.05)) seen.add(pick, 0, 0.8);
        std::vector<std::size_t> all(seen.picks.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        Association first;
        first.events.push_back(eventOf(seen.picks, all));
        const Progress progress;
        progress.cancel();
        QCOMPARE(regather(m_times, seen.picks, first, {}, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(RegatherTest)
#include "regather_test.moc"
