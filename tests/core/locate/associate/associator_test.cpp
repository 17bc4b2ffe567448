#include "core/locate/associate/associator.h"
#include "tests/core/locate/network.h"
#include "tests/core/locate/ridgecrest.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <set>

using namespace seisdesk;

namespace {

/// Loose picks of several sources, each with the source's number (-1: of none).
struct Mixture {
    std::vector<LoosePick> picks;
    std::vector<int> owners;

    void add(const PhasePick& pick, int owner, bool named)
    {
        picks.push_back({pick.id, pick.station, pick.place, pick.elevationKm, named ? std::optional(arrivesAs(pick.phase)) : std::nullopt, pick.time, pick.sigmaSeconds});
        owners.push_back(owner);
    }
    void shuffle(std::mt19937& random)
    {
        std::vector<std::size_t> order(picks.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), random);
        Mixture out;
        for (const std::size_t i : order) out.picks.push_back(picks[i]), out.owners.push_back(owners[i]);
        *this = std::move(out);
    }
};

struct Score {
    int found = 0, extra = 0, right = 0, assigned = 0;
};

/// An event is a source when more than half of its picks are the source's.
Score score(const Association& result, const std::vector<int>& owners)
{
    Score out;
    std::set<int> sources;
    for (const AssociatedEvent& event : result.events) {
        std::map<int, int> votes;
        for (const std::size_t i : event.picks) ++votes[owners[i]];
        const auto top = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        out.assigned += static_cast<int>(event.picks.size());
        if (top->first >= 0 && 2 * top->second > static_cast<int>(event.picks.size()) && sources.insert(top->first).second) ++out.found, out.right += top->second;
        else ++out.extra;
    }
    return out;
}

}  // namespace

class AssociatorTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{8};
    const TravelTimes& m_times = test::travelTimes("southern-california");

    Mixture mixture(const std::vector<std::pair<GeoPoint, double>>& sources, double noise, bool named)
    {
        const test::Network network(m_random, 16, 60.0);
        Mixture out;
        double last = 0.0;
        for (std::size_t i = 0; i < sources.size(); ++i)
            for (PhasePick pick : network.picks(m_times, sources[i].first, 9.0, m_random, 0.08)) {
                pick.time += fromSeconds(sources[i].second);
                last = std::max(last, sources[i].second);
                out.add(pick, static_cast<int>(i), named);
            }
        std::uniform_real_distribution<double> any(0.0, last + 40.0);
        std::uniform_int_distribution<std::size_t> station(0, network.stations.size() - 1), wave(0, 1);
        const auto count = static_cast<std::size_t>(noise * static_cast<double>(out.picks.size()));
        for (std::size_t i = 0; i < count; ++i) {
            const auto& s = network.stations[station(m_random)];
            out.add({"noise", s.name, s.place, s.elevationKm, wave(m_random) ? Phase::P : Phase::S, Time{} + fromSeconds(test::Network::originSeconds + any(m_random)), 0.1, 1.0, true}, -1, named);
        }
        out.shuffle(m_random);
        return out;
    }
    std::vector<std::pair<GeoPoint, double>> sources(int count, double everySeconds)
    {
        std::uniform_real_distribution<double> degrees(-0.3, 0.3), seconds(0.0, everySeconds);
        std::vector<std::pair<GeoPoint, double>> out;
        for (int i = 0; i < count; ++i) out.emplace_back(GeoPoint(35.7 + degrees(m_random), -117.5 + degrees(m_random)), everySeconds * i + seconds(m_random));
        return out;
    }
private Q_SLOTS:
    void eventsAmongNoise()
    {
        const Mixture mixed = mixture(sources(20, 40.0), 0.3, true);
        const auto result = associate(m_times, mixed.picks).value();
        const Score s = score(result, mixed.owners);
        qInfo("20 events, 30 %% noise: %d found, %d extra, %d of %d picks right", s.found, s.extra, s.right, s.assigned);
        QVERIFY(s.found >= 19 && s.extra <= 1 && s.right >= 0.98 * s.assigned);
        // Every pick is in one place.
        std::set<std::size_t> seen(result.alone.begin(), result.alone.end());
        for (const auto& event : result.events) {
            QCOMPARE(event.location.picks.size(), event.picks.size());
            for (const std::size_t i : event.picks) QVERIFY(seen.insert(i).second);
        }
        QCOMPARE(seen.size(), mixed.picks.size());
        for (std::size_t i = 1; i < result.events.size(); ++i) QVERIFY(result.events[i].location.time >= result.events[i - 1].location.time);
    }
    void picksWithoutNames()
    {
        const Mixture mixed = mixture(sources(12, 60.0), 0.1, false);
        const Score s = score(associate(m_times, mixed.picks).value(), mixed.owners);
        qInfo("12 events without phase names: %d found, %d extra, %d of %d picks right", s.found, s.extra, s.right, s.assigned);
        QVERIFY(s.found >= 11 && s.extra <= 1 && s.right >= 0.95 * s.assigned);
    }
    void twoEventsSecondsApart()
    {
        for (const bool named : {true, false}) {
            const Mixture mixed = mixture({{GeoPoint(35.85, -117.7), 0.0}, {GeoPoint(35.6, -117.35), 4.0}}, 0.0, named);
            const Score s = score(associate(m_times, mixed.picks).value(), mixed.owners);
            QVERIFY2(s.found == 2 && s.extra == 0 && s.right >= 60, qPrintable(QStringLiteral("%1 %2 %3").arg(s.found).arg(s.extra).arg(s.right)));
        }
    }
    void noiseAloneIsNoEvent()
    {
        Mixture noise = mixture(sources(10, 60.0), 0.5, true);
        for (std::size_t i = noise.picks.size(); i-- > 0;)
            if (noise.owners[i] >= 0) noise.picks.erase(noise.picks.begin() + static_cast<std::ptrdiff_t>(i));
        const auto result = associate(m_times, noise.picks).value();
        QVERIFY(result.events.size() <= 1);
        QVERIFY(associate(m_times, {}).value().events.empty());
    }
    void cancelling()
    {
        const Mixture mixed = mixture(sources(3, 60.0), 0.0, true);
        const Progress progress;
        progress.cancel();
        QCOMPARE(associate(m_times, mixed.picks, {}, progress).error().code, Error::Code::Cancelled);
    }
    void ridgecrestComesBack()
    {
        if (test::shared(test::ridgecrestLabels).empty()) QSKIP(test::needShared(test::ridgecrestLabels).c_str());
        Mixture mixed;
        const auto events = test::ridgecrest();
        for (std::size_t i = 0; i < events.size(); ++i)
            for (const PhasePick& pick : events[i].picks) mixed.add(pick, static_cast<int>(i), true);
        mixed.shuffle(m_random);
        QElapsedTimer timer;
        timer.start();
        const auto result = associate(m_times, mixed.picks).value();
        const auto seconds = 1e-3 * static_cast<double>(timer.elapsed());
        const Score s = score(result, mixed.owners);
        qInfo("Ridgecrest: %d of %zu events, %d extra, %d of %d associated picks right, %zu of %zu picks alone, %.1f s", s.found, events.size(), s.extra, s.right, s.assigned,
              result.alone.size(), mixed.picks.size(), seconds);
        QVERIFY(s.found >= 70 && s.extra <= 3 && s.right >= 0.98 * s.assigned);
    }
};

QTEST_APPLESS_MAIN(AssociatorTest)
#include "associator_test.moc"
