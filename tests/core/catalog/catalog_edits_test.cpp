#include "core/catalog/catalog_edits.h"

#include "core/catalog/own_origin.h"
#include "core/catalog/review_state.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

namespace {

Event named(const std::string& id, bool ours = true)
{
    Event event;
    event.id = id;
    Origin origin;
    origin.id = ours ? ownOriginId(id) : id + "/theirs";
    event.preferredOriginId = origin.id;
    event.origins.push_back(origin);
    return event;
}

/// Labels and events as a session holds them.
struct Desk {
    LabelSet labels;
    EventSet events;

    bool apply(const CatalogEdit& edit) { return events.apply(edit.events) && labels.apply(edit.labels); }
    bool undo(const CatalogEdit& edit) { return apply({inverse(edit.labels), inverse(edit.events)}); }
    std::size_t in(const std::string& event) const { return labels.ofEvent(event).size(); }
    std::vector<Label> some(const std::string& event, std::size_t count) const
    {
        std::vector<Label> out;
        for (const Label* label : labels.ofEvent(event)) out.push_back(*label);
        out.resize(std::min(out.size(), count));
        return out;
    }
};

}  // namespace

class CatalogEditsTest : public QObject {
    Q_OBJECT
    Desk m_desk;
    std::vector<Label> m_loose;
    const Signature m_by{"Anna", Time{} + std::chrono::hours(1)};
private Q_SLOTS:
    void init()
    {
        m_desk = {};
        m_loose.clear();
        Edit edit{"Open", {}, {}};
        for (const std::string event : {"smi:a/1", "smi:a/2", ""})
            for (int i = 0; i < 4; ++i) {
                Label label;
                label.id = Id::random();
                label.stream = {"GE", "S" + std::to_string(i), "", "HHZ"};
                label.phase = "P";
                label.time = Time{} + std::chrono::seconds(100 + i);
                label.event = event;
                edit.added.push_back(label);
                if (event.empty()) m_loose.push_back(label);
            }
        QVERIFY(m_desk.labels.apply(edit));
        m_desk.events = EventSet({named("smi:a/1"), named("smi:a/2", false)});
    }
    void selectedPicksBecomeAnEvent()
    {
        std::vector<Label> picks{m_loose[1], m_loose[0]};
        const auto part = m_desk.some("smi:a/1", 1);
        picks.insert(picks.end(), part.begin(), part.end());
        const CatalogEdit edit = newEvent("New event", picks, m_desk.labels, m_desk.events, m_by);
        QVERIFY(m_desk.apply(edit));
        QCOMPARE(m_desk.events.values().size(), std::size_t{3});
        const Event& fresh = m_desk.events.values().back();
        QCOMPARE(m_desk.in(fresh.id), std::size_t{3});
        QCOMPARE(m_desk.in("smi:a/1"), std::size_t{3});
        QVERIFY(fresh.origins.empty() && fresh.creation.author == "Anna");
        QVERIFY(m_desk.undo(edit));
        QCOMPARE(m_desk.in("smi:a/1"), std::size_t{4});
        QCOMPARE(m_desk.events.values().size(), std::size_t{2});
        QVERIFY(newEvent("New event", {}, m_desk.labels, m_desk.events, m_by).empty());
    }
    void anEventThatLosesAllItsPicksIsGoneUnlessOthersLocatedIt()
    {
        const CatalogEdit ours = assignPicks("Move", m_desk.some("smi:a/1", 4), "smi:a/2", m_desk.labels, m_desk.events);
        QVERIFY(m_desk.apply(ours));
        QVERIFY(!m_desk.events.find("smi:a/1") && m_desk.in("smi:a/2") == 8);
        QVERIFY(m_desk.undo(ours));
        QVERIFY(m_desk.events.find("smi:a/1") && m_desk.in("smi:a/1") == 4);
        const CatalogEdit theirs = assignPicks("Take out", m_desk.some("smi:a/2", 4), {}, m_desk.labels, m_desk.events);
        QVERIFY(m_desk.apply(theirs));
        QVERIFY(m_desk.events.find("smi:a/2") && m_desk.in("smi:a/2") == 0);
        QVERIFY(assignPicks("Move", m_desk.some("smi:a/1", 2), "smi:a/1", m_desk.labels, m_desk.events).empty());
    }
    void theEventsThatChangeAreInTheEdit()
    {
        const CatalogEdit edit = assignPicks("Move", m_desk.some("smi:a/1", 2), "smi:a/2", m_desk.labels, m_desk.events);
        QCOMPARE(edit.events.before.size(), std::size_t{2});
        QVERIFY(edit.events.before == edit.events.after);
    }
    void mergedEventsKeepWhatOthersSaidOfThem()
    {
        Event other = named("smi:a/2", false);
        other.magnitudes.emplace_back().id = "smi:a/m";
        other.picks.emplace_back().id = "smi:a/p";
        m_desk.events.put(other);
        const CatalogEdit edit = mergeEvents("smi:a/1", {"smi:a/2", "smi:a/1", "smi:a/none"}, m_desk.labels, m_desk.events);
        QVERIFY(m_desk.apply(edit));
        QCOMPARE(m_desk.events.values().size(), std::size_t{1});
        const Event& merged = m_desk.events.values().front();
        QCOMPARE(m_desk.in("smi:a/1"), std::size_t{8});
        QCOMPARE(merged.origins.size(), std::size_t{2});
        QCOMPARE(merged.preferredOriginId, ownOriginId("smi:a/1"));
        QVERIFY(merged.magnitudes.size() == 1 && merged.picks.size() == 1);
        QCOMPARE(edit.labels.name, std::string("Merge 2 events"));
        QVERIFY(m_desk.undo(edit));
        QVERIFY(*m_desk.events.find("smi:a/2") == other && m_desk.in("smi:a/2") == 4);
        // The other way round our own origin of the one that goes is not carried over.
        QVERIFY(m_desk.apply(mergeEvents("smi:a/2", {"smi:a/1"}, m_desk.labels, m_desk.events)));
        QCOMPARE(m_desk.events.values().front().origins.size(), std::size_t{1});
        QVERIFY(mergeEvents("smi:a/2", {"smi:a/2"}, m_desk.labels, m_desk.events).empty());
    }
    void picksOfADeletedEventStay()
    {
        const CatalogEdit edit = deleteEvents({"smi:a/1", "smi:a/1"}, m_desk.labels, m_desk.events);
        QVERIFY(m_desk.apply(edit));
        QVERIFY(!m_desk.events.find("smi:a/1"));
        QCOMPARE(m_desk.labels.size(), std::size_t{12});
        QCOMPARE(m_desk.in("smi:a/1"), std::size_t{0});
        QVERIFY(m_desk.undo(edit));
        QCOMPARE(m_desk.in("smi:a/1"), std::size_t{4});
        QVERIFY(deleteEvents({"smi:a/none"}, m_desk.labels, m_desk.events).empty());
    }
    void stateAndType()
    {
        const CatalogEdit edit = setReview({"smi:a/1", "smi:a/2"}, Review::Reviewed, m_desk.events, m_by);
        QCOMPARE(edit.labels.name, std::string("Set 2 events reviewed"));
        QVERIFY(m_desk.apply(edit));
        QVERIFY(isReviewed(*m_desk.events.find("smi:a/1")) && isReviewed(*m_desk.events.find("smi:a/2")));
        QVERIFY(setReview({"smi:a/1"}, Review::Reviewed, m_desk.events, m_by).empty());
        QVERIFY(m_desk.apply(setType({"smi:a/1"}, "quarry blast", m_desk.events)));
        QCOMPARE(m_desk.events.find("smi:a/1")->type, std::string("quarry blast"));
        QVERIFY(setType({"smi:a/1"}, "quarry blast", m_desk.events).empty());
        QVERIFY(std::ranges::count(eventTypes(), "earthquake") == 1);
    }
};

QTEST_APPLESS_MAIN(CatalogEditsTest)
#include "catalog_edits_test.moc"
