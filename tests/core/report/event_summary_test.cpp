#include "core/report/event_summary.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <set>

using namespace seisdesk;

class EventSummaryTest : public QObject {
    Q_OBJECT
    const Event m_event = test::reportedEvent();
private Q_SLOTS:
    void arrivalsStandByDistanceWithTheirFlags()
    {
        const auto arrivals = reportArrivals(m_event, {});
        QCOMPARE(arrivals.size(), std::size_t{18});
        for (std::size_t i = 1; i < arrivals.size(); ++i) QVERIFY(arrivals[i - 1].distanceKm() <= arrivals[i].distanceKm());
        int flagged = 0;
        for (const ReportArrival& one : arrivals) flagged += static_cast<int>(one.flags.size());
        QCOMPARE(flagged, 1);
        // Without metadata a station stands where its distance and azimuth say.
        const Course there = course(GeoPoint(35.7, -117.5), arrivals[4].place);
        QVERIFY(std::abs(there.distanceKm() - arrivals[4].distanceKm()) < 0.1 && std::abs(there.azimuthDegrees - *arrivals[4].arrival->azimuthDegrees) < 0.5);
    }
    void stationsComeOnce()
    {
        const auto stations = mappedStations(reportArrivals(m_event, {}));
        QCOMPARE(stations.size(), std::size_t{9});
        QVERIFY(!stations[3].residualSeconds && stations[2].flagged && std::abs(*stations[0].residualSeconds + 0.2) < 1e-9);
    }
    void wordsAndNumbers()
    {
        QCOMPARE(sizeText(m_event), std::string("ML 3.2"));
        QVERIFY(headline(m_event).starts_with("ML 3.2, 2020-02-03 04:05:06 UTC, Near <script>"));
        QCOMPARE(placeText(-35.70641, 170.5), std::string("35.7064\xC2\xB0 S, 170.5000\xC2\xB0 E"));
        QVERIFY(preferredPlane(m_event).value() == (FaultPlane{320, 85, 175}));
        QCOMPARE(firstMotions(reportArrivals(m_event, {})).size(), std::size_t{8});
        QVERIFY(!preferredPlane(Event{}) && reportArrivals(Event{}, {}).empty());
        QCOMPARE(sizeText(Event{}), std::string("no magnitude"));
        QCOMPARE(mappedEvent(m_event, "x").semiMajorKm, 1.2);
    }
    void pagesHaveNamesOfTheirOwn()
    {
        std::set<std::string> names;
        for (std::size_t i = 0; i < 50; ++i) names.insert(pageName(m_event, i));
        QCOMPARE(names.size(), std::size_t{50});
        for (const std::string& name : names) QVERIFY(name.find_first_of(":/\\ <&") == std::string::npos && name.ends_with(".html"));
    }
};

QTEST_APPLESS_MAIN(EventSummaryTest)
#include "event_summary_test.moc"
