#include "core/synth/faults.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

namespace {
std::array<std::vector<float>, 3> ramp()
{
    std::array<std::vector<float>, 3> rows;
    for (std::size_t c = 0; c < 3; ++c)
        for (int k = 0; k < 100; ++k) rows[c].push_back(static_cast<float>(k * (1.0 + c)) + 0.3f);
    return rows;
}
}  // namespace

class FaultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gapsAreEmptyOrZero()
    {
        Faults faults;
        faults.gaps = {{10, 20, false}, {50, 55, true}};
        faults.recorded = {true, true, false};
        auto rows = ramp();
        FastRandom random(1);
        digitise(rows, Station{}, faults, random);
        for (std::size_t k = 0; k < 100; ++k) {
            QCOMPARE(std::isnan(rows[0][k]), k >= 10 && k < 20);
            if (k >= 50 && k < 55) QCOMPARE(rows[1][k], 0.0f);
            QVERIFY(std::isnan(rows[2][k]));
        }
        QVERIFY(faults.hides(15.0, 100.0) && faults.hides(60.0, 100.0) && !faults.hides(99.0 + 20.0, 100.0));
        QVERIFY(!faults.shows(2) && faults.shows(1));
    }
    void deadAndDuplicatedComponents()
    {
        Faults dead, copied;
        dead.dead = 1;
        copied.copyOf = 0;
        QVERIFY(!dead.shows(1) && dead.shows(0) && copied.shows(0) && !copied.shows(2));
        auto rows = ramp(), twins = ramp();
        FastRandom random(1);
        digitise(rows, Station{}, dead, random);
        for (const float v : rows[1]) QVERIFY(std::abs(v - rows[1][0]) < 8.0f);
        digitise(twins, Station{}, copied, random);
        QVERIFY(twins[1] == twins[0] && twins[2] == twins[0]);
    }
    void clippingLimitsAllComponents()
    {
        Faults faults;
        faults.clipShare = 0.5;
        auto rows = ramp();
        Station station;
        station.wholeCounts = true;
        FastRandom random(4);
        digitise(rows, station, faults, random);
        QCOMPARE(rows[2][99], rows[2][60]);
        QVERIFY(rows[2][20] < rows[2][40]);
        for (const auto& row : rows)
            for (const float v : row) QCOMPARE(v, std::round(v));
    }
    void shares()
    {
        int vertical = 0, gaps = 0, clipped = 0;
        for (std::uint64_t seed = 0; seed < 10000; ++seed) {
            FastRandom random(seed);
            const Faults f = randomFaults(9000, 100.0, random);
            vertical += f.recorded == std::array{true, false, false};
            gaps += !f.gaps.empty();
            clipped += f.clipShare.has_value();
            for (const auto& gap : f.gaps) QVERIFY(gap.begin < gap.end && gap.end <= 9000);
        }
        QVERIFY(std::abs(vertical / 10000.0 - 0.12) < 0.012);
        QVERIFY(std::abs(gaps / 10000.0 - 0.04) < 0.008);
        QVERIFY(std::abs(clipped / 10000.0 - 0.025) < 0.006);
    }
};

QTEST_APPLESS_MAIN(FaultsTest)
#include "faults_test.moc"
