#include "core/locate/size/magnitude.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class MagnitudeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Richter's definition: 1 mm at 100 km is magnitude 3; Hutton & Boore (1987): 10 mm at 17 km is magnitude 3.
    void anchorsOfTheScale()
    {
        const auto california = attenuationFunction("hutton-boore").value();
        QCOMPARE(california.correction(100.0), 3.0);
        QVERIFY(std::abs(std::log10(10.0) + california.correction(17.0) - 3.0) < 0.02);
        QVERIFY(std::abs(attenuationFunction("bakun-joyner")->correction(100.0) - 3.0) < 1e-12);
    }
    // IASPEI (2013): ML = log A(nm) + 1.11 log r + 0.00189 r - 2.09 with r in km and A the ground's.
    void iaspeiIsItsFormula()
    {
        const auto iaspei = attenuationFunction("iaspei").value();
        for (const double r : {10.0, 57.0, 100.0, 430.0}) {
            const double nanometres = 1234.0, ml = std::log10(nanometres) + 1.11 * std::log10(r) + 0.00189 * r - 2.09;
            QVERIFY(std::abs(std::log10(nanometres * 2080.0 * 1e-6) + iaspei.correction(r) - ml) < 1e-6);
        }
    }
    // Values that Uhrhammer gives with the polynomials: 1.5429 at 8 km, 2.6182 at 60 km, 3 at 100 km as Richter has it; a straight line below 8 km.
    void californiasOwnFunction()
    {
        const auto cisn = attenuationFunction("cisn").value();
        QVERIFY(std::abs(cisn.correction(8.0) - 1.5429) < 1e-4 && std::abs(cisn.correction(60.0) - 2.6182) < 1e-4 && std::abs(cisn.correction(100.0) - 3.0) < 1e-3);
        const double slope = (2.6182 - 1.5429) / std::log10(60.0 / 8.0);
        QVERIFY(std::abs(cisn.correction(2.0) - (1.5429 + slope * std::log10(2.0 / 8.0))) < 2e-4);
        // Never far from Hutton & Boore's where that was found from.
        for (double r = 10.0; r < 100.0; r += 5.0) QVERIFY(std::abs(cisn.correction(r) - attenuationFunction("hutton-boore")->correction(r)) < 0.07);
    }
    void oneStationThatIsWrongMovesNothing()
    {
        const auto function = attenuationFunction("hutton-boore").value();
        std::vector<StationAmplitude> all;
        for (int i = 0; i < 9; ++i) {
            const double r = 20.0 + 15.0 * i;
            all.push_back({"S" + std::to_string(i), std::pow(10.0, 2.4 - function.correction(r) + 0.02 * (i - 4)), r, 0.0});
        }
        all.push_back({"WILD", 1e6, 40.0, 0.0});
        for (const auto average : {NetworkAverage::Median, NetworkAverage::TrimmedMean}) {
            const auto found = localMagnitude(all, function, average).value();
            QVERIFY(std::abs(found.magnitude - 2.4) < 0.03);
            QCOMPARE(found.stations, 10);
            QVERIFY(found.sigma < 0.1 && found.each.back().residual > 3.0);
        }
    }
    void stationsThatCannotSayAreLeftOutWithTheReason()
    {
        const auto function = attenuationFunction("hutton-boore").value();
        const auto found = localMagnitude({{"A", 1.0, 100.0, 0.25}, {"B", 0.0, 50.0, 0.0}, {"C", 1.0, 2.0, 0.0}, {"D", 1.0, 900.0, 0.0}}, function).value();
        QCOMPARE(found.magnitude, 3.25);
        QCOMPARE(found.stations, 1);
        QVERIFY(!found.each[1].why.empty() && found.each[2].why.find("nearer") == 0 && found.each[3].why.find("farther") == 0);
        QVERIFY(!localMagnitude({{"B", 0.0, 50.0, 0.0}}, function));
        QVERIFY(!attenuationFunction("elsewhere"));
        QCOMPARE(attenuationFunctions().size(), std::size_t{4});
    }
};

QTEST_APPLESS_MAIN(MagnitudeTest)
#include "magnitude_test.moc"
