#include "core/catalog/compile.h"
#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "tests/core/catalog/example_label.h"

#include <QtTest>

#include <algorithm>

using namespace seisdesk;
using test::exampleLabel;

namespace {

const Pick& pickWith(const Event& event, const Id& label)
{
    const auto found = std::find_if(event.picks.begin(), event.picks.end(), [&](const Pick& p) { return labelOf(p).id == label; });
    if (found == event.picks.end()) qFatal("no such pick");
    return *found;
}

std::vector<Arrival> arrivalsOf(const Event& event, const ResourceId& pick)
{
    std::vector<Arrival> out;
    for (const Origin& o : event.origins)
        for (const Arrival& a : o.arrivals)
            if (a.pickId == pick) out.push_back(a);
    return out;
}

/// An event by another agency with one located P.
Event foreignEvent()
{
    Event event;
    event.id = "smi:ch.ethz.sed/event/1";
    Pick pick;
    pick.id = "smi:ch.ethz.sed/pick/1";
    pick.time = *parseTime("2020-01-01T00:00:10Z");
    pick.waveform = {"CH", "FUSIO", "", "HHZ"};
    pick.phaseHint = "Pg";
    event.picks = {pick};
    Origin origin;
    origin.id = "smi:ch.ethz.sed/origin/1";
    Arrival arrival;
    arrival.id = "smi:ch.ethz.sed/arrival/1";
    arrival.pickId = pick.id;
    arrival.phase = "Pg";
    arrival.timeResidualSeconds = 0.1;
    arrival.distanceDegrees = 0.4;
    arrival.timeWeight = 0.8;
    origin.arrivals = {arrival};
    event.origins = {origin};
    return event;
}

}  // namespace

class CompileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsComeBackWithEveryField()
    {
        Label automatic = exampleLabel();
        automatic.review = Review::Rejected;
        Label correction = exampleLabel("P", "2019-07-04T17:03:00.2Z");
        correction.mode = Mode::Manual;
        correction.model.clear();
        correction.replaces = automatic.id;
        Label loose = exampleLabel("S");
        loose.event.clear();
        loose.source = {};
        Label named = exampleLabel("S", "2019-07-04T17:03:05Z");
        named.event = "38443095";
        Label noise = exampleLabel("noise");
        noise.end = noise.time + std::chrono::seconds(10);
        Label bare;
        bare.id = Id::random();
        bare.stream = {"XX", "A", "", ""};
        bare.phase = "P";
        bare.time = *parseTime("2020-01-01");
        std::vector<Label> labels = {automatic, correction, loose, named, noise, bare};
        std::vector<Label> back = labelsFromEvents(compile(labels, {}));
        const auto byId = [](const Label& a, const Label& b) { return a.id < b.id; };
        std::sort(labels.begin(), labels.end(), byId);
        std::sort(back.begin(), back.end(), byId);
        QCOMPARE(back.size(), labels.size());
        for (std::size_t i = 0; i < labels.size(); ++i) QVERIFY2(back[i] == labels[i], labels[i].phase.c_str());
    }
    void labelsOfNoEventGoToOnePickOnlyEventWithoutOrigin()
    {
        Label a = exampleLabel(), b = exampleLabel("S");
        a.event.clear();
        b.event.clear();
        const auto events = compile({a, b}, {});
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events[0].picks.size(), std::size_t(2));
        QVERIFY(events[0].origins.empty());
        QVERIFY(isLegalId(events[0].id));
        // Once more over what was written: nothing doubles.
        const auto again = compile({a, b}, events);
        QCOMPARE(again.size(), std::size_t(1));
        QCOMPARE(again[0].picks.size(), std::size_t(2));
        QCOMPARE(again[0].picks[0].id, events[0].picks[0].id);
    }
    void anUntouchedEventStaysAsItWas()
    {
        const Event event = foreignEvent();
        const auto events = compile(labelsFromEvents({event}), {event}, {.labelsAreComplete = true});
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events[0].picks.size(), std::size_t(1));
        QCOMPARE(events[0].picks[0].id, event.picks[0].id);
        QVERIFY(events[0].picks[0].comments.empty());
        QCOMPARE(events[0].origins[0].arrivals.size(), std::size_t(1));
        QCOMPARE(*events[0].origins[0].arrivals[0].timeWeight, 0.8);
    }
    void aCorrectionTakesOverTheArrivalAndKeepsTheOldPick()
    {
        const Event event = foreignEvent();
        Label old = labelsFromEvents({event}).front();
        Label correction = old;
        correction.id = Id::random();
        correction.time += std::chrono::milliseconds(250);
        correction.mode = Mode::Manual;
        correction.review = Review::Confirmed;
        correction.replaces = old.id;
        old.review = Review::Rejected;
        const auto events = compile({old, correction}, {event});
        QCOMPARE(events.size(), std::size_t(1));
        const Pick& before = events[0].picks[0];
        QCOMPARE(before.id, event.picks[0].id);
        QVERIFY(before.status == Review::Rejected);
        const Pick& after = pickWith(events[0], correction.id);
        QCOMPARE(derivedFrom(after), before.id);
        const auto arrivals = arrivalsOf(events[0], after.id);
        QCOMPARE(arrivals.size(), std::size_t(1));
        QVERIFY(std::abs(*arrivals[0].timeResidualSeconds - 0.35) < 1e-9);
        QCOMPARE(*arrivals[0].timeWeight, 0.8);
        QCOMPARE(*arrivals[0].distanceDegrees, 0.4);
        const auto idle = arrivalsOf(events[0], before.id);
        QCOMPARE(idle.size(), std::size_t(1));
        QCOMPARE(*idle[0].timeWeight, 0.0);
        QVERIFY(idle[0].id != arrivals[0].id);
        // Compiling the result again changes nothing.
        const auto again = compile(labelsFromEvents(events), events, {.labelsAreComplete = true});
        QCOMPARE(again[0].picks.size(), std::size_t(2));
        QCOMPARE(again[0].origins[0].arrivals.size(), std::size_t(2));
        QVERIFY(labelsFromEvents(again) == labelsFromEvents(events));
    }
    void aMovedPickGetsANewPublicIdAndRegainsItsLabelId()
    {
        const Event event = foreignEvent();
        Label moved = labelsFromEvents({event}).front();
        moved.time += std::chrono::milliseconds(100);
        const auto events = compile({moved}, {event});
        QCOMPARE(events[0].picks.size(), std::size_t(2));
        const Pick& fresh = pickWith(events[0], moved.id);
        QVERIFY(fresh.id != event.picks[0].id);
        QCOMPARE(*arrivalsOf(events[0], fresh.id).at(0).timeWeight, 0.8);
        QCOMPARE(*arrivalsOf(events[0], event.picks[0].id).at(0).timeWeight, 0.0);
        const auto back = labelsFromEvents(events);
        const auto standing = std::find_if(back.begin(), back.end(), [](const Label& l) { return l.review != Review::Rejected; });
        QVERIFY(standing->id == moved.id && standing->time == moved.time);
    }
    void newPicksOfALocatedEventGetAnArrivalOfWeightZero()
    {
        const Event event = foreignEvent();
        Label added = exampleLabel("Sg");
        added.event = event.id;
        const auto events = compile({added}, {event});
        QCOMPARE(events.size(), std::size_t(1));
        const auto arrivals = arrivalsOf(events[0], events[0].picks[1].id);
        QCOMPARE(arrivals.size(), std::size_t(1));
        QCOMPARE(*arrivals[0].timeWeight, 0.0);
        QCOMPARE(arrivals[0].phase, std::string("Sg"));
        QVERIFY(isLegalId(arrivals[0].id));
    }
    void deletedAndReassociatedPicksLeaveTheirEvent()
    {
        const Event event = foreignEvent();
        auto events = compile(std::vector<Label>{}, {event}, {.labelsAreComplete = true});
        QVERIFY(events[0].picks.empty() && events[0].origins[0].arrivals.empty());
        events = compile(std::vector<Label>{}, {event});
        QCOMPARE(events[0].picks.size(), std::size_t(1));
        Label label = labelsFromEvents({event}).front();
        label.event = "smi:org.example.obs/event/2";
        events = compile({label}, {event});
        QCOMPARE(events.size(), std::size_t(2));
        QVERIFY(events[0].picks.empty() && events[0].origins[0].arrivals.empty());
        QCOMPARE(events[1].id, label.event);
        QCOMPARE(events[1].picks[0].id, event.picks[0].id);
    }
    void arrivalsOfAnOriginLocatedHereFollowTheirLabels()
    {
        Label label = exampleLabel();
        label.event = "smi:local.seisdesk/event/1";
        Event event;
        event.id = label.event;
        Origin origin;
        origin.id = "smi:local.seisdesk/origin/1";
        Arrival arrival;
        arrival.pickId = pickId(label, {});
        arrival.phase = "P";
        arrival.timeWeight = 1.0;
        arrival.timeResidualSeconds = 0.02;
        origin.arrivals = {arrival};
        event.origins = {origin};
        auto events = compile({label}, {event});
        QCOMPARE(events[0].origins[0].arrivals.size(), std::size_t(1));
        QCOMPARE(events[0].origins[0].arrivals[0].pickId, events[0].picks[0].id);
        QCOMPARE(*events[0].origins[0].arrivals[0].timeResidualSeconds, 0.02);
        label.time += std::chrono::seconds(1);
        events = compile({label}, {event});
        QCOMPARE(events[0].origins[0].arrivals[0].pickId, events[0].picks[0].id);
        QVERIFY(!events[0].origins[0].arrivals[0].timeResidualSeconds);
    }
    void repeatedPicksGetLabelsOfTheirOwn()
    {
        Event event = foreignEvent();
        event.picks.push_back(event.picks[0]);
        const auto labels = labelsFromEvents({event, event});
        QCOMPARE(labels.size(), std::size_t(4));
        LabelSet set;
        QVERIFY(set.apply({"Import", {}, labels}));
        QVERIFY(labelsFromEvents({event, event}) == labels);
        QCOMPARE(compile(set, {}).size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(CompileTest)
#include "compile_test.moc"
