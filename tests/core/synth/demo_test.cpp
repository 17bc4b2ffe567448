#include "core/synth/demo.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

class DemoTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordsPicksAndInventoryBelongTogether()
    {
        const synth::Demo demo = synth::demo({});
        QCOMPARE(demo.inventory.stations.size(), std::size_t{10});
        QCOMPARE(demo.picks.size(), std::size_t{20});
        QCOMPARE(demo.traces.size(), std::size_t{28});
        for (const Trace& trace : demo.traces) {
            QVERIFY(demo.inventory.channel(trace.id, trace.span().begin) != nullptr);
            for (const Segment& s : trace.segments)
                for (const float v : *s.samples) QVERIFY(v == std::round(v));
        }
        for (const Label& pick : demo.picks) {
            const auto trace = std::find_if(demo.traces.begin(), demo.traces.end(), [&](const Trace& t) { return t.id == pick.stream; });
            QVERIFY(trace != demo.traces.end());
            QVERIFY(trace->span().contains(pick.time));
        }
    }
    void theSpecialStationsAreThere()
    {
        const synth::Demo demo = synth::demo({});
        const auto count = [&](auto&& test) { return std::count_if(demo.traces.begin(), demo.traces.end(), test); };
        QCOMPARE(count([](const Trace& t) { return t.id.channel == "HH1"; }), 1);
        QCOMPARE(count([](const Trace& t) { return t.gaps().size() == 1; }), 3);
    }
    void sameSeedSameRecords()
    {
        const synth::Demo a = synth::demo({}), b = synth::demo({});
        for (std::size_t i = 0; i < a.traces.size(); ++i) QVERIFY(*a.traces[i].segments[0].samples == *b.traces[i].segments[0].samples);
        synth::DemoOptions other;
        other.seed = 2;
        QVERIFY(*synth::demo(other).traces[0].segments[0].samples != *a.traces[0].segments[0].samples);
    }
    void bothPolaritiesOccur()
    {
        const synth::Demo demo = synth::demo({});
        for (const Polarity wanted : {Polarity::Positive, Polarity::Negative})
            QVERIFY(std::any_of(demo.picks.begin(), demo.picks.end(), [&](const Label& l) { return l.polarity == wanted; }));
    }
};

QTEST_APPLESS_MAIN(DemoTest)
#include "demo_test.moc"
