#include "core/report/map_frame.h"
#include "tests/core/report/reported.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class MapFrameTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void scalesAreEqualInBothDirections()
    {
        const GeoPoint place(35.7, -117.5);
        const MapFrame frame({place.moved(-30.0, -10.0), place.moved(30.0, 10.0)});
        const GeoPoint north = place.moved(10.0, 0.0), east = place.moved(0.0, 10.0);
        const double up = frame.y(place.latitudeDegrees) - frame.y(north.latitudeDegrees), right = frame.x(east.longitudeDegrees) - frame.x(place.longitudeDegrees);
        QVERIFY2(std::abs(up / right - 1.0) < 0.01, qPrintable(QString::number(up / right)));
        QVERIFY(std::abs(up / (10.0 * frame.perKm()) - 1.0) < 0.01);
    }
    void theExtentIsWhatTheEdgesShow()
    {
        const MapFrame frame({GeoPoint(35.0, -118.0), GeoPoint(36.0, -117.0)});
        const MapExtent extent = frame.extent();
        QVERIFY(std::abs(frame.x(extent.westDegrees) - MapFrame::x0()) < 1e-6 && std::abs(frame.plainX(extent.eastDegrees) - MapFrame::x0() - MapFrame::side()) < 1e-6);
        QVERIFY(std::abs(frame.y(extent.northDegrees) - MapFrame::y0()) < 1e-6 && extent.southDegrees < 35.0 && extent.northDegrees > 36.0);
    }
    void extentsUniteAcrossTheDateLine()
    {
        const MapExtent both = united({-19.0, -17.0, 178.0, 180.5}, {-18.5, -16.0, -180.0, -178.5});
        QCOMPARE(both.southDegrees, -19.0);
        QCOMPARE(both.northDegrees, -16.0);
        QCOMPARE(both.westDegrees, 178.0);
        QCOMPARE(both.eastDegrees, 181.5);
    }
    void meridiansAndParallelsAreNamed()
    {
        Svg svg(MapFrame::size, MapFrame::height(), "map");
        const MapFrame frame({GeoPoint(35.0, -118.0), GeoPoint(36.0, -117.0)});
        frame.draw(svg, {});
        frame.scale(svg);
        const auto page = test::parsed(svg.str());
        QVERIFY(page.select_node("//text[.='35.6\xC2\xB0N']") && page.select_node("//text[.='117.4\xC2\xB0W']"));
        QVERIFY(test::count(page, "//line") >= 5);
    }
};

QTEST_APPLESS_MAIN(MapFrameTest)
#include "map_frame_test.moc"
