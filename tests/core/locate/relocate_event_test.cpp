#include "core/locate/relocate_event.h"
#include "core/catalog/label_pick.h"
#include "core/catalog/own_origin.h"
#include "tests/core/locate/network.h"

#include <QTest>

using namespace seisdesk;

class RelocateEventTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{4};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const test::Network m_network{m_random, 12, 50.0};
    const GeoPoint m_source{35.75, -117.45};

    Inventory inventory() const { return m_network.inventory(); }
    std::vector<Label> labels()
    {
        std::vector<Label> out;
        for (const PhasePick& one : m_network.picks(m_times, m_source, 8.0, m_random, 0.05)) {
            Label label;
            label.id = Id::random();
            label.stream = {"XX", one.station.substr(3), "", "HHZ"};
            label.phase = name(one.phase);
            label.time = one.time;
            label.lowerUncertaintySeconds = 0.04;
            label.upperUncertaintySeconds = 0.06;
            label.event = "smi:local/event/1";
            out.push_back(label);
        }
        return out;
    }
    static double kmFrom(const GeoPoint& place, const Event& event)
    {
        return test::kmBetween(GeoPoint(event.origin()->latitude.value, event.origin()->longitude.value), place);
    }
private Q_SLOTS:
    void labelsLocateTheirEvent()
    {
        Event event;
        event.id = "smi:local/event/1";
        const auto all = labels();
        const auto located = relocated(event, all, inventory(), m_times, {}, {}).value();
        QVERIFY(kmFrom(m_source, located) < 1.0);
        QCOMPARE(located.origins.front().arrivals.size(), all.size());
        QCOMPARE(labelIdIn(located.origins.front().arrivals.front().pickId), std::optional(all.front().id));
        QVERIFY(located.origins.front().earthModelId.find("southern-california") != std::string::npos);
        QVERIFY(!relocated(event, {all.begin(), all.begin() + 2}, inventory(), m_times, {}, {}));
    }
    void inputsOfTheLocationAreInItsOrigin()
    {
        Event event;
        event.id = "smi:local/event/1";
        auto all = labels();
        event = relocated(event, all, inventory(), m_times, {}, {}).value();
        event.origins.front().arrivals[4].timeWeight = 0.0;
        event.origins.front().depthType = "operator assigned";
        event.origins.front().depthMetres->value = 12000.0;
        all[4].time += std::chrono::seconds(7);  // the label has moved since, its pick has another id
        all[5].review = Review::Rejected;
        QCOMPARE(fixedDepthKm(event), std::optional(12.0));
        const auto again = relocated(event, all, inventory(), m_times, {}, {}).value();
        QCOMPARE(again.origins.size(), std::size_t{1});
        QCOMPARE(again.origin()->depthMetres->value, 12000.0);
        QCOMPARE(again.origin()->arrivals.size(), all.size() - 1);
        QCOMPARE(again.origin()->arrivals[4].timeWeight, std::optional(0.0));
        QCOMPARE(*again.origin()->quality.usedPhaseCount, 22);
        QVERIFY(kmFrom(m_source, again) < 2.0);
    }
    /// An imported event's picks have ids of another program; what is switched off stays so.
    void picksOfOtherProgramsStaySwitchedOff()
    {
        Event event;
        event.id = "smi:other.org/event/1";
        const auto all = labels();
        for (const Label& label : all) {
            Pick pick = pickOf(label, {}, {});
            pick.id = "smi:other.org/pick/" + std::to_string(event.picks.size());
            pick.comments.clear();
            event.picks.push_back(pick);
        }
        std::vector<Label> imported;
        for (Pick& pick : event.picks) imported.push_back(labelOf(pick));
        event = relocated(event, imported, inventory(), m_times, {}, {}).value();
        auto& arrivals = event.origins.front().arrivals;
        for (std::size_t i = 0; i < arrivals.size(); ++i) arrivals[i].pickId = event.picks[i].id;
        arrivals[4].timeWeight = 0.0;
        const auto picks = phasePicksOf(event, imported, inventory());
        QCOMPARE(std::count_if(picks.begin(), picks.end(), [](const PhasePick& pick) { return !pick.enabled; }), std::ptrdiff_t{1});
        QVERIFY(!picks[4].enabled);
    }
    void theEventsOfAnEditAreLocatedWithIt()
    {
        EventSet events;
        LabelSet set;
        const auto all = labels();
        QVERIFY(set.apply({"Open", {}, all}));
        Event event;
        event.id = "smi:local/event/1";
        events.put(relocated(event, all, inventory(), m_times, {}, {}).value());
        // Four stations go to a new event; the old one goes on with the others.
        const std::vector<Label> part(all.begin(), all.begin() + 8);
        CatalogEdit edit = newEvent("Split", part, set, events, {"Anna", now()});
        const auto notes = locateTouched(edit, all, inventory(), m_times, {});
        QVERIFY(notes && notes->empty());
        QVERIFY(set.apply(edit.labels) && events.apply(edit.events));
        QCOMPARE(events.find(event.id)->origin()->arrivals.size(), std::size_t{16});
        QCOMPARE(events.values().back().origin()->arrivals.size(), std::size_t{8});
        QVERIFY(kmFrom(m_source, *events.find(event.id)) < 2.0);
        // What is left can no longer be located.
        std::vector<Label> most;
        for (const Label* label : set.ofEvent(event.id))
            if (most.size() < 14) most.push_back(*label);
        edit = assignPicks("Take out", most, {}, set, events);
        std::vector<Label> its;
        for (const Label* label : set.ofEvent(event.id)) its.push_back(*label);
        const auto said = locateTouched(edit, its, inventory(), m_times, {});
        QCOMPARE(said->size(), std::size_t{1});
        QCOMPARE(edit.events.after.at(0).origin()->arrivals.size(), std::size_t{2});
    }
    void placesHaveNoChannels()
    {
        Inventory full = inventory();
        full.stations[0].channels.resize(3);
        QVERIFY(placesOf(full).stations[0].channels.empty() && placesOf(full).stations[0].elevationMetres == full.stations[0].elevationMetres);
    }
    void whatIsNoPickIsLeftOut()
    {
        Label label = labels().front();
        QCOMPARE(phasePickOf(label, inventory())->sigmaSeconds, 0.05);
        label.lowerUncertaintySeconds.reset(), label.upperUncertaintySeconds.reset();
        QCOMPARE(phasePickOf(label, inventory())->sigmaSeconds, 0.1);
        label.phase = "noise";
        QVERIFY(!phasePickOf(label, inventory()));
        label.phase = "Sg";
        QCOMPARE(phasePickOf(label, inventory())->sigmaSeconds, 0.2);
        label.stream.station = "NONE";
        QVERIFY(!phasePickOf(label, inventory()));
    }
};

QTEST_APPLESS_MAIN(RelocateEventTest)
#include "relocate_event_test.moc"
