#include "core/io/phase_reading.h"
#include "tests/core/io/example_event.h"

#include <QTest>

using namespace seisdesk;

class PhaseReadingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void picksThatStandAreInOrder()
    {
        Event e = test::exampleEvent();
        Pick late = e.picks[0], rejected = e.picks[0];
        late.id += "/late", late.time -= std::chrono::seconds(2), late.phaseHint.clear();
        rejected.id += "/old", rejected.status = Review::Rejected;
        e.picks.push_back(late), e.picks.push_back(rejected);
        const auto readings = phaseReadings(e);
        QCOMPARE(readings.size(), std::size_t{2});
        QVERIFY(readings[0].pick->id == late.id && !readings[0].arrival && readings[0].phase == "?" && readings[0].used);
        QVERIFY(readings[1].arrival == &e.origins[0].arrivals[0] && readings[1].phase == "Pg");
        QVERIFY(std::abs(readings[1].errorSeconds - 0.045) < 1e-12);
        e.origins[0].arrivals[0].timeWeight = 0.0;
        QVERIFY(!phaseReadings(e)[1].used);
        QCOMPARE(weightClass(phaseReadings(e)[1]), 4);
    }
    void weightsFollowTheError()
    {
        for (const auto& [error, expected] : {std::pair(0.01, 0), std::pair(0.05, 0), std::pair(0.07, 1), std::pair(0.2, 2), std::pair(0.4, 3), std::pair(0.6, 4)}) {
            PhaseReading reading;
            reading.errorSeconds = error;
            QCOMPARE(weightClass(reading), expected);
        }
    }
};

QTEST_APPLESS_MAIN(PhaseReadingTest)
#include "phase_reading_test.moc"
