#include "core/locate/associate/arrival_spread.h"
#include "core/locate/refinement.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class ArrivalSpreadTest : public QObject {
    Q_OBJECT
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const GeoPoint m_place{35.7, -117.5};
    std::mt19937 m_random{4};

    static ArrivalSpread::Row rowOf(const Misfit::Row& row) { return {1.0, row.north, row.east, row.down}; }
private Q_SLOTS:
    /// What a pick would be off by, had it no say, is what is left when the source is located without it.
    void leavingOutIsWhatLocatingWithoutGives()
    {
        const test::Network network(m_random, 12, 40.0);
        const auto picks = network.picks(m_times, m_place, 8.0, m_random, 0.05);
        const Misfit misfit(m_times, picks, {}, {});
        const TrialSource all = refine(misfit, {m_place, 8.0, {}}, {0.0, 40.0});
        const auto rows = misfit.rows(all.place, all.depthKm, all.value.originSeconds);
        const ArrivalSpread spread(rows);
        double largest = 0.0, moved = 0.0;
        for (std::size_t i = 0; i < picks.size(); ++i) {
            auto others = picks;
            others[i].enabled = false;
            const Misfit without(m_times, others, {}, {});
            const TrialSource source = refine(without, all, {0.0, 40.0});
            const auto left = m_times.arrival(picks[i].phase, source.place, source.depthKm, picks[i].place, picks[i].elevationKm);
            const double residual = toSeconds(picks[i].time - without.reference()) - source.value.originSeconds - left->seconds;
            const auto seen = spread.seen(rowOf(rows[i]), rows[i].residualSeconds, rows[i].sigmaSeconds, true);
            largest = std::max(largest, std::abs(seen.residual - residual));
            moved = std::max(moved, std::abs(rows[i].residualSeconds - residual));
            QVERIFY(seen.predictionSigma > spread.sigmaSeconds(rowOf(rows[i])));
        }
        QVERIFY2(largest < 0.03 && largest < 0.5 * moved, qPrintable(QStringLiteral("%1 s, of %2 s that it makes").arg(largest).arg(moved)));
    }
    void farAndDeepIsLessCertain()
    {
        const test::Network network(m_random, 10, 30.0);
        const Misfit misfit(m_times, network.picks(m_times, m_place, 8.0, m_random, 0.05), {}, {});
        const TrialSource source = refine(misfit, {m_place, 8.0, {}}, {0.0, 40.0});
        const ArrivalSpread spread(misfit.rows(source.place, source.depthKm, source.value.originSeconds));
        const double inside = spread.sigmaSeconds({1.0, 0.02, 0.0, 0.05}), outside = spread.sigmaSeconds({1.0, 0.28, 0.0, 0.0});
        QVERIFY2(inside < 0.1 && outside > inside, qPrintable(QStringLiteral("%1 %2").arg(inside).arg(outside)));
        // Nobody's pick is taken as it is.
        const auto seen = spread.seen({1.0, 0.1, 0.1, 0.1}, 0.3, 0.1, false);
        QCOMPARE(seen.residual, 0.3);
        QCOMPARE(seen.predictionSigma, spread.sigmaSeconds({1.0, 0.1, 0.1, 0.1}));
    }
    void withoutPicksNothingIsKnown() { QVERIFY(ArrivalSpread({}).sigmaSeconds({1.0, 0.0, 0.0, 0.0}) > 50.0); }
};

QTEST_APPLESS_MAIN(ArrivalSpreadTest)
#include "arrival_spread_test.moc"
