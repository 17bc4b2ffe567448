#include "core/model/adapt/station_marks.h"

#include "tests/core/model/adapt/analyst.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

class StationMarksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsFindTheirInstrument()
    {
        // A strong-motion sensor first by name, a broad-band one that begins later.
        const std::vector<TracePtr> traces{record("A", "ENZ", 0.0, 100.0), record("A", "HHZ", 40.0, 100.0), record("A", "HHN", 40.0, 100.0), record("B", "HHZ", 0.0, 100.0)};
        Label nameless = made("A", "S", 60.0);
        nameless.stream.channel.clear();
        const std::vector<Label> labels{made("A", "P", 20.0), made("A", "P", 50.0), nameless, made("A", "P", 200.0), made("C", "P", 50.0), proposed("B", "P", 30.0), noise("B", 5.0, 9.0)};
        const auto said = corrections(labels);
        const auto groups = eventGroups(labels, {}, std::chrono::seconds(60));
        const auto stations = stationMarks(traces, labels, said, groups);
        QCOMPARE(stations.size(), std::size_t{2});
        const StationMarks& a = stations.at("XX.A");
        QCOMPARE(a.marks.size(), std::size_t{3});  // nothing recorded the one at 200 s
        const auto channel = [&](std::size_t i) { return a.sensors[a.marks[i].sensor].front()->id.channel.substr(0, 2); };
        QCOMPARE(channel(0), std::string("EN"));  // its own did not record yet
        QCOMPARE(channel(1), std::string("HH"));
        QCOMPARE(channel(2), std::string("HH"));  // more components
        const StationMarks& b = stations.at("XX.B");
        QCOMPARE(b.marks.at(0).kind, StationMark::Kind::Unjudged);
        QVERIFY((b.noise == std::vector{TimeSpan{at(5.0), at(9.0)}}));
    }
    void aMovedOnsetLeavesAHardNegative()
    {
        const Label p = proposed("A", "P", 20.0);
        const Edit move = moveLabel(p, at(23.0), anna());
        const auto said = corrections(move.added);
        const auto groups = eventGroups(move.added, {}, std::chrono::seconds(60));
        const auto stations = stationMarks({record("A", "HHZ", 0.0, 100.0)}, move.added, said, groups);
        const auto& marks = stations.at("XX.A").marks;
        QCOMPARE(marks.size(), std::size_t{2});
        QVERIFY(marks[0].kind == StationMark::Kind::Rejected && marks[0].time == at(20.0));
        QVERIFY(marks[1].kind == StationMark::Kind::Onset && marks[1].time == at(23.0));
    }
};

QTEST_APPLESS_MAIN(StationMarksTest)
#include "station_marks_test.moc"
