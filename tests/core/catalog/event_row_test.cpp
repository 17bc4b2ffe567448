#include "core/catalog/event_row.h"

#include <QTest>

using namespace seisdesk;

class EventRowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePreferredOriginAndMagnitudeAreShown()
    {
        Event event;
        event.id = "smi:a/1";
        event.type = "quarry blast";
        event.creation = {"AG", "Anna", {}, {}};
        event.origins.resize(2);
        event.origins[0].id = event.preferredOriginId = "smi:a/o";
        event.origins[0].latitude.value = 35.5;
        event.origins[0].depthMetres.emplace().value = 8500.0;
        event.origins[0].creation.author = "Ben";
        event.origins[0].region = "Region";
        event.magnitudes.emplace_back().magnitude.value = 2.5;
        event.magnitudes[0].type = "ML";
        EventRow row = rowOf(event, 7);
        QCOMPARE(row.latitudeDegrees, std::optional(35.5));
        QCOMPARE(row.depthKm, std::optional(8.5));
        QCOMPARE(row.magnitude, std::optional(2.5));
        QCOMPARE(row.magnitudeType, std::string("ML"));
        QCOMPARE(row.author, std::string("Ben"));
        QCOMPARE(row.agency, std::string("AG"));
        QCOMPARE(row.place, std::string("Region"));
        QCOMPARE(row.picks, std::size_t{7});
        event.descriptions = {{"", "region name"}, {"Searles Valley", "region name"}};
        QCOMPARE(rowOf(event, 0).place, std::string("Searles Valley"));
    }
    void whatIsNotKnownIsAbsent()
    {
        const EventRow row = rowOf(Event{}, 0);
        QVERIFY(!row.time && !row.latitudeDegrees && !row.depthKm && !row.magnitude && !row.review && row.place.empty());
    }
};

QTEST_APPLESS_MAIN(EventRowTest)
#include "event_row_test.moc"
