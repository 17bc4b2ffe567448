#include "core/locate/refinement.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class RefinementTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{11};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const GeoPoint m_source{35.72, -117.45};
private Q_SLOTS:
    void matrices()
    {
        const Matrix3 m{{{4, 1, 0.5}, {1, 3, -0.2}, {0.5, -0.2, 2}}}, l = cholesky(m), n = inverse(m);
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                double square = 0.0, unit = 0.0;
                for (int k = 0; k < 3; ++k) square += l[i][k] * l[j][k], unit += m[i][k] * n[k][j];
                QVERIFY(std::abs(square - m[i][j]) < 1e-12 && std::abs(unit - (i == j)) < 1e-12);
            }
    }
    void walksHomeFromAfar()
    {
        const auto picks = test::Network(m_random, 12, 60.0).picks(m_times, m_source, 9.0, m_random, 0.0);
        const Misfit misfit(m_times, picks, {}, {});
        const TrialSource found = refine(misfit, {m_source.moved(25.0, -30.0), 20.0, {}}, {});
        QVERIFY(test::kmBetween(found.place, m_source) < 0.02 && std::abs(found.depthKm - 9.0) < 0.05);
    }
    void staysWithinItsDepths()
    {
        const auto picks = test::Network(m_random, 12, 60.0).picks(m_times, m_source, 9.0, m_random, 0.0);
        const Misfit misfit(m_times, picks, {}, {});
        QCOMPARE(refine(misfit, {m_source, 5.0, {}}, {12.0, 12.0}).depthKm, 12.0);
        QCOMPARE(refine(misfit, {m_source, 2.0, {}}, {0.0, 4.0}).depthKm, 4.0);
    }
    // Where the likelihood is nearly normal, the grid's moments are those of the normal equations.
    void spreadOfANearlyNormalLikelihood()
    {
        const auto picks = test::Network(m_random, 60, 40.0).picks(m_times, m_source, 9.0, m_random, 0.02);
        const Misfit misfit(m_times, picks, {0.0, 0.0, 0.0}, {});
        const TrialSource best = refine(misfit, {m_source, 9.0, {}}, {});
        const Matrix3 linear = inverse(normalEquations(misfit.rows(best.place, best.depthKm, best.value.originSeconds)).matrix);
        const Spread grid = spread(misfit, best, {});
        for (int i = 0; i < 3; ++i) {
            const double ratio = std::sqrt(grid.covarianceKm2[i][i] / linear[i][i]);
            QVERIFY2(ratio > 0.8 && ratio < 1.5, qPrintable(QString::number(ratio)));
        }
        const double half = 0.5 * (grid.deepestKm - grid.shallowestKm);
        QVERIFY(std::abs(half / std::sqrt(grid.covarianceKm2[2][2]) - 1.0) < 0.2);
        QVERIFY(grid.timeSigmaSeconds > 0.0 && grid.timeSigmaSeconds < 0.02);
    }
    void aFixedDepthHasNoSpread()
    {
        const auto picks = test::Network(m_random, 12, 40.0).picks(m_times, m_source, 9.0, m_random, 0.05);
        const Misfit misfit(m_times, picks, {}, {});
        const Spread grid = spread(misfit, refine(misfit, {m_source, 9.0, {}}, {9.0, 9.0}), {9.0, 9.0});
        QCOMPARE(grid.covarianceKm2[2][2], 0.0);
        QCOMPARE(grid.shallowestKm, grid.deepestKm);
        QVERIFY(grid.covarianceKm2[0][0] > 0.0);
    }
};

QTEST_APPLESS_MAIN(RefinementTest)
#include "refinement_test.moc"
