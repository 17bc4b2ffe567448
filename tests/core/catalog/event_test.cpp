#include "core/catalog/event.h"

#include <QtTest>

using namespace seisdesk;

class EventTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePreferredOriginAndMagnitudeComeFirstThenTheLast()
    {
        Event event;
        QVERIFY(!event.origin());
        QVERIFY(!event.magnitude());
        event.origins.resize(2);
        event.origins[0].id = "smi:local/origin/1";
        event.magnitudes.resize(2);
        event.magnitudes[0].id = "smi:local/magnitude/1";
        QCOMPARE(event.origin(), &event.origins[1]);
        event.preferredOriginId = "smi:local/origin/1";
        event.preferredMagnitudeId = "smi:local/magnitude/1";
        QCOMPARE(event.origin(), &event.origins[0]);
        QCOMPARE(event.magnitude(), &event.magnitudes[0]);
        event.preferredOriginId = "smi:local/origin/unknown";
        QCOMPARE(event.origin(), &event.origins[1]);
    }
};

QTEST_APPLESS_MAIN(EventTest)
#include "event_test.moc"
