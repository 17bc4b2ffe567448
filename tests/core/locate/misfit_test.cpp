#include "core/locate/misfit.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class MisfitTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{7};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const GeoPoint m_source{35.72, -117.45};
    std::vector<PhasePick> picks(double sigma) { return test::Network(m_random, 10, 50.0).picks(m_times, m_source, 9.0, m_random, sigma); }
    static double origin(const Misfit& misfit, const Misfit::Value& value) { return toSeconds(misfit.reference() - Time{}) + value.originSeconds; }
private Q_SLOTS:
    void theTruthFitsBest()
    {
        const auto all = picks(0.0);
        const Misfit misfit(m_times, all, {}, {});
        const auto best = misfit.at(m_source, 9.0);
        QVERIFY(std::abs(origin(misfit, best) - test::Network::originSeconds) < 1e-4);
        for (const auto& [north, east, depth] : {std::tuple{1.0, 0.0, 9.0}, {0.0, -1.0, 9.0}, {0.0, 0.0, 11.0}, {0.0, 0.0, 7.0}})
            QVERIFY(misfit.at(m_source.moved(north, east), depth).logLikelihood < best.logLikelihood);
    }
    // Six of twenty picks off by ten seconds move the origin time by less than the noise.
    void outliersDoNotMoveTheOriginTime()
    {
        auto all = picks(0.05);
        for (std::size_t i = 0; i < 6; ++i) all[3 * i].time += std::chrono::seconds(10);
        const Misfit misfit(m_times, all, {}, {});
        QVERIFY(std::abs(origin(misfit, misfit.at(m_source, 9.0)) - test::Network::originSeconds) < 0.05);
    }
    void corrections()
    {
        auto all = picks(0.0);
        all[0].time += std::chrono::milliseconds(700);
        const StationCorrections corrections{{{all[0].station, WaveType::P}, 0.7}};
        const Misfit misfit(m_times, all, {}, corrections);
        for (const auto& row : misfit.rows(m_source, 9.0, misfit.at(m_source, 9.0).originSeconds)) QVERIFY(std::abs(row.residualSeconds) < 1e-3);
    }
    void onlyPicksThatCountAreHeld()
    {
        auto all = picks(0.0);
        all[1].enabled = false;
        all[2].weight = 0.0;
        QCOMPARE(Misfit(m_times, all, {}, {}).size(), all.size() - 2);
    }
    // Half the weight is half the logarithm of the likelihood, but for its constant.
    void weightsScaleTheLikelihood()
    {
        auto all = picks(0.1);
        const double full = Misfit(m_times, all, {}, {}).at(m_source, 9.0).logLikelihood - Misfit(m_times, all, {}, {}).at(m_source, 12.0).logLikelihood;
        for (auto& pick : all) pick.weight = 0.5;
        const double half = Misfit(m_times, all, {}, {}).at(m_source, 9.0).logLikelihood - Misfit(m_times, all, {}, {}).at(m_source, 12.0).logLikelihood;
        QVERIFY(std::abs(half - 0.5 * full) < 0.01 * std::abs(full));
    }
    void derivativesPointAwayFromTheStation()
    {
        auto all = picks(0.0);
        const Misfit misfit(m_times, all, {}, {});
        const double h = 0.05;
        const auto rows = misfit.rows(m_source, 9.3, 0.0), north = misfit.rows(m_source.moved(h, 0), 9.3, 0.0), down = misfit.rows(m_source, 9.3 + h, 0.0);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QVERIFY(std::abs((rows[i].residualSeconds - north[i].residualSeconds) / h - rows[i].north) < 0.01);
            QVERIFY(std::abs((rows[i].residualSeconds - down[i].residualSeconds) / h - rows[i].down) < 0.01);
        }
    }
    // The scale of Student's t: mean curvature equals mean squared slope for normal errors (trapezoid over the normal density).
    void theScaleKeepsItsPromise()
    {
        double curvature = 0.0, square = 0.0, meanSquare = 0.0;
        const double n = Misfit::freedom, v = n * Misfit::scale * Misfit::scale, step = 1e-3;
        for (double r = -10.0; r <= 10.0; r += step) {
            const double density = step * std::exp(-0.5 * r * r) / std::sqrt(2.0 * M_PI), slope = (n + 1.0) * r / (v + r * r);
            curvature += density * (n + 1.0) * (v - r * r) / ((v + r * r) * (v + r * r));
            square += density * slope * slope;
            meanSquare += density * r * r * v / (v + r * r);
        }
        QVERIFY(std::abs(curvature - square) < 2e-4);
        QVERIFY(std::abs(meanSquare - Misfit::meanSquare) < 2e-4);
    }
};

QTEST_APPLESS_MAIN(MisfitTest)
#include "misfit_test.moc"
