#include "core/model/adapt/local_examples.h"

#include "core/model/training/training_window.h"
#include "core/model/training/window_example.h"
#include "tests/core/model/adapt/analyst.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

Contract contract()
{
    Contract c;
    c.windowSamples = 4000;  // 40 s
    c.outputs = {"P", "S"};
    return c;
}

std::vector<TracePtr> three(const std::string& station, double to = 600.0)
{
    return {record(station, "HHZ", 0.0, to), record(station, "HHN", 0.0, to), record(station, "HHE", 0.0, to)};
}

ExampleSet cut(const std::vector<Label>& labels, const LocalOptions& options = {}, const std::vector<TracePtr>& traces = three("A"))
{
    auto set = localExamples(traces, {}, labels, contract(), options);
    if (!set) qFatal("%s", set.error().message.c_str());
    return *set;
}

bool covers(const std::vector<TimeSpan>& spans, double from, double to)
{
    return std::ranges::any_of(spans, [&](const TimeSpan& s) { return s.begin <= at(from) && at(to) <= s.end; });
}
bool touches(const std::vector<TimeSpan>& spans, double from, double to)
{
    return std::ranges::any_of(spans, [&](const TimeSpan& s) { return s.overlaps({at(from), at(to)}); });
}

}  // namespace

class LocalExamplesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aWindowHoldsTheNetworksAndItsMargins()
    {
        const ExampleSet set = cut({made("A", "P", 100.0, "e1"), made("A", "S", 108.0, "e1")});
        QCOMPARE(set.examples.size(), std::size_t{1});
        const LocalExample& e = set.examples[0];
        QCOMPARE(e.window.traces.size(), std::size_t{3});
        const Segment& z = e.window.traces[0].segments.at(0);
        QVERIFY(z.start == at(70.0) && z.span().end == at(138.0));  // 40 s about the onsets, and 10 s more on either side
        QVERIFY(z.valueAt(0) != z.valueAt(1) && std::abs(z.valueAt(1) - z.valueAt(0) - 1.0) < 1e-6);
        QCOMPARE(e.window.eventId, std::string("e1"));
        QCOMPARE(e.window.stationId, std::string("XX.A"));
        QCOMPARE(e.window.labels.size(), std::size_t{2});
        QCOMPARE(e.corrections.size(), std::size_t{2});
        QVERIFY(!e.exhaustive);
        QVERIFY(e.part == partOf("e1", {}));
        const auto example = windowExample(e.window, 100.0);
        QVERIFY(std::abs(*example->events.at(0).pSample - 3000.0) < 1e-3);
    }
    void quietIsWhereTheAnalystLooked()
    {
        const LocalExample e = cut({made("A", "P", 100.0, "e1"), made("A", "S", 110.0, "e1")}).examples.at(0);
        QVERIFY(covers(e.quiet, 86.0, 98.0));                                 // before the first P
        QVERIFY(!touches(e.quiet, 98.01, 101.0) && !touches(e.quiet, 60.0, 85.0));
        QVERIFY(covers(e.quiet, 101.0, 109.0));                               // between P and S
        QVERIFY(!touches(e.quiet, 109.0, 160.0));                             // nobody says what comes after
    }
    void whatNobodyJudgedIsNeitherOnsetNorNoise()
    {
        const std::vector<Label> labels{made("A", "P", 100.0, "e1"), made("A", "S", 110.0, "e1"), proposed("A", "P", 92.0), proposed("A", "P", 105.0), proposed("A", "S", 110.3)};
        const LocalExample e = cut(labels).examples.at(0);
        QCOMPARE(e.window.labels.size(), std::size_t{2});
        QVERIFY(!touches(e.quiet, 91.0, 93.0) && !touches(e.quiet, 104.0, 106.0));
        QVERIFY(covers(e.masked, 91.5, 92.5) && covers(e.masked, 104.5, 105.5));
        QVERIFY(!touches(e.masked, 109.0, 111.0));  // the same onset as the judged one
        // In the loss: known as noise beside it, but not there. Window sample 0 is at 80 s.
        const auto example = trainingExample(e, 100.0);
        const TrainingWindow w = trainingWindow(*example, 1000, contract(), CurveTarget{2, 8.0});
        QCOMPARE(w.weight[(92 - 80) * 50], 0.0f);
        QCOMPARE(w.weight[(95 - 80) * 50], 1.0f);
        QCOMPARE(w.weight[(105 - 80) * 50], 0.0f);
        QCOMPARE(w.weight[(100 - 80) * 50], 1.0f);
        QCOMPARE(w.weight[(118 - 80) * 50], 0.0f);
    }
    void rejectedProposalsAreHardNegatives()
    {
        const std::vector<Label> labels{rejected(proposed("A", "P", 225.0)), made("A", "P", 240.0), rejected(proposed("A", "P", 240.5)), rejected(proposed("A", "P", 243.5))};
        const LocalExample e = cut(labels).examples.at(0);
        QVERIFY(covers(e.quiet, 224.0, 226.0));     // and 225 to 238 before the P
        QVERIFY(!touches(e.quiet, 239.0, 241.0));   // a judged onset stands there
        QVERIFY(covers(e.quiet, 242.5, 244.5));
        QCOMPARE(e.window.labels.size(), std::size_t{1});
        QCOMPARE(e.corrections.size(), std::size_t{4});
        // A rejected one alone teaches, too.
        const ExampleSet alone = cut({rejected(proposed("A", "P", 200.0))});
        QVERIFY(alone.examples.size() == 1 && alone.examples[0].window.labels.empty() && covers(alone.examples[0].quiet, 199.0, 201.0));
    }
    void aMovedProposalIsQuietWhereItWas()
    {
        const Label p = proposed("A", "P", 200.0);
        const LocalExample e = cut(moveLabel(p, at(204.0), anna()).added).examples.at(0);
        QVERIFY(covers(e.quiet, 199.0, 201.0));
        QVERIFY(e.window.labels.size() == 1 && e.window.labels[0].time == at(204.0));
        QVERIFY(e.corrections.size() == 1 && e.corrections[0].kind == Correction::Kind::Moved);
    }
    void aModelsSourceEstimatesAreNoTruth()
    {
        const Label p = proposed("A", "P", 100.0, Polarity::Negative);
        const LocalExample confirmed = cut(confirmLabel(p, anna()).added).examples.at(0), moved = cut(moveLabel(p, at(101.0), anna()).added).examples.at(0);
        QVERIFY(!confirmed.window.truth.magnitude && !moved.window.truth.magnitude);
        QVERIFY(confirmed.window.labels[0].source == SourceEstimate{});
        QVERIFY(confirmed.window.polarity == Polarity::Negative);
        Label told = made("A", "P", 100.0);
        told.source.magnitude = Estimate{2.5, {}};
        QCOMPARE(cut({told}).examples.at(0).window.truth.magnitude->value, 2.5);
        LocalOptions options;
        Event event;
        event.id = "e1";
        event.magnitudes.emplace_back().magnitude.value = 3.5;
        options.events = {event};
        told.event = "e1";
        QCOMPARE(cut({told}, options).examples.at(0).window.truth.magnitude->value, 3.5);
    }
    void noWindowShowsAnOnsetOfTheOtherSide()
    {
        LocalOptions options;
        options.known.events = {{"e1", {at(100.0), at(105.0)}, Part::Train}, {"e2", {at(115.0), at(120.0)}, Part::HeldOut}, {"e3", {at(300.0), at(305.0)}, Part::Train}, {"e4", {at(315.0), at(320.0)}, Part::Train}};
        const std::vector<Label> labels{made("A", "P", 100.0, "e1"), made("A", "S", 105.0, "e1"), made("A", "P", 115.0, "e2"), made("A", "S", 120.0, "e2"),
                                        made("A", "P", 300.0, "e3"), made("A", "S", 305.0, "e3"), made("A", "P", 315.0, "e4"), made("A", "S", 320.0, "e4")};
        const ExampleSet set = cut(labels, options);
        QCOMPARE(set.examples.size(), std::size_t{4});
        QVERIFY(set.examples[0].window.traces[0].span().end <= at(114.0));
        QVERIFY(set.examples[1].window.traces[0].span().begin >= at(106.0));
        QVERIFY(set.examples[0].part == Part::Train && set.examples[1].part == Part::HeldOut);
        // Of the same side: in view, but masked.
        const LocalExample& e3 = set.examples[2];
        QVERIFY(e3.window.traces[0].span().end == at(335.0) && e3.window.labels.size() == 2);
        QVERIFY(covers(e3.masked, 314.5, 315.5) && covers(e3.masked, 319.5, 320.5));
    }
    void partsByStationAreTheStationsOwn()
    {
        LocalOptions options;
        options.split.by = SplitOptions::By::Station;
        options.known.stations = {{"XX.A", Part::HeldOut}};
        std::vector<TracePtr> traces = three("A");
        for (const TracePtr& t : three("B")) traces.push_back(t);
        const ExampleSet set = cut({made("A", "P", 100.0, "e1"), made("B", "P", 101.0, "e1"), noise("A", 400.0, 450.0)}, options, traces);
        QCOMPARE(set.examples.size(), std::size_t{4});  // two of the earthquake, two of noise
        for (const LocalExample& e : set.examples) QVERIFY(e.part == (e.window.stationId == "XX.A" ? Part::HeldOut : partOf("XX.B", options.split)));
    }
    void noiseThatAPersonMarkedIsWindowsOfNoise()
    {
        const ExampleSet set = cut({noise("A", 200.0, 300.0), proposed("A", "P", 250.0)});
        QCOMPARE(set.examples.size(), std::size_t{2});  // of 200 to 249 s and of 251 to 300 s: what is left of each is too short
        for (const LocalExample& e : set.examples) {
            QVERIFY(e.window.labels.empty() && e.window.eventId.empty() && e.quiet.size() == 1);
            QVERIFY(!touches(e.quiet, 249.0, 251.0) && !touches({e.window.traces[0].span()}, 249.0, 251.0));
        }
    }
    void onsetsFartherApartThanTheWindowAreApart()
    {
        std::vector<Label> labels;
        for (int i = 0; i < 8; ++i) labels.push_back(made("A", i % 2 ? "S" : "P", 100.0 + 25.0 * i, "swarm"));
        const ExampleSet set = cut(labels);
        std::size_t onsets = 0;
        for (const LocalExample& e : set.examples) {
            onsets += e.window.labels.size();
            QVERIFY(e.window.labels.back().time - e.window.labels.front().time <= fromSeconds(40.0));
            QVERIFY(e.window.labels.front().phase == "P");
        }
        QCOMPARE(onsets, std::size_t{8});
    }
    void labelsWithoutARecordAreLeftOut()
    {
        QVERIFY(cut({made("A", "P", 700.0), made("B", "P", 100.0)}).examples.empty());
        Progress cancelled;
        cancelled.cancel();
        QVERIFY(localExamples(three("A"), {}, {made("A", "P", 100.0)}, contract(), {}, cancelled).error().code == Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(LocalExamplesTest)
#include "local_examples_test.moc"
