#include "core/locate/check/wadati.h"
#include "tests/core/locate/network.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// Straight rays with one Vp/Vs, from an origin at 1e9 s.
std::vector<PhasePick> straight(std::mt19937& random, int stations, double vpVs, double sigma)
{
    std::uniform_real_distribution<double> travel(2.0, 25.0);
    std::normal_distribution<double> error(0.0, 1.0);
    std::vector<PhasePick> out;
    for (int i = 0; i < stations; ++i) {
        const double p = travel(random);
        for (const Phase phase : {Phase::P, Phase::S}) {
            PhasePick pick;
            pick.station = "XX.S" + std::to_string(i);
            pick.id = pick.station + name(phase);
            pick.phase = phase;
            pick.time = Time{} + fromSeconds(1e9 + (phase == Phase::P ? p : vpVs * p) + sigma * error(random));
            out.push_back(pick);
        }
    }
    return out;
}

double originOf(const WadatiDiagram& diagram) { return toSeconds(diagram.reference.time_since_epoch()) + diagram.line->originSeconds - 1e9; }

}  // namespace

class WadatiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void exactPicksGiveTheRatioAndTheOrigin()
    {
        std::mt19937 random(1);
        const auto diagram = wadati(straight(random, 12, 1.76, 0.0));
        QVERIFY(diagram.line.has_value());
        QVERIFY2(std::abs(diagram.line->vpVs - 1.76) < 1e-6, qPrintable(QString::number(diagram.line->vpVs, 'f', 8)));
        QVERIFY(std::abs(originOf(diagram)) < 1e-5);
        QCOMPARE(diagram.line->pairs, 12);
        for (const WadatiPair& pair : diagram.pairs) QVERIFY(!pair.outlier && std::abs(pair.residualSeconds) < 1e-5);
    }
    void outliersAreNamedAndDoNotPull()
    {
        std::mt19937 random(2);
        auto picks = straight(random, 20, 1.73, 0.03);
        picks[7].time += std::chrono::milliseconds(2500);   // S of S3
        picks[18].time -= std::chrono::milliseconds(1500);  // P of S9
        picks[31].time -= std::chrono::milliseconds(3000);  // S of S15
        const auto diagram = wadati(picks);
        QVERIFY2(std::abs(diagram.line->vpVs - 1.73) < 0.01, qPrintable(QString::number(diagram.line->vpVs)));
        QVERIFY(std::abs(originOf(diagram)) < 0.1);
        QStringList wrong;
        for (const WadatiPair& pair : diagram.pairs)
            if (pair.outlier) wrong << QString::fromStdString(pair.station);
        wrong.sort();
        QCOMPARE(wrong, (QStringList{QStringLiteral("XX.S15"), QStringLiteral("XX.S3"), QStringLiteral("XX.S9")}));
        QCOMPARE(diagram.line->pairs, 17);
    }
    void uncertaintiesKeepTheirPromise()
    {
        std::mt19937 random(4);
        int ratio = 0, origin = 0;
        constexpr int trials = 2000;
        for (int trial = 0; trial < trials; ++trial) {
            const auto diagram = wadati(straight(random, 15, 1.73, 0.08));
            ratio += std::abs(diagram.line->vpVs - 1.73) < diagram.line->vpVsSigma;
            origin += std::abs(originOf(diagram)) < diagram.line->originSigmaSeconds;
        }
        qInfo("truth within one sigma: Vp/Vs %.0f %%, origin time %.0f %%", 100.0 * ratio / trials, 100.0 * origin / trials);
        QVERIFY(ratio > 0.58 * trials && ratio < 0.76 * trials);
        QVERIFY(origin > 0.58 * trials && origin < 0.76 * trials);
    }
    void theLayeredCrustHasTheModelsRatio()
    {
        // All layers of one Vp/Vs: any ray has it, also with stations on hills.
        std::mt19937 random(3);
        const Network network(random, 15, 80.0);
        VelocityModel model = velocityModel("continental").value();
        for (VelocityNode& node : model.nodes)
            if (node.vsKmS > 0.0) node.vsKmS = node.vpKmS / 1.75;
        const auto times = TravelTimes::of(model).value();
        const auto diagram = wadati(network.picks(*times, {35.7, -117.5}, 8.0, random, 0.0));
        QVERIFY2(std::abs(diagram.line->vpVs - 1.75) < 0.005, qPrintable(QString::number(diagram.line->vpVs, 'f', 5)));
        QVERIFY2(std::abs(originOf(diagram)) < 0.05, qPrintable(QString::number(originOf(diagram))));
    }
    void picksThatAreOffTakeNoPart()
    {
        std::mt19937 random(5);
        auto picks = straight(random, 8, 1.7, 0.0);
        picks[1].time += std::chrono::seconds(5);
        picks[1].enabled = false;
        const auto diagram = wadati(picks);
        QVERIFY(std::abs(diagram.line->vpVs - 1.7) < 1e-6);
        QCOMPARE(diagram.line->pairs, 7);
        QCOMPARE(diagram.pairs.size(), std::size_t{8});
        QVERIFY(!diagram.pairs[0].used && std::abs(diagram.pairs[0].residualSeconds - 5.0) < 1e-4);
    }
    void likeGoesWithLike()
    {
        std::vector<PhasePick> picks(4);
        const Phase phases[] = {Phase::Pn, Phase::Pg, Phase::Sn, Phase::Sg};
        const double seconds[] = {20.0, 22.0, 34.0, 38.0};
        for (std::size_t i = 0; i < 4; ++i) {
            picks[i].id = name(phases[i]);
            picks[i].station = "XX.A";
            picks[i].phase = phases[i];
            picks[i].time = Time{} + fromSeconds(seconds[i]);
        }
        const auto diagram = wadati(picks);
        QCOMPARE(diagram.pairs.size(), std::size_t{1});
        QVERIFY(diagram.pairs[0].pId == "Pn" && diagram.pairs[0].sId == "Sn" && diagram.pairs[0].sMinusP == 14.0);
        picks[0].enabled = false;
        QVERIFY(wadati(picks).pairs[0].pId == "Pg" && wadati(picks).pairs[0].sId == "Sg");
    }
    void withoutALineItSaysWhy()
    {
        std::mt19937 random(6);
        QVERIFY(!wadati({}).line && !wadati({}).why.empty());
        QVERIFY(!wadati(straight(random, 2, 1.7, 0.0)).line);
        QVERIFY(!wadati(straight(random, 10, 0.6, 0.0)).line);
        auto near = straight(random, 10, 1.7, 0.0);
        for (std::size_t i = 0; i < near.size(); ++i) near[i].time = Time{} + fromSeconds(i % 2 ? 12.0 + 0.01 * static_cast<double>(i) : 10.0);
        QVERIFY(!wadati(near).line);
    }
};

QTEST_MAIN(WadatiTest)
#include "wadati_test.moc"
