#include "core/locate/cell_search.h"
#include "tests/core/locate/network.h"

#include <QTest>

using namespace seisdesk;

class CellSearchTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{5};
private Q_SLOTS:
    void findsASourceInsideTheNetwork()
    {
        const TravelTimes& times = test::travelTimes("southern-california");
        const GeoPoint source(35.8, -117.3), middle(35.7, -117.5);
        const auto picks = test::Network(m_random, 12, 60.0).picks(times, source, 12.0, m_random, 0.05);
        const Misfit misfit(times, picks, {}, {});
        const auto found = searchCells(misfit, middle, 80.0, 700.0, std::nullopt, {});
        QVERIFY(!found.empty() && test::kmBetween(found.front().place, source) < 2.0 && std::abs(found.front().depthKm - 12.0) < 4.0);
        const auto flat = searchCells(misfit, middle, 80.0, 700.0, 12.0, {});
        QVERIFY(test::kmBetween(flat.front().place, source) < 2.0);
        QCOMPARE(flat.front().depthKm, 12.0);
    }
    void widensUntilItHasTheSource()
    {
        const TravelTimes& times = test::travelTimes("ak135");
        const GeoPoint source(-17.9, -178.5), middle(35.7, -117.5);
        const auto picks = test::Network(m_random, 20, 300.0).picks(times, source, 550.0, m_random, 0.05, false);
        const auto found = searchCells(Misfit(times, picks, {0.0, 0.0, 0.0}, {}), middle, 300.0, 700.0, std::nullopt, {});
        QVERIFY2(test::kmBetween(found.front().place, source) < 400.0, qPrintable(QString::number(test::kmBetween(found.front().place, source))));
    }
    void cancelling()
    {
        const TravelTimes& times = test::travelTimes("southern-california");
        const auto picks = test::Network(m_random, 6, 60.0).picks(times, {35.8, -117.3}, 12.0, m_random, 0.05);
        const Progress progress;
        progress.cancel();
        QVERIFY(searchCells(Misfit(times, picks, {}, {}), {35.7, -117.5}, 80.0, 700.0, std::nullopt, progress).empty());
    }
};

QTEST_APPLESS_MAIN(CellSearchTest)
#include "cell_search_test.moc"
