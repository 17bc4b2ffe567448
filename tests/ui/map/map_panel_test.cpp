// The map under the mouse.

#include "ui/map/map_panel.h"

#include "tests/ui/review/scenes.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace seisdesk;
using test::ReviewScene;

class MapPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mouseAndWheelMoveAndChoose()
    {
        const ReviewScene scene;
        const ReviewState state = test::stateOf(scene);
        MapPanel map;
        map.resize(480, 400);
        map.show();
        QVERIFY(QTest::qWaitForWindowExposed(&map));
        map.setStations(mapStations(scene.inventory, state));
        map.setState(state);
        map.setEvents({{"smi:a/event/2", scene.source.moved(-30.0, -12.0), scene.origin, 5.0, 2.0}});
        map.fit();
        for (const Station& station : scene.inventory.stations) QVERIFY(map.rect().contains(map.view().at(station.latitudeDegrees, station.longitudeDegrees).toPoint()));

        QSignalSpy stations(&map, &MapPanel::stationChosen), events(&map, &MapPanel::eventChosen);
        const MapStation& wanted = map.content().stations[4];
        QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, map.view().at(wanted.place).toPoint());
        QCOMPARE(stations.size(), 1);
        QCOMPARE(stations[0][0].toString().toStdString(), wanted.name);
        QCOMPARE(map.content().selectedStation, wanted.name);

        const MapView before = map.view();
        const QPoint from(240, 200), to(300, 230);
        QTest::mousePress(&map, Qt::LeftButton, Qt::NoModifier, from);
        QTest::mouseMove(&map, QPoint(270, 215));
        QTest::mouseMove(&map, to);
        QTest::mouseRelease(&map, Qt::LeftButton, Qt::NoModifier, to);
        QVERIFY(std::abs(map.view().longitudeAt(300) - before.longitudeAt(240)) < 1e-6);
        QCOMPARE(stations.size(), 1);  // a drag chooses nothing

        QWheelEvent wheel(QPointF(100, 100), map.mapToGlobal(QPointF(100, 100)), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&map, &wheel);
        QVERIFY(map.view().pxPerDegree > 1.5 * before.pxPerDegree);
        QTest::keyClick(&map, Qt::Key_Home);
        QVERIFY(std::abs(map.view().pxPerDegree / before.pxPerDegree - 1.0) < 1e-9);
        QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, map.view().at(map.content().events[0].place).toPoint());
        QCOMPARE(events.size() + stations.size(), 2);  // the event, or a station that stands on it
    }

    void withoutCoastlinesTheGraticuleStays()
    {
        CoastCache cache;
        const QTemporaryDir empty;
        const MapBase base = paintBase({MapView{{300, 200}, -117.5, MapView::northingOf(35.7), 100.0}, Palette::light(), 1.0}, empty.path().toStdString(), cache, {});
        QVERIFY(base.note.find("gmt-gshhg-low") != std::string::npos);
        int ink = 0;
        for (int x = 0; x < 300; ++x) ink += base.image.pixelColor(x, 100) != Palette::light().background;
        QVERIFY(ink > 2);
    }

    void seaAndLandDiffer()
    {
        const auto folder = coastlineFolder();
        if (folder.empty()) QSKIP("gmt-gshhg-low is not installed.");
        CoastCache cache;
        const MapView view{{300, 200}, -120.0, MapView::northingOf(35.0), 30.0};
        const MapBase base = paintBase({view, Palette::light(), 1.0}, folder, cache, {});
        QVERIFY(base.note.empty());
        const auto at = [&](double latitude, double longitude) { return base.image.pixelColor(view.at(latitude, longitude).toPoint()); };
        QVERIFY(at(35.7, -118.3) != at(34.0, -122.3));
        QVERIFY(at(35.7, -118.3) == at(36.3, -117.2));
    }
};

QTEST_MAIN(MapPanelTest)
#include "map_panel_test.moc"
