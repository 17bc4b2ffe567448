#include "core/catalog/own_origin.h"
#include "core/locate/associate/label_association.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace seisdesk;

class LabelAssociationTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{6};
    const TravelTimes& m_times = test::travelTimes("southern-california");
    const test::Network m_network{m_random, 14, 50.0};
    const GeoPoint m_first{35.75, -117.45}, m_second{35.6, -117.6};
    Inventory m_inventory;
    LabelSet m_labels;

    std::vector<Label> labels(const GeoPoint& source, double secondsLater) 
    {
        std::vector<Label> out;
        for (const PhasePick& one : m_network.picks(m_times, source, 8.0, m_random, 0.05)) {
            Label label;
            label.id = Id::random();
            label.stream = {"XX", one.station.substr(3), "", "HHZ"};
            label.phase = name(one.phase);
            label.time = one.time + fromSeconds(secondsLater);
            out.push_back(label);
        }
        return out;
    }
    LabelAssociation associated(const std::vector<Event>& events = {}, const LabelAssociationOptions& options = {})
    {
        return associateLabels(m_labels.values(), events, m_inventory, m_times, options).value();
    }
private Q_SLOTS:
    void initTestCase() { m_inventory = m_network.inventory(); }
    void init() { m_labels = {}; }
    void looseLabelsBecomeEventsInOneEdit()
    {
        auto all = labels(m_first, 0.0);
        const auto second = labels(m_second, 6.0);  // seconds after the first
        all.insert(all.end(), second.begin(), second.end());
        Label odd = all.front();
        odd.id = Id::random();
        odd.time += std::chrono::seconds(200);
        Label rejected = odd, noise = odd, elsewhere = odd;
        rejected.id = Id::random(), rejected.review = Review::Rejected;
        noise.id = Id::random(), noise.phase = "noise", noise.end = noise.time + std::chrono::seconds(3);
        elsewhere.id = Id::random(), elsewhere.stream.station = "NOWHERE";
        all.insert(all.end(), {odd, rejected, noise, elsewhere});
        QVERIFY(m_labels.apply({"Open", {}, all}));
        const LabelAssociation result = associated();
        QCOMPARE(result.found, std::size_t{2});
        QCOMPARE(result.members.size(), std::size_t{56});
        QCOMPARE(result.alone, std::size_t{2});
        QCOMPARE(result.notes.size(), std::size_t{1});
        QVERIFY(result.notes[0].find("XX.NOWHERE") != std::string::npos);

        EventSet events;
        const CatalogEdit edit = associationEdit(result, m_labels, events);
        QCOMPARE(edit.labels.name, std::string("Associate 56 picks with 2 events"));
        QVERIFY(m_labels.apply(edit.labels));
        QVERIFY(events.apply(edit.events));
        for (const Event& event : events.values()) {
            QCOMPARE(m_labels.ofEvent(event.id).size(), std::size_t{28});
            QVERIFY(event.origin() == ownOrigin(event) && event.origin()->arrivals.size() == 28 && event.picks.empty());
            const GeoPoint at(event.origin()->latitude.value, event.origin()->longitude.value);
            QVERIFY(std::min(test::kmBetween(at, m_first), test::kmBetween(at, m_second)) < 1.5);
            std::set<std::pair<std::string, std::string>> stations;  // one P and one S each
            for (const Label* label : m_labels.ofEvent(event.id)) QVERIFY(stations.emplace(label->stream.station, label->phase).second);
        }
        QVERIFY(m_labels.apply(inverse(edit.labels)) && events.apply(inverse(edit.events)));
        QVERIFY(events.values().empty());
    }
    void labelsWithoutPhaseAreNamed()
    {
        auto all = labels(m_first, 0.0);
        std::map<Id, std::string> truth;
        for (Label& label : all) truth[label.id] = std::exchange(label.phase, {});
        QVERIFY(m_labels.apply({"Open", {}, all}));
        const CatalogEdit edit = associationEdit(associated(), m_labels, {});
        QVERIFY(edit.labels.added.size() >= 26);
        for (const Label& label : edit.labels.added) QCOMPARE(label.phase, truth[label.id]);
    }
    void laterLabelsJoinTheEventAndMoveIt()
    {
        auto all = labels(m_first, 0.0);
        const std::vector<Label> late(all.begin() + 20, all.end());
        all.resize(20);
        QVERIFY(m_labels.apply({"Open", {}, all}));
        EventSet events;
        CatalogEdit edit = associationEdit(associated(), m_labels, events);
        QVERIFY(m_labels.apply(edit.labels) && events.apply(edit.events));
        const Event before = events.values().at(0);
        QVERIFY(m_labels.apply({"Late", {}, late}));
        const LabelAssociation result = associated(events.values());
        QCOMPARE(result.joined, late.size());
        QVERIFY(result.grown == 1 && result.found == 0 && result.alone == 0);
        edit = associationEdit(result, m_labels, events);
        QVERIFY(edit.events.before == std::vector{before});
        QVERIFY(m_labels.apply(edit.labels) && events.apply(edit.events));
        QCOMPARE(events.values().size(), std::size_t{1});
        QCOMPARE(events.values()[0].origin()->arrivals.size(), std::size_t{28});
        QCOMPARE(events.values()[0].origins.size(), std::size_t{1});
    }
    void onlyTheSpanIsLookedAt()
    {
        auto all = labels(m_first, 0.0);
        const auto second = labels(m_second, 600.0);
        all.insert(all.end(), second.begin(), second.end());
        QVERIFY(m_labels.apply({"Open", {}, all}));
        LabelAssociationOptions options;
        const Time origin = Time{} + fromSeconds(test::Network::originSeconds);
        options.within = TimeSpan{origin, origin + std::chrono::seconds(300)};
        QCOMPARE(associated({}, options).found, std::size_t{1});
    }
    void whatChangedMeanwhileStaysOut()
    {
        QVERIFY(m_labels.apply({"Open", {}, labels(m_first, 0.0)}));
        const LabelAssociation result = associated();
        Label taken = *m_labels.all()[0], gone = *m_labels.all()[1], now = taken;
        now.event = "smi:local/event/other";
        QVERIFY(m_labels.apply({"Meanwhile", {taken, gone}, {now}}));
        const CatalogEdit edit = associationEdit(result, m_labels, {});
        QCOMPARE(edit.labels.added.size(), std::size_t{26});
        QVERIFY(m_labels.apply(edit.labels));
    }
    void cancelling()
    {
        QVERIFY(m_labels.apply({"Open", {}, labels(m_first, 0.0)}));
        const Progress progress;
        progress.cancel();
        QCOMPARE(associateLabels(m_labels.values(), {}, m_inventory, m_times, {}, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(LabelAssociationTest)
#include "label_association_test.moc"
