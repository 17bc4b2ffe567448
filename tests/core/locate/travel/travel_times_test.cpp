#include "core/locate/travel/travel_times.h"
#include "tests/core/locate/network.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <cmath>
#include <fstream>

using namespace seisdesk;

class TravelTimesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // ObsPy's TauP; tests/golden/core_locate.py.
    void timesMatchTauP()
    {
        std::ifstream file(test::sourceFile("core/locate/golden/travel_times.txt"));
        std::string model, word;
        double depth, distance, seconds, slowness, takeoff, worstFirst = 0.0, worst = 0.0;
        std::vector<double> slopes;
        int compared = 0;
        for (; file >> model >> word >> depth >> distance >> seconds >> slowness >> takeoff; ++compared) {
            const Phase phase = phaseFrom(word).value();
            const TravelTime time = test::travelTimes(model).slice(depth).at(phase, distance);
            const double off = std::abs(time.seconds - seconds);
            const bool first = phase == Phase::P || phase == Phase::S;
            QVERIFY2(off < (first && distance < 10.0 ? 0.025 : 0.1), qPrintable(QStringLiteral("%1 %2 at %3 km, %4 degrees: off by %5")
                .arg(QString::fromStdString(model), QString::fromStdString(word)).arg(depth).arg(distance).arg(off)));
            (first && distance < 10.0 ? worstFirst : worst) = std::max(first && distance < 10.0 ? worstFirst : worst, off);
            if (first && distance > 0.1) slopes.push_back(std::abs(time.secondsPerKm * kmPerDegree - slowness) / slowness);
        }
        // Where two branches cross, the slope of a cell is that of neither.
        std::sort(slopes.begin(), slopes.end());
        QVERIFY2(slopes[slopes.size() / 2] < 0.002 && slopes[slopes.size() * 95 / 100] < 0.03, qPrintable(QStringLiteral("%1 %2").arg(slopes[slopes.size() / 2]).arg(slopes[slopes.size() * 95 / 100])));
        qInfo("%d times: first arrivals to 10 degrees within %.4f s, all others within %.4f s", compared, worstFirst, worst);
        QVERIFY(compared > 1500);
    }
    void takeoffAnglesMatchTauP()
    {
        std::ifstream file(test::sourceFile("core/locate/golden/travel_times.txt"));
        std::string model, word;
        double depth, distance, seconds, slowness, takeoff;
        std::vector<double> off;
        while (file >> model >> word >> depth >> distance >> seconds >> slowness >> takeoff) {
            if ((word != "P" && word != "S") || distance > 90.0 || distance < 0.1 || depth == 0.0) continue;
            const GeoPoint source(0.0, 0.0), station = source.moved(0.0, distance * kmPerDegree);
            const auto theory = test::travelTimes(model).arrival(phaseFrom(word).value(), source, depth, station, 0.0);
            off.push_back(std::abs(theory->takeoffDegrees - takeoff));
        }
        std::sort(off.begin(), off.end());
        QVERIFY2(off[off.size() / 2] < 0.3 && off[off.size() * 95 / 100] < 3.0, qPrintable(QStringLiteral("%1 %2").arg(off[off.size() / 2]).arg(off[off.size() * 95 / 100])));
    }
    // A half-space: hypotenuse over velocity, to a millisecond from 0 km on.
    void aHalfSpaceIsExact()
    {
        const auto times = TravelTimes::of({"half", {{0, 6, 3.5, {}}}}).value();
        for (const double depth : {0.3, 4.7, 12.0, 33.3})
            for (const double km : {0.0, 0.4, 3.3, 17.7, 80.0}) {
                const TravelTime time = times->slice(depth).at(Phase::P, km / kmPerDegree);
                // On a sphere the source is a little nearer.
                const double x = km / 6371.0, r = 6371.0 - depth, chord = std::sqrt(r * r + 6371.0 * 6371.0 - 2.0 * r * 6371.0 * std::cos(x));
                QVERIFY(std::abs(time.seconds - chord / 6.0) < 1e-3);
                QVERIFY(std::abs(time.secondsPerKmDepth - depth / std::hypot(depth, km) / 6.0) < 2e-3);
                QVERIFY(std::abs(time.secondsPerKm - km / std::hypot(depth, km) / 6.0) < 2e-3);
            }
    }
    void derivativesAreThoseOfTheTable()
    {
        const TravelTimes& times = test::travelTimes("southern-california");
        for (const Phase phase : {Phase::P, Phase::S, Phase::Pn, Phase::PmP})
            for (const double km : {90.35, 151.8, 248.1}) {
                const double h = 0.01, depth = 9.43;
                const auto at = [&](double dz, double dx) { return times.slice(depth + dz).at(phase, (km + dx) / kmPerDegree).seconds; };
                const TravelTime time = times.slice(depth).at(phase, km / kmPerDegree);
                QVERIFY2(std::abs((at(0, h) - at(0, -h)) / (2 * h) - time.secondsPerKm) < 1e-4, name(phase));
                QVERIFY2(std::abs((at(h, 0) - at(-h, 0)) / (2 * h) - time.secondsPerKmDepth) < 1e-4, name(phase));
            }
    }
    void aPhaseThatDoesNotArriveGivesWayToTheFirst()
    {
        const TravelTimes& times = test::travelTimes("southern-california");
        Phase phase = Phase::Pn;
        const TravelTime time = times.slice(10.0).first(phase, 0.2);
        QCOMPARE(phase, Phase::P);
        QCOMPARE(time.seconds, times.slice(10.0).at(Phase::P, 0.2).seconds);
        QVERIFY(!times.slice(10.0).at(Phase::P, 15.0));
        phase = Phase::P;
        QVERIFY(test::travelTimes("ak135").slice(10.0).first(phase, 150.0).seconds > 1000.0);
        QCOMPARE(phase, Phase::PKP);
    }
    void mountainsTakeTime()
    {
        const TravelTimes& times = test::travelTimes("southern-california");
        const GeoPoint place(35.0, -117.0);
        const auto low = times.arrival(Phase::P, place, 8.0, place, 0.0), high = times.arrival(Phase::P, place, 8.0, place, 2.0);
        QVERIFY(std::abs(high->seconds - low->seconds - 2.0 / 5.5) < 1e-6);
        QVERIFY(low->takeoffDegrees > 179.0 && low->incidenceDegrees < 1.0);
    }
    void allArrivalsComeInOrder()
    {
        const auto all = test::travelTimes("ak135").arrivals(GeoPoint(0, 0), 100.0, GeoPoint(0, 60), 0.0);
        QVERIFY(all.size() > 6);
        for (std::size_t i = 1; i < all.size(); ++i) QVERIFY(all[i].seconds >= all[i - 1].seconds);
        QCOMPARE(all.front().phase, Phase::P);
        QVERIFY(std::abs(all.front().backAzimuthDegrees - 270.0) < 0.1);
    }
};

QTEST_APPLESS_MAIN(TravelTimesTest)
#include "travel_times_test.moc"
