#include "core/model/adapt/event_groups.h"

#include "tests/core/model/adapt/analyst.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

constexpr Duration gap = std::chrono::seconds(60);

TimeSpan span(double from, double to) { return {at(from), at(to)}; }

}  // namespace

class EventGroupsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onsetsApartAreApart()
    {
        const std::vector<Label> labels{made("A", "P", 10.0), made("A", "S", 50.0), made("B", "P", 100.0), made("B", "P", 160.5), rejected(proposed("B", "S", 170.0)),
                                        proposed("C", "P", 130.0), noise("A", 130.0, 140.0)};
        const auto groups = eventGroups(labels, {}, gap);
        QCOMPARE(groups.size(), std::size_t{2});  // neither the unjudged pick nor the noise connects them
        QCOMPARE(groups[0].labels.size(), std::size_t{3});
        QCOMPARE(groups[1].labels.size(), std::size_t{2});
        QCOMPARE(groups[0].name, std::string("onset 2021-05-06T07:00:10.000Z"));
        QVERIFY(groups[0].onsets.begin == at(10.0) && groups[0].onsets.end == at(100.0));
        QVERIFY(!groups[0].part);
    }
    void labelsGoByTheirEvent()
    {
        // Two earthquakes 20 s apart that a catalogue tells apart, and a pick that nobody associated.
        const std::vector<Label> labels{made("A", "P", 10.0, "e1"), made("A", "S", 18.0, "e1"), made("A", "P", 30.0, "e2"), made("B", "P", 33.0, "e2"), made("C", "P", 34.0)};
        const auto groups = eventGroups(labels, {}, gap);
        QCOMPARE(groups.size(), std::size_t{2});
        QCOMPARE(groups[0].name, std::string("e1"));
        QCOMPARE(groups[1].labels.size(), std::size_t{3});
    }
    void aKnownEventTakesWhatIsConnectedToIt()
    {
        const std::vector<KnownEvent> known{{"onset earlier", span(10.0, 20.0), Part::HeldOut}};
        const auto groups = eventGroups({made("A", "P", 9.0), made("B", "P", 70.0), made("B", "P", 300.0)}, known, gap);
        QCOMPARE(groups.size(), std::size_t{2});
        QCOMPARE(groups[0].name, std::string("onset earlier"));
        QVERIFY(groups[0].part == Part::HeldOut && groups[0].labels.size() == 2);
        QVERIFY(!groups[1].part);
    }
    void anotherNameForTheSameEarthquakeKeepsItsPart()
    {
        const std::vector<KnownEvent> known{{"onset earlier", span(10.0, 20.0), Part::HeldOut}, {"e9", span(500.0, 510.0), Part::Calibration}};
        const auto groups = eventGroups({made("A", "P", 10.2, "new"), made("A", "S", 25.0, "new"), made("A", "P", 26.0, "aftershock"), made("A", "S", 40.0, "aftershock"),
                                         made("A", "P", 900.0, "e9")}, known, gap);
        QCOMPARE(groups.size(), std::size_t{3});
        QVERIFY(groups[0].name == "new" && groups[0].part == Part::HeldOut);
        QVERIFY(groups[1].name == "aftershock" && !groups[1].part);
        QVERIFY(groups[2].name == "e9" && groups[2].part == Part::Calibration);
    }
    void nothingGivesNothing() { QVERIFY(eventGroups({proposed("A", "P", 1.0)}, {}, gap).empty()); }
};

QTEST_APPLESS_MAIN(EventGroupsTest)
#include "event_groups_test.moc"
