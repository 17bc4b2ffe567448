#include "ui/trace/rows.h"

#include <QTest>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time when = Time(std::chrono::seconds(1562259775));

TraceItemPtr item(const char* text, double hertz = 100.0)
{
    auto trace = std::make_shared<Trace>();
    trace->id = *StreamId::parse(text);
    trace->segments = {makeSegment(when, hertz, std::vector<float>(1000, 0.0f))};
    auto out = std::make_shared<TraceItem>();
    out->envelopes.emplace_back(trace->segments[0].samples);
    out->trace = std::move(trace);
    return out;
}

struct World {
    std::vector<TraceItemPtr> traces;
    Inventory inventory;
    std::vector<Event> events;
    LabelSet labels;
    RowSources sources() const { return {traces, inventory, events, labels, {}, when}; }

    World()
    {
        for (const char* id : {"XX.FAR..HHE", "XX.FAR..HHZ", "XX.FAR..HHN", "XX.NEAR..HH2", "XX.NEAR..HHZ", "XX.NEAR..HH1", "YY.LOST.00.BHZ"}) traces.push_back(item(id));
        for (const auto& [name, latitude] : {std::pair{"FAR", 1.0}, {"NEAR", 0.1}}) {
            Station station;
            station.network = "XX";
            station.code = name;
            station.latitudeDegrees = latitude;
            inventory.stations.push_back(station);
        }
        Event event;
        event.id = "e1";
        event.origins.emplace_back();
        event.origins[0].id = "o1";
        event.origins[0].time = when - 5s;
        events.push_back(event);
    }

    void pick(const char* stream, const char* phase, Time time, Mode mode = Mode::Automatic)
    {
        Label label;
        label.id = Id::random();
        label.stream = *StreamId::parse(stream);
        label.phase = phase;
        label.time = time;
        label.mode = mode;
        QVERIFY(labels.apply({"pick", {}, {label}}));
    }
};

QString names(const std::vector<Row>& rows)
{
    QStringList out;
    for (const Row& row : rows) out << row.name;
    return out.join(QLatin1Char(' '));
}

}  // namespace

class RowsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void componentsOfAStationStandTogetherVerticalFirst()
    {
        const World world;
        const auto rows = makeRows(world.sources(), {});
        QCOMPARE(names(rows), QStringLiteral("XX.FAR..HHZ XX.FAR..HHN XX.FAR..HHE XX.NEAR..HHZ XX.NEAR..HH1 XX.NEAR..HH2 YY.LOST.00.BHZ"));
        QCOMPARE(rows[2].group, rows[0].group);
        QVERIFY(rows[3].group != rows[2].group);
        QCOMPARE(rows[0].rate, QStringLiteral("100 Hz"));
    }

    void sortsByDistanceAndPutsUnknownLast()
    {
        const World world;
        ViewOptions options;
        options.sort = TraceSort::Distance;
        const auto rows = makeRows(world.sources(), options);
        QCOMPARE(rows.front().name, QStringLiteral("XX.NEAR..HHZ"));
        QCOMPARE(rows.back().name, QStringLiteral("YY.LOST.00.BHZ"));
        QVERIFY(!rows.back().distanceKm);
        // 0.1 degree of latitude on the ellipsoid.
        QVERIFY(std::abs(*rows.front().distanceKm - 11.057) < 0.01);
        QVERIFY(std::abs(*rows.front().azimuthDegrees) < 1e-6);
    }

    void componentModesKnowOneAndTwo()
    {
        const World world;
        ViewOptions options;
        options.components = ComponentMode::North;
        QCOMPARE(names(makeRows(world.sources(), options)), QStringLiteral("XX.FAR..HHN XX.NEAR..HH1"));
        options.components = ComponentMode::East;
        QCOMPARE(names(makeRows(world.sources(), options)), QStringLiteral("XX.FAR..HHE XX.NEAR..HH2"));
        options.components = ComponentMode::Vertical;
        QCOMPARE(makeRows(world.sources(), options).size(), std::size_t{3});
    }

    void stationFilterIsGlobOrPlainText()
    {
        const StreamId id = *StreamId::parse("CI.CLC..HHZ");
        for (const char* yes : {"", "clc", "CI.*", "*.HHZ", "CI.CL?..HH[ZN]", "SLA, CLC", "  "}) QVERIFY2(passes(id, QString::fromLatin1(yes)), yes);
        for (const char* no : {"SLA", "*.HHN", "CLC.*", "[", "CI.CLC..HHZ.*"}) QVERIFY2(!passes(id, QString::fromLatin1(no)), no);
    }

    void alignsOnThePicksNearestToTheReference()
    {
        World world;
        world.pick("XX.FAR..HHZ", "P", when + 20s);
        world.pick("XX.FAR..HHZ", "P", when + 300s);
        world.pick("XX.NEAR..HHZ", "Pg", when + 3s);
        world.pick("XX.NEAR..HHZ", "Pg", when + 3500ms, Mode::Manual);
        ViewOptions options;
        options.align = TraceAlign::P;
        const auto rows = makeRows(world.sources(), options);
        QCOMPARE(rows[0].shift, (when + 20s).time_since_epoch());
        QCOMPARE(rows[2].shift, rows[0].shift);
        QCOMPARE(rows[3].shift, (when + 3500ms).time_since_epoch());  // a person's before a model's
        QVERIFY(!rows[6].aligned);
        QVERIFY(rows[6].shift == rows[0].shift || rows[6].shift == rows[3].shift);
        options.align = TraceAlign::Origin;
        QCOMPARE(makeRows(world.sources(), options)[6].shift, (when - 5s).time_since_epoch());
        options.align = TraceAlign::S;
        QVERIFY(!makeRows(world.sources(), options)[0].aligned);
    }

    void rejectedPicksDoNotAlign()
    {
        World world;
        world.pick("XX.FAR..HHZ", "P", when);
        Label rejected = world.labels.values()[0];
        rejected.review = Review::Rejected;
        QVERIFY(world.labels.apply({"reject", {world.labels.values()[0]}, {rejected}}));
        ViewOptions options;
        options.align = TraceAlign::P;
        QVERIFY(!makeRows(world.sources(), options)[0].aligned);
    }

    void sortsByPTime()
    {
        World world;
        world.pick("XX.FAR..HHZ", "P", when + 1s);
        world.pick("YY.LOST.00.BHZ", "P", when);
        ViewOptions options;
        options.sort = TraceSort::Time;
        const auto rows = makeRows(world.sources(), options);
        QCOMPARE(rows[0].name, QStringLiteral("YY.LOST.00.BHZ"));
        QCOMPARE(rows[1].name, QStringLiteral("XX.FAR..HHZ"));
        QCOMPARE(rows[4].name, QStringLiteral("XX.NEAR..HHZ"));
    }

    void theChosenEventCounts()
    {
        World world;
        Event later = world.events[0];
        later.id = "e2";
        later.origins[0].time = when;
        world.events.push_back(later);
        QCOMPARE(originOf(world.events, "")->time, when);
        QCOMPARE(originOf(world.events, "e1")->time, when - 5s);
        QCOMPARE(originOf(world.events, "gone")->time, when);
        QVERIFY(!originOf({}, ""));
    }
};

QTEST_APPLESS_MAIN(RowsTest)
#include "rows_test.moc"
