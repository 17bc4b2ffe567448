#include "core/locate/associate/evidence.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

class EvidenceTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{9};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const GeoPoint m_place{35.7, -117.5};

    /// Onsets of one source at every station, of which every `each`-th is taken as seen, among `noise` others per station within two minutes.
    double evidence(int stations, int each, int noise, double sigma)
    {
        const test::Network network(m_random, stations, 50.0);
        std::vector<LoosePick> picks;
        const auto add = [&](const PhasePick& pick) { picks.push_back({pick.id, pick.station, pick.place, pick.elevationKm, arrivesAs(pick.phase), pick.time, 0.05}); };
        int index = 0;
        for (const PhasePick& pick : network.picks(m_times, m_place, 8.0, m_random, sigma))
            if (index++ % each == 0) add(pick);
        const std::size_t own = picks.size();
        std::uniform_real_distribution<double> any(-60.0, 60.0);
        for (const auto& station : network.stations)
            for (int i = 0; i < noise; ++i)
                add({"noise", station.name, station.place, station.elevationKm, i % 2 ? Phase::P : Phase::S, Time{} + fromSeconds(test::Network::originSeconds + any(m_random)), 0.1, 1.0, true});
        const AssociateOptions options;
        const PickField field(m_times, picks, options);
        const Evidence judge(m_times, field, options, 120.0);
        const double origin = test::Network::originSeconds - toSeconds(field.reference - Time{});
        std::vector<Member> members;
        for (std::size_t i = 0; i < field.onsets.size(); ++i) {
            const auto& onset = field.onsets[i];
            if (onset.index >= own) continue;
            const auto& station = field.stations[onset.station];
            const Phase phase = *onset.wave == WaveType::P ? Phase::P : Phase::S;
            const auto theory = m_times.arrival(phase, m_place, 8.0, station.place, station.elevationKm);
            members.push_back({static_cast<std::uint32_t>(i), phase, onset.seconds - origin - theory->seconds, 0.7});
        }
        return judge.of({m_place, 8.0, {}}, members);
    }
private Q_SLOTS:
    void manyGoodOnsetsAreNoChance() { QVERIFY(evidence(15, 1, 0, 0.05) > 30.0); }
    void theMoreNoiseTheLess()
    {
        const double quiet = evidence(10, 1, 0, 0.05), busy = evidence(10, 1, 20, 0.05), swamped = evidence(10, 1, 80, 0.05);
        QVERIFY2(quiet > busy + 5.0 && busy > swamped + 5.0, qPrintable(QStringLiteral("%1 %2 %3").arg(quiet).arg(busy).arg(swamped)));
    }
    void badFitsAndMissingNeighboursCount()
    {
        QVERIFY(evidence(12, 1, 10, 0.05) > evidence(12, 1, 10, 0.4) + 5.0);
        QVERIFY(evidence(12, 1, 10, 0.05) > evidence(24, 2, 10, 0.05) + 5.0);
        QVERIFY(evidence(12, 4, 30, 0.3) < 0.0);
    }
};

QTEST_APPLESS_MAIN(EvidenceTest)
#include "evidence_test.moc"
