#include "core/model/adapt/comparison.h"

#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-02T03:04:05Z");

Time at(double seconds) { return origin + fromSeconds(seconds); }

/// P at 10 s on the vertical, S at 14 s on the north; all windows are of one station, as in sets.
LabelledWindow window(const std::string& name, double height = 1.0)
{
    LabelledWindow out;
    out.name = name;
    out.eventId = "event of " + name;
    out.stationId = "XX.A";
    out.polarity = Polarity::Positive;
    out.truth.distanceKm = Estimate{30.0, {}};
    for (const auto& [channel, when] : {std::pair("HHZ", 10.0), std::pair("HHN", 14.0)}) {
        Segment s = pulses(origin, 100.0, 3000, {at(when)});
        std::vector<float> samples = *s.samples;
        for (float& v : samples) v *= static_cast<float>(height);
        out.traces.push_back({*StreamId::parse(std::string("XX.A..") + channel), {makeSegment(origin, 100.0, std::move(samples))}});
    }
    out.traces.push_back({*StreamId::parse("XX.A..HHE"), {makeSegment(origin, 100.0, std::vector<float>(3000))}});
    for (const auto& [phase, when] : {std::pair("P", 10.0), std::pair("S", 14.0)}) {
        Label l;
        l.phase = phase;
        l.time = at(when);
        out.labels.push_back(l);
    }
    return out;
}

LoadedModels models(FakeNetwork::Answer answer = echo(1000))
{
    LoadedModels out;
    out.picker = std::make_shared<FakeNetwork>(pickingContract(), std::move(answer));
    return out;
}

}  // namespace

class comparison_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsOfOneStationStayApart()
    {
        const std::vector<LabelledWindow> windows{window("a"), window("b")};
        const auto c = compared(models(), windows, 0.1, Progress());
        QVERIFY(c && c->size() == 2);
        for (std::size_t i = 0; i < 2; ++i) {
            const Comparison& one = (*c)[i];
            QCOMPARE(one.window, windows[i].name);
            QCOMPARE(one.eventId, windows[i].eventId);
            QCOMPARE(one.stationId, std::string("XX.A"));
            QCOMPARE(*one.distanceKm, 30.0);
            QVERIFY(one.snrDb);
            QCOMPARE(one.picks.size(), std::size_t{2});
            QCOMPARE(one.picks[0].stream.text(), std::string("XX.A..HHZ"));
            QVERIFY(one.picked && !one.whole);
            QCOMPARE(one.truth[0].polarity, Polarity::Positive);
            QCOMPARE(one.truth[1].polarity, Polarity::Unset);
        }
        const ScoreTable t = score(*c, {0.3, 0.3});
        QCOMPARE(t.traces, std::size_t{2});
        QCOMPARE(*t.p.f1[0], 1.0);
        QCOMPARE(*t.s.f1[0], 1.0);
    }
    /// Peaks of the fake network are 0.9 high.
    void thresholdsAreAppliedAfterwards()
    {
        const std::vector<LabelledWindow> windows{window("a")};
        const auto c = compared(models(), windows, 0.1, Progress());
        QVERIFY(c);
        QCOMPARE(score(*c, {0.95, 0.3}).p.picks, std::size_t{0});
        QCOMPARE(score(*c, {0.95, 0.3}).s.picks, std::size_t{1});
        QCOMPARE(score(*c, {0.3, 0.95}).s.picks, std::size_t{0});
        Score highest(false);
        addHighestTo(highest, c->front());
        QCOMPARE(highest.table().p.picks, std::size_t{1});
    }
    void whatIsKnownDecidesWhatIsFalse()
    {
        Comparison c;
        Label p;
        p.phase = "P";
        p.confidence = 0.5;
        p.time = at(10);
        c.truth = {p};
        c.picks = {p, p, p};
        c.picks[1].time = at(40);
        c.picks[2].time = at(50);
        const auto precision = [&] { return *score(std::vector{c}, {0.3, 0.3}).p.precision[0]; };
        QCOMPARE(precision(), 1.0);
        c.quiet = {{at(35), at(45)}};
        QCOMPARE(precision(), 0.5);
        c.exhaustive = true;
        QCOMPARE(precision(), 1.0 / 3);
    }
    void sourceNetworksSpeakOfWholeWindows()
    {
        Contract contract = pickingContract();
        contract.task = Task::Distance;
        contract.outputs = {"distance"};
        LoadedModels m;
        m.sources = {std::make_shared<FakeNetwork>(contract, [](std::span<const float>) { return std::vector<float>{33.0f}; })};
        const std::vector<LabelledWindow> windows{window("a"), window("b")};
        const auto c = compared(m, windows, 0.1, Progress());
        QVERIFY(c && !c->front().picked && c->front().whole);
        const ScoreTable t = score(*c, {0.3, 0.3});
        QCOMPARE(t.traces, std::size_t{2});
        QCOMPARE(t.p.picks, std::size_t{0});
        QCOMPARE(t.distanceKm.n, std::size_t{2});
        QCOMPARE(*t.distanceKm.meanAbsolute, 3.0);
    }
    void canBeCancelled()
    {
        const Progress progress;
        progress.cancel();
        const auto c = compared(models(), std::vector{window("a")}, 0.1, progress);
        QVERIFY(!c && c.error().code == Error::Code::Cancelled);
        QVERIFY(compared(models(), {}, 0.1, Progress())->empty());
    }
};

QTEST_APPLESS_MAIN(comparison_test)
#include "comparison_test.moc"
