#include "core/session/event_evidence.h"

#include "core/catalog/label_pick.h"
#include "core/locate/relocate_event.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

constexpr const char* model = "southern-california";

/// An earthquake under a made-up network, its labels and its own origin; the last P is `lateSeconds` too late.
struct Located {
    Inventory inventory;
    std::vector<Label> labels;
    Event event;
    Label wrong;

    explicit Located(double lateSeconds)
    {
        std::mt19937 random{5};
        const TravelTimes& times = test::travelTimes(model);
        const test::Network network(random, 7, 50.0);
        inventory = network.inventory();
        event.id = "smi:local.seisdesk/event/1";
        for (const PhasePick& pick : network.picks(times, GeoPoint(35.72, -117.45), 8.0, random, 0.02)) {
            Label label;
            label.id = Id::random();
            label.stream = {"XX", pick.station.substr(3), "", "HHZ"};
            label.phase = name(pick.phase);
            label.time = pick.time;
            label.event = event.id;
            labels.push_back(label);
        }
        const auto last = std::find_if(labels.rbegin(), labels.rend(), [](const Label& l) { return l.phase == "P"; });
        last->time += fromSeconds(lateSeconds);
        wrong = *last;
        event = relocated(event, labels, inventory, times, {}, {}).value();
    }
};

}  // namespace

class EventEvidenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void residualsAreThoseOfTheLabelsTimes()
    {
        const Located scene(1.5);
        const EventEvidence found = residualsIn({scene.event});
        QCOMPARE(found.residualSeconds.size(), scene.labels.size());
        const Origin& origin = *scene.event.origin();
        const TravelTimes& times = test::travelTimes(model);
        for (const Label& label : scene.labels) {
            const PhasePick pick = phasePickOf(label, scene.inventory).value();
            const auto theory = times.arrival(pick.phase, GeoPoint(origin.latitude.value, origin.longitude.value), 1e-3 * origin.depthMetres->value, pick.place, pick.elevationKm);
            QVERIFY(std::abs(found.residualSeconds.at(label.id) - (toSeconds(label.time - origin.time) - theory->seconds)) < 1e-3);
        }
        QVERIFY(found.residualSeconds.at(scene.wrong.id) > 1.0);
    }
    void eventsWithoutOriginSayNothing()
    {
        Located scene(0.0);
        scene.event.origins.clear();
        scene.event.preferredOriginId.clear();
        QVERIFY(residualsIn({scene.event}).residualSeconds.empty());
        QVERIFY(effectsOn({scene.event}, scene.labels, {scene.wrong.id}, scene.inventory, {})->empty());
    }
    /// As far as the event goes when it is located from labels that lack the pick.
    void theEffectIsTheWayToTheEventWithoutThePick()
    {
        const Located scene(1.5);
        const Id good = scene.labels.front().id;
        const auto effects = effectsOn({scene.event}, scene.labels, {scene.wrong.id, good}, scene.inventory, {});
        QVERIFY(effects.has_value());
        QCOMPARE(effects->size(), std::size_t{2});
        for (const Id& id : {scene.wrong.id, good}) {
            std::vector<Label> rest = scene.labels;
            std::erase_if(rest, [&](const Label& l) { return l.id == id; });
            const Event without = relocated(scene.event, rest, scene.inventory, test::travelTimes(model), {}, {}).value();
            const Origin &a = *scene.event.origin(), &b = *without.origin();
            const double km = std::hypot(distanceDegrees(GeoPoint(a.latitude.value, a.longitude.value), GeoPoint(b.latitude.value, b.longitude.value)) * kmPerDegree,
                                         1e-3 * (a.depthMetres->value - b.depthMetres->value));
            QVERIFY2(std::abs(effects->at(id) - km) < 0.1, qPrintable(QStringLiteral("%1 and %2 km").arg(effects->at(id)).arg(km)));
        }
    }
    void canBeCancelled()
    {
        const Located scene(0.0);
        Progress progress;
        progress.cancel();
        const auto stopped = effectsOn({scene.event}, scene.labels, {scene.wrong.id}, scene.inventory, progress);
        QVERIFY(!stopped && stopped.error().code == Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(EventEvidenceTest)
#include "event_evidence_test.moc"
