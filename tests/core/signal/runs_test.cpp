#include "core/signal/runs.h"

#include <QTest>

#include <limits>

using namespace seisdesk;

class RunsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsLieBetweenNonFiniteSamples()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
        const std::vector<float> samples{nan, 1, 2, inf, -inf, 3, nan, 4, 5, 6};
        QVERIFY((finiteRuns(samples) == std::vector<Run>{{1, 3}, {5, 6}, {7, 10}}));
    }
    void nothingHasNoRuns()
    {
        QVERIFY(finiteRuns({}).empty());
        QVERIFY(finiteRuns(std::vector<float>(5, std::numeric_limits<float>::quiet_NaN())).empty());
    }
    void allFiniteIsOneRun() { QVERIFY((finiteRuns(std::vector<float>(5, 1.0f)) == std::vector<Run>{{0, 5}})); }
};

QTEST_APPLESS_MAIN(RunsTest)
#include "runs_test.moc"
