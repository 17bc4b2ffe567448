// What the map shows of stations, events and origins.

#include "ui/map/map_content.h"

#include "tests/ui/review/scenes.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using test::ReviewScene;

class MapContentTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stationsHaveTheResidualOfP()
    {
        ReviewScene scene;
        Station silent;
        silent.network = "XX";
        silent.code = "QUIET";
        scene.inventory.stations.push_back(silent);
        scene.inventory.stations.push_back(silent);  // another epoch
        ReviewState state = test::stateOf(scene);
        state.picks[0].enabled = state.picks[1].enabled = false;
        const auto stations = mapStations(scene.inventory, state);
        QCOMPARE(stations.size(), std::size_t{13});
        for (const MapStation& station : stations) {
            if (station.name == "XX.QUIET") {
                QVERIFY(!station.picked && std::isnan(station.residualSeconds));
                continue;
            }
            for (const LocatedPick& pick : state.location->picks)
                if (pick.station == station.name) QCOMPARE(pick.phase == Phase::P ? station.residualSeconds : station.otherSeconds, pick.residualSeconds);
        }
    }

    void originsOfOthersAndOtherEvents()
    {
        Event event;
        event.id = "smi:a/event/1";
        event.origins.resize(2);
        event.origins[0].id = "smi:other/origin/1";
        event.origins[0].creation.agencyId = "CI";
        event.origins[0].latitude.value = 35.0;
        event.origins[1].id = ownOriginId(event.id);
        Event another = event;
        another.id = "smi:a/event/2";
        Event without;
        without.id = "smi:a/event/3";
        const auto origins = otherOrigins(event);
        QCOMPARE(origins.size(), std::size_t{1});
        QCOMPARE(origins[0].agency, std::string("CI"));
        const auto events = mapEvents({event, another, without}, event.id);
        QCOMPARE(events.size(), std::size_t{1});
        QCOMPARE(events[0].id, another.id);
    }
};

QTEST_GUILESS_MAIN(MapContentTest)
#include "map_content_test.moc"
