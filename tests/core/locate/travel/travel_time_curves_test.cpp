#include "core/locate/travel/travel_time_curves.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <set>

using namespace seisdesk;
using namespace seisdesk::test;

class TravelTimeCurvesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCurveIsWhatTheArrivalsAre()
    {
        const TravelTimes& times = travelTimes("southern-california");
        const GeoPoint source(35.7, -117.5);
        const auto curves = travelTimeCurves(times, 8.0, 0.0, 2.0, 101);
        std::set<Phase> phases;
        for (const TravelTimeCurve& curve : curves) {
            phases.insert(curve.phase);
            QCOMPARE(curve.distancesDegrees.size(), curve.seconds.size());
            for (std::size_t i = 10; i < curve.seconds.size(); i += 30) {
                const GeoPoint station = source.moved(0.0, curve.distancesDegrees[i] * kmPerDegree);
                const double moved = distanceDegrees(source, station);
                const auto arrival = times.arrival(curve.phase, source, 8.0, station, 0.0);
                QVERIFY(arrival.has_value());
                // `moved` lays out on a sphere: the slowness makes up for the difference.
                const double expected = arrival->seconds + (curve.distancesDegrees[i] - moved) * kmPerDegree * arrival->slownessSPerKm;
                QVERIFY2(arrival->phase != curve.phase || std::abs(curve.seconds[i] - expected) < 1e-3, name(curve.phase));
            }
        }
        for (const Phase phase : {Phase::P, Phase::S, Phase::Pg, Phase::Sg, Phase::Pn, Phase::Sn, Phase::PmP}) QVERIFY2(phases.contains(phase), name(phase));
    }
    void aPhaseBeginsWhereItArrives()
    {
        const auto curves = travelTimeCurves(travelTimes("southern-california"), 8.0, 0.0, 3.0, 301);
        for (const TravelTimeCurve& curve : curves) {
            if (curve.phase == Phase::P) QCOMPARE(curve.distancesDegrees.front(), 0.0);
            if (curve.phase == Phase::Pn) QVERIFY(curve.distancesDegrees.front() > 0.5);
        }
        QVERIFY(!curves.empty());
    }
    void nothingBeyondTheModel()
    {
        const TravelTimes& times = travelTimes("southern-california");
        for (const TravelTimeCurve& curve : travelTimeCurves(times, 8.0, 0.0, 90.0)) QVERIFY(curve.distancesDegrees.back() <= times.farthestDegrees());
        QVERIFY(travelTimeCurves(times, 8.0, 20.0, 90.0).empty());
        QVERIFY(travelTimeCurves(times, 8.0, 0.0, 1.0, 1).empty());
    }
};

QTEST_MAIN(TravelTimeCurvesTest)
#include "travel_time_curves_test.moc"
