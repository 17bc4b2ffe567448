#include "core/locate/locator.h"
#include "tests/core/locate/network.h"
#include "tests/core/locate/ridgecrest.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class LocatorTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{3};
    const TravelTimes& m_times = test::travelTimes("southern-california");

    struct Truth {
        GeoPoint place;
        double depthKm;
    };
    Truth draw(double reachDegrees = 0.25)
    {
        std::uniform_real_distribution<double> one(-1.0, 1.0);
        return {GeoPoint(35.7 + reachDegrees * one(m_random), -117.5 + reachDegrees * one(m_random)), 9.0 + 5.0 * one(m_random)};
    }
    static double median(std::vector<double> values)
    {
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    }
private Q_SLOTS:
    void exactPicksGiveTheSourceBack()
    {
        for (int i = 0; i < 20; ++i) {
            const Truth truth = draw();
            const auto found = locate(m_times, test::Network(m_random, 12, 60.0).picks(m_times, truth.place, truth.depthKm, m_random, 0.0));
            QVERIFY(found.has_value());
            QVERIFY(test::kmBetween(found->epicentre, truth.place) < 0.05 && std::abs(found->depthKm - truth.depthKm) < 0.1);
            QVERIFY(std::abs(toSeconds(found->time - Time{}) - test::Network::originSeconds) < 0.01);
            QVERIFY(found->rmsSeconds < 0.01 && found->usedPicks == 24 && found->usedStations == 12);
        }
    }
    // What is plotted and what is called a residual are one: observed - plotted, to a microsecond.
    void residualsAreObservedMinusPlotted()
    {
        const Truth truth = draw();
        const auto picks = test::Network(m_random, 12, 60.0).picks(m_times, truth.place, truth.depthKm, m_random, 0.1);
        const auto found = locate(m_times, picks).value();
        for (std::size_t i = 0; i < picks.size(); ++i) {
            const auto plotted = m_times.arrival(picks[i].phase, found.epicentre, found.depthKm, picks[i].place, picks[i].elevationKm);
            QVERIFY(std::abs(found.picks[i].residualSeconds - (toSeconds(picks[i].time - found.time) - plotted->seconds)) < 1e-6);
            QCOMPARE(found.picks[i].id, picks[i].id);
        }
    }
    void aFifthOfWildPicksDoesNotPull()
    {
        std::vector<double> off;
        for (int trial = 0; trial < 40; ++trial) {
            const Truth truth = draw();
            auto picks = test::Network(m_random, 15, 60.0).picks(m_times, truth.place, truth.depthKm, m_random, 0.05);
            std::uniform_real_distribution<double> wild(-10.0, 10.0);
            for (std::size_t i = trial % 5; i < picks.size(); i += 5) picks[i].time += fromSeconds(wild(m_random));
            off.push_back(test::kmBetween(locate(m_times, picks)->epicentre, truth.place));
        }
        std::sort(off.begin(), off.end());
        qInfo("epicentres with 20 %% wild picks: median %.2f km, largest %.2f km", median(off), off.back());
        QVERIFY(median(off) < 0.2 && off.back() < 0.8);
    }
    // Regions of 68.3 % hold the truth about that often: 200 trials have a standard error of 3.3 %.
    void regionsHoldTheTruthAsOftenAsTheySay()
    {
        LocateOptions options;
        options.modelError = {0.0, 0.0, 0.0};
        for (const bool s : {true, false}) {
            int inside = 0, depth = 0, time = 0;
            for (int trial = 0; trial < 200; ++trial) {
                const Truth truth = draw();
                const auto found = locate(m_times, test::Network(m_random, 12, 50.0).picks(m_times, truth.place, truth.depthKm, m_random, 0.1, s), options).value();
                const Course there = course(found.epicentre, truth.place);
                const double azimuth = there.azimuthDegrees / degreesPerRadian;
                inside += found.ellipse.contains(there.distanceKm() * std::cos(azimuth), there.distanceKm() * std::sin(azimuth));
                depth += found.shallowestKm <= truth.depthKm && truth.depthKm <= found.deepestKm;
                time += std::abs(toSeconds(found.time - Time{}) - test::Network::originSeconds) <= found.timeSigmaSeconds;
            }
            qInfo("P%s: ellipse %.1f %%, depth %.1f %%, time %.1f %%", s ? " and S" : "", inside / 2.0, depth / 2.0, time / 2.0);
            QVERIFY(inside > 116 && inside < 157 && depth > 116 && depth < 164 && time > 104 && time < 157);
        }
    }
    void fixedDepthsAndSwitchedOffPicks()
    {
        const Truth truth{GeoPoint(35.75, -117.4), 9.0};
        auto picks = test::Network(m_random, 10, 50.0).picks(m_times, truth.place, truth.depthKm, m_random, 0.05);
        picks[0].time += std::chrono::seconds(3);
        picks[0].enabled = false;
        LocateOptions options;
        options.fixedDepthKm = 14.0;
        const auto found = locate(m_times, picks, options).value();
        QCOMPARE(found.depthKm, 14.0);
        QVERIFY(found.depthFixed && found.covarianceKm2[2][2] == 0.0);
        QVERIFY(!found.picks[0].used && found.picks[0].weight == 0.0 && found.picks[0].residualSeconds > 2.0);
    }
    void aWarmStartEndsWhereTheSearchDoes()
    {
        const Truth truth = draw();
        const auto picks = test::Network(m_random, 20, 60.0).picks(m_times, truth.place, truth.depthKm, m_random, 0.1);
        const auto cold = locate(m_times, picks).value();
        LocateOptions options;
        options.start = Hypocentre{truth.place.latitudeDegrees + 0.02, truth.place.longitudeDegrees, truth.depthKm + 1.0};
        const auto warm = locate(m_times, picks, options).value();
        QVERIFY(test::kmBetween(cold.epicentre, warm.epicentre) < 0.05 && std::abs(cold.depthKm - warm.depthKm) < 0.2);
    }
    // A later pick by a little moves the depth by what the pick says of itself.
    void picksSayWhatTheyDoToTheDepth()
    {
        const Truth truth{GeoPoint(35.72, -117.47), 8.7};
        auto picks = test::Network(m_random, 10, 40.0).picks(m_times, truth.place, truth.depthKm, m_random, 0.03);
        const auto before = locate(m_times, picks).value();
        std::size_t strongest = 0;
        for (std::size_t i = 0; i < picks.size(); ++i)
            if (std::abs(before.picks[i].depthKmPerSecond) > std::abs(before.picks[strongest].depthKmPerSecond)) strongest = i;
        picks[strongest].time += std::chrono::milliseconds(20);
        const double moved = locate(m_times, picks)->depthKm - before.depthKm, said = 0.02 * before.picks[strongest].depthKmPerSecond;
        QVERIFY2(std::abs(said) > 0.01 && moved / said > 0.4 && moved / said < 2.0, qPrintable(QStringLiteral("%1 %2").arg(moved).arg(said)));
    }
    void tooFewPicksAreAnErrorWithARemedy()
    {
        auto picks = test::Network(m_random, 4, 50.0).picks(m_times, {35.7, -117.5}, 9.0, m_random, 0.05, false);
        QVERIFY(locate(m_times, picks).has_value());
        picks.resize(3);
        QVERIFY(locate(m_times, picks).error().message.find("fix the depth") != std::string::npos);
        LocateOptions fixed;
        fixed.fixedDepthKm = 9.0;
        QVERIFY(locate(m_times, picks, fixed).has_value());
        picks.resize(2);
        QVERIFY(locate(m_times, picks, fixed).error().message.find("back-azimuth") != std::string::npos);
        QVERIFY(!locate(m_times, {}));
    }
    void aFarEarthquake()
    {
        const TravelTimes& earth = test::travelTimes("ak135");
        const GeoPoint source(38.3, 142.4);
        std::vector<PhasePick> picks;
        for (int i = 0; i < 30; ++i) {
            const GeoPoint station(-60.0 + 4.0 * i, -170.0 + 11.0 * i);
            if (const auto theory = earth.arrival(Phase::P, source, 29.0, station, 0.0))
                picks.push_back({std::to_string(i), std::to_string(i), station, 0.0, Phase::P, Time{} + fromSeconds(1e9 + theory->seconds), 0.5, 1.0, true});
        }
        const auto found = locate(earth, picks).value();
        QVERIFY2(test::kmBetween(found.epicentre, source) < 15.0, qPrintable(QString::number(test::kmBetween(found.epicentre, source))));
    }
    void oneStationPointsToASource()
    {
        const GeoPoint station(35.7, -117.5);
        const auto found = locateFromOneStation(m_times, {"CI.CCC", station, 0.6, 50.0, 5.0, 90.0, 10.0, 8.0, Time{} + std::chrono::seconds(100)}).value();
        QVERIFY(std::abs(test::kmBetween(found.epicentre, station) - 50.0) < 0.3 && found.epicentre.longitudeDegrees > -117.0);
        QVERIFY(std::abs(found.ellipse.semiMajorKm - 1.5157 * 50.0 * 10.0 / degreesPerRadian) < 0.05);
        QVERIFY(std::abs(found.ellipse.semiMinorKm - 1.5157 * 5.0) < 0.05);
        QVERIFY(std::abs(std::remainder(found.ellipse.azimuthDegrees, 180.0)) < 2.0);
        QVERIFY(!locateFromOneStation(m_times, {"CI.CCC", station, 0.6, 50.0, 0.0, 90.0, 10.0, 8.0, Time{}}));
    }
    void ridgecrestLiesWhereTheCatalogueSays()
    {
        if (test::shared(test::ridgecrestLabels).empty()) QSKIP(test::needShared(test::ridgecrestLabels).c_str());
        std::vector<double> off, depth, time;
        for (const auto& event : test::ridgecrest()) {
            const auto found = locate(m_times, event.picks);
            QVERIFY(found.has_value());
            off.push_back(test::kmBetween(found->epicentre, event.epicentre));
            depth.push_back(std::abs(found->depthKm - event.depthKm));
            time.push_back(std::abs(toSeconds(found->time - event.time)));
        }
        qInfo("%zu events: epicentres %.2f km apart (median), depths %.2f km, origin times %.2f s", off.size(), median(off), median(depth), median(time));
        QCOMPARE(off.size(), std::size_t{74});
        QVERIFY(median(off) < 1.5);
    }
};

QTEST_APPLESS_MAIN(LocatorTest)
#include "locator_test.moc"
