#include "core/locate/check/leave_out.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;

class LeaveOutTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{4};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const GeoPoint m_place{35.72, -117.45};
    const double m_depth = 8.0;

    std::vector<std::optional<LeftOut>> left(const std::vector<PhasePick>& picks) const
    {
        return leaveOut(m_times, picks, std::vector<bool>(picks.size(), false), {m_place, m_depth, {}}, {});
    }
private Q_SLOTS:
    /// Against a location made by locate() from the other stations only.
    void isTheResidualOfALocationWithoutTheStation()
    {
        const test::Network network(m_random, 9, 40.0);
        const auto picks = network.picks(m_times, m_place, m_depth, m_random, 0.08);
        const auto found = left(picks);
        for (std::size_t i = 0; i < picks.size(); ++i) {
            std::vector<PhasePick> others = picks;
            for (PhasePick& pick : others) pick.enabled = pick.station != picks[i].station;
            const Location alone = locate(m_times, others).value();
            QVERIFY(found[i]);
            QVERIFY2(std::abs(found[i]->residualSeconds - alone.picks[i].residualSeconds) < 0.01,
                     qPrintable(QStringLiteral("%1 %2").arg(found[i]->residualSeconds).arg(alone.picks[i].residualSeconds)));
        }
    }
    /// What comes out over what is promised scatters by one.
    void theSigmaIsThatOfTheResidual()
    {
        double squares = 0.0, ordinary = 0.0;
        int count = 0;
        for (int trial = 0; trial < 60; ++trial) {
            const test::Network network(m_random, 10, 50.0);
            auto picks = network.picks(m_times, m_place, m_depth, m_random, 0.1);
            LocateOptions exact;
            exact.modelError = {0.0, 1e-4, 1e-4};
            const auto found = leaveOut(m_times, picks, std::vector<bool>(picks.size(), false), {m_place, m_depth, {}}, exact);
            for (const auto& one : found) {
                const double z = one->residualSeconds / one->sigmaSeconds();
                squares += std::min(z * z, 16.0), ordinary += one->predictionSigmaSeconds() > 0.5 * one->pickSigmaSeconds, ++count;
            }
        }
        const double scatter = std::sqrt(squares / count);
        qInfo("left-out residual over its sigma: %.2f; prediction matters at %.0f %% of picks", scatter, 100.0 * ordinary / count);
        QVERIFY(scatter > 0.9 && scatter < 1.15);
    }
    void aWrongPickDoesNotPullItself()
    {
        const test::Network network(m_random, 8, 40.0);
        auto picks = network.picks(m_times, m_place, m_depth, m_random, 0.02);
        picks[3].time += fromSeconds(1.0);
        QVERIFY(std::abs(left(picks)[3]->residualSeconds - 1.0) < 0.25);
    }
    void tooFewAreLeft()
    {
        const test::Network network(m_random, 3, 40.0);
        const auto picks = network.picks(m_times, m_place, m_depth, m_random, 0.02);
        for (const auto& one : left(picks)) QVERIFY(!one);
    }
};

QTEST_APPLESS_MAIN(LeaveOutTest)
#include "leave_out_test.moc"
