#include "core/model/adapt/event_truth.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class EventTruthTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void distanceAndBackAzimuthAreGeodetic()
    {
        Event event;
        Origin origin;
        // Flinders Peak to Buninyon, the published example of Vincenty's formula on GRS80: 54972.271 m, 306 52 05.37.
        origin.latitude.value = -(37.0 + 39.0 / 60.0 + 10.15610 / 3600.0);
        origin.longitude.value = 143.0 + 55.0 / 60.0 + 35.38390 / 3600.0;
        event.origins = {origin};
        Magnitude magnitude;
        magnitude.magnitude.value = 2.5;
        event.magnitudes = {magnitude};
        Station station;
        station.latitudeDegrees = -(37.0 + 57.0 / 60.0 + 3.72030 / 3600.0);
        station.longitudeDegrees = 144.0 + 25.0 / 60.0 + 29.52440 / 3600.0;
        const SourceEstimate truth = eventTruth(event, &station);
        QVERIFY(std::abs(truth.distanceKm->value - 54.972271) < 1e-5);
        QVERIFY(std::abs(truth.backAzimuthDeg->value - (306.0 + 52.0 / 60.0 + 5.37 / 3600.0)) < 1e-5);
        QCOMPARE(truth.magnitude->value, 2.5);
    }
    void whatIsUnknownIsAbsent()
    {
        Event event;
        Station station;
        station.latitudeDegrees = 10.0;
        QVERIFY(eventTruth(event, &station) == SourceEstimate{});
        event.origins = {Origin{}};
        QVERIFY(!eventTruth(event, &station).distanceKm);  // 0, 0 is no place
        event.origins[0].latitude.value = 11.0;
        QVERIFY(eventTruth(event, &station).distanceKm);
        QVERIFY(!eventTruth(event, nullptr).distanceKm);
    }
};

QTEST_APPLESS_MAIN(EventTruthTest)
#include "event_truth_test.moc"
