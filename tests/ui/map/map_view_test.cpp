// Mercator's projection there and back.

#include "ui/map/map_view.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class MapViewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesComeBack()
    {
        const MapView view{{400, 300}, 178.0, MapView::northingOf(-20.0), 50.0};
        for (const auto& [latitude, longitude] : {std::pair{-20.0, 178.0}, {-18.5, -179.0}, {-22.0, 176.1}}) {
            const QPointF at = view.at(latitude, longitude);
            QVERIFY(std::abs(view.latitudeAt(at.y()) - latitude) < 1e-9);
            QVERIFY(std::abs(std::remainder(view.longitudeAt(at.x()) - longitude, 360.0)) < 1e-9);
        }
        QCOMPARE(view.at(-20.0, 178.0), QPointF(200, 150));
    }

    void circlesStayRound()
    {
        const GeoPoint middle(60.0, 10.0);
        const MapView view{{400, 400}, 10.0, MapView::northingOf(60.0), 400.0};
        const double expected = 20.0 / view.kmPerPx();
        for (const auto& [north, east] : {std::pair{20.0, 0.0}, {0.0, 20.0}, {-14.142, 14.142}}) {
            const QPointF by = view.at(middle.moved(north, east)) - view.at(middle);
            QVERIFY2(std::abs(std::hypot(by.x(), by.y()) / expected - 1.0) < 0.01, qPrintable(QString::number(std::hypot(by.x(), by.y()) / expected)));
        }
    }

    void theWheelKeepsWhatIsUnderThePointer()
    {
        const MapView view{{400, 300}, -117.0, MapView::northingOf(35.0), 100.0};
        const QPointF at(50, 260);
        const MapView near = view.zoomed(3.0, at);
        QVERIFY(std::abs(near.latitudeAt(at.y()) - view.latitudeAt(at.y())) < 1e-9);
        QVERIFY(std::abs(near.longitudeAt(at.x()) - view.longitudeAt(at.x())) < 1e-9);
        const MapView moved = view.panned({40, -30});
        QVERIFY(std::abs(moved.longitudeAt(40) - view.longitudeAt(0)) < 1e-9);
        QVERIFY(std::abs(moved.latitudeAt(0) - view.latitudeAt(30)) < 1e-9);
    }

    void everythingFits()
    {
        const std::vector<GeoPoint> places{{-17.0, 179.0}, {-19.0, -179.5}, {-18.0, 178.2}};
        const MapView view = MapView{}.resized({500, 300}).fitted(places, 30.0, 10.0);
        for (const GeoPoint& place : places) QVERIFY(QRectF(29.9, 29.9, 440.2, 240.2).contains(view.at(place)));
        const MapView one = MapView{}.resized({500, 300}).fitted({{35.0, -117.0}}, 0.0, 30.0);
        QVERIFY(std::abs(one.kmPerPx() * 300.0 - 30.0) < 0.3);
    }

    void stepsAreRound()
    {
        QCOMPARE(roundStep(10.0, 5.0), 2.0);
        QCOMPARE(roundStep(0.9, 3.0), 0.5);
        QCOMPARE(roundStep(3.1, 5.0), 1.0);
    }
};

QTEST_GUILESS_MAIN(MapViewTest)
#include "map_view_test.moc"
