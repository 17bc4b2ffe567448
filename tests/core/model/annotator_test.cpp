#include "core/model/annotator.h"
#include "core/model/propose.h"

#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-02T03:04:05.678901Z");

Prediction annotated(const std::shared_ptr<const Network>& network, const std::vector<TracePtr>& traces, AnnotateOptions options = {},
                     const Inventory& inventory = {})
{
    const auto result = networkAnnotator(network)->annotate(traces, inventory, options, Progress());
    return result ? *result : Prediction{};
}

std::vector<const Label*> phase(const StationPrediction& s, const std::string& name)
{
    std::vector<const Label*> out;
    for (const Label& l : s.labels)
        if (l.phase == name) out.push_back(&l);
    return out;
}

std::shared_ptr<FakeNetwork> echoing(double rate = 100.0, std::size_t window = 1000)
{
    return std::make_shared<FakeNetwork>(pickingContract(rate, window), echo(window));
}

double worst(const std::vector<const Label*>& found, const std::vector<Time>& wanted)
{
    double out = 0.0;
    for (std::size_t i = 0; i < std::min(found.size(), wanted.size()); ++i) out = std::max(out, std::abs(toSeconds(found[i]->time - wanted[i])));
    return out;
}

}  // namespace

class annotator_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Curves and picks of a phase are moved together, so that peaks stay where the picks are.
    void correctionsMoveCurvesAndPicks()
    {
        Contract contract = pickingContract();
        contract.correctionPSeconds = -0.05;
        const auto network = std::make_shared<FakeNetwork>(contract, echo(1000));
        const Time at = origin + fromSeconds(5.0);
        const std::vector<TracePtr> traces{trace("XX.A..HHZ", {pulses(origin, 100.0, 2000, {at})}), trace("XX.A..HHN", {pulses(origin, 100.0, 2000, {at})})};
        AnnotateOptions both;
        both.instantSeconds = 0.0;  // one pulse is P and S here
        const Prediction p = annotated(network, traces, both), plain = annotated(echoing(), traces, both);
        for (const auto& [name, moved] : {std::pair("P", -0.05), std::pair("S", 0.0)}) {
            QCOMPARE(phase(p.stations[0], name).size(), std::size_t(1));
            QVERIFY(std::abs(toSeconds(phase(p.stations[0], name)[0]->time - phase(plain.stations[0], name)[0]->time) - moved) < 1e-6);
            for (std::size_t c = 0; c < p.stations[0].curves.size(); ++c)
                if (p.stations[0].curves[c].name == name)
                    QVERIFY(std::abs(toSeconds(p.stations[0].curves[c].values.start - plain.stations[0].curves[c].values.start) - moved) < 1e-6);
        }
    }
    /// A pulse is picked where it is, whatever the rate of the record, its start and the phase of the model's grid.
    void picksTellTheTimeOfTheRecord_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("modelRate");
        QTest::addColumn<double>("length");
        for (const double modelRate : {50.0, 100.0})
            for (const double rate : {20.0, 40.0, 50.0, 62.5, 99.9998, 100.0, 125.0, 200.0, 250.0, 500.0})
                for (const double length : {7.3, 61.7})
                    QTest::addRow("%g to %g, %g s", rate, modelRate, length) << rate << modelRate << length;
    }
    void picksTellTheTimeOfTheRecord()
    {
        QFETCH(double, rate);
        QFETCH(double, modelRate);
        QFETCH(double, length);
        std::vector<Time> at;
        for (double t = 2.0137; t < length - 2.0; t += 9.3711) at.push_back(origin + fromSeconds(t));
        const auto n = static_cast<std::size_t>(length * rate);
        const auto network = echoing(modelRate, 1000);
        const Prediction p = annotated(network, {trace("XX.A..HHZ", {pulses(origin, rate, n, at)})});
        QCOMPARE(p.stations.size(), std::size_t(1));
        const auto found = phase(p.stations[0], "P");
        QCOMPARE(found.size(), at.size());
        QVERIFY2(worst(found, at) < 1e-3, qPrintable(QString::number(worst(found, at))));
        for (const Label* l : found) {
            QVERIFY(!l->id.isNull());
            QCOMPARE(l->model, std::string("fake@00000000"));
            QCOMPARE(l->author, std::string("SeisDesk"));
            QVERIFY(l->mode == Mode::Automatic && l->review == Review::Preliminary && !l->replaces);
            QCOMPARE(l->stream.text(), std::string("XX.A..HHZ"));
            QVERIFY(l->confidence && *l->confidence > 0.3 && *l->confidence <= 1.0);
            QVERIFY(l->lowerUncertaintySeconds && std::abs(*l->lowerUncertaintySeconds - 0.08 * std::sqrt(1 - 0.81)) < 0.015);
        }
    }

    /// Gaps of any length, segments that start between the samples of the first, components with different starts.
    void gapsLeaveTimesAndCoverageExact()
    {
        const double rate = 100.0;
        std::vector<Segment> z, n;
        std::vector<Time> at;
        std::vector<TimeSpan> recorded;
        double t = 0.0;
        unsigned seed = 3;
        for (const auto& [length, gap] : std::vector<std::pair<double, double>>{{12.0, 0.0371}, {3.0, 4.0113}, {25.5, 0.5067}, {1.2, 30.0049}, {40.0, 0.0}}) {
            const Time start = origin + fromSeconds(t);
            const std::vector<Time> here{start + fromSeconds(length / 2 + 0.0042)};
            const auto count = static_cast<std::size_t>(std::lround(length * rate));
            z.push_back(pulses(start, rate, count, here, 0.08, 0.0002, ++seed));
            n.push_back(pulses(start + fromSeconds(0.0036), rate, count - 1, here, 0.08, 0.0002, ++seed));
            at.push_back(here[0]);
            recorded.push_back({start, n.back().span().end});
            if (z.back().span().end > recorded.back().end) recorded.back().end = z.back().span().end;
            t += length + gap;
        }
        AnnotateOptions both;
        both.instantSeconds = 0.0;
        for (const double modelRate : {50.0, 100.0}) {
            const Prediction p = annotated(echoing(modelRate, 1000), {trace("XX.A..HHZ", z), trace("XX.A..HHN", n)}, both);
            const StationPrediction& s = p.stations.at(0);
            for (const char* name : {"P", "S"}) {
                const auto found = phase(s, name);
                QCOMPARE(found.size(), at.size());
                QVERIFY2(worst(found, at) < 1e-3, qPrintable(QString::number(worst(found, at))));
            }
            QCOMPARE(s.coverage.size(), recorded.size());
            for (std::size_t i = 0; i < recorded.size(); ++i) {
                QVERIFY(std::abs(toSeconds(s.coverage[i].begin - recorded[i].begin)) < 1e-6);
                QVERIFY2(std::abs(toSeconds(s.coverage[i].end - recorded[i].end)) <= 1.01 / modelRate, qPrintable(QString::number(toSeconds(s.coverage[i].end - recorded[i].end))));
            }
            std::size_t curves = 0;
            for (const Curve& c : s.curves) curves += c.name == "P";
            QCOMPARE(curves, recorded.size());
        }
    }

    /// Pulses 0.2 s apart on two components, the later one higher: one onset, unless the contract picks as SeisBench does.
    void ofAPAndAnSAtOneInstantTheLikelierStays()
    {
        for (const PickRule rule : {PickRule::Peaks, PickRule::Triggers}) {
            Contract contract = pickingContract(100.0, 1000);
            contract.pickRule = rule;
            const auto network = std::make_shared<FakeNetwork>(contract, [](std::span<const float> in) {
                std::vector<float> out = echo(1000)(in);
                for (std::size_t i = 1000; i < 2000; ++i) out[i] *= 0.5f;  // P
                return out;
            });
            const std::vector<TracePtr> records{trace("XX.A..HHZ", {pulses(origin, 100.0, 6000, {origin + fromSeconds(10), origin + fromSeconds(30)})}),
                                                trace("XX.A..HHN", {pulses(origin, 100.0, 6000, {origin + fromSeconds(10.2), origin + fromSeconds(34)})})};
            const Prediction p = annotated(network, records);
            const StationPrediction& s = p.stations.at(0);
            QCOMPARE(phase(s, "P").size(), rule == PickRule::Peaks ? std::size_t(1) : std::size_t(2));
            QCOMPARE(phase(s, "S").size(), std::size_t(2));
            // The one that left comes back, with what was said of it, when the S may not stay.
            QCOMPARE(s.candidates.size(), rule == PickRule::Peaks ? std::size_t(1) : std::size_t(0));
            if (rule == PickRule::Triggers) continue;
            const Prediction noS = proposed(p, {0.3, 0.95, 1.0});
            QCOMPARE(phase(noS.stations[0], "P").size(), std::size_t(2));
            QVERIFY(phase(noS.stations[0], "P")[0]->id == s.candidates[0].id);
            QCOMPARE(phase(proposed(noS, {0.3, 0.3, 1.0}).stations[0], "P").size(), std::size_t(1));
        }
    }

    void weakOnsetsAreCandidatesWhereAskedFor()
    {
        const auto network = std::make_shared<FakeNetwork>(pickingContract(100.0, 1000), [](std::span<const float> in) {
            std::vector<float> out = echo(1000)(in);
            for (std::size_t i = 2000; i < 3000; ++i) out[i] *= 0.15f;  // S
            return out;
        });
        const std::vector<TracePtr> records{trace("XX.A..HHZ", {pulses(origin, 100.0, 6000, {origin + fromSeconds(10)})}),
                                            trace("XX.A..HHN", {pulses(origin, 100.0, 6000, {origin + fromSeconds(14), origin + fromSeconds(34)})})};
        const Prediction plain = annotated(network, records);
        QVERIFY(plain.stations.at(0).candidates.empty());
        AnnotateOptions options;
        options.weakest = 0.05;
        const Prediction p = annotated(network, records, options);
        QVERIFY(phase(p.stations.at(0), "S").empty() && phase(p.stations[0], "P").size() == 1);
        QCOMPARE(p.stations[0].candidates.size(), std::size_t(2));
        for (const Label& label : p.stations[0].candidates) QVERIFY(label.phase == "S" && *label.confidence < 0.2);
    }

    void missingSamplesAreGaps()
    {
        Segment s = pulses(origin, 100.0, 6000, {origin + fromSeconds(10), origin + fromSeconds(50)});
        std::vector<float> x = *s.samples;
        for (std::size_t i = 2000; i < 3000; ++i) x[i] = i % 2 ? std::numeric_limits<float>::infinity() : std::nanf("");
        s.samples = std::make_shared<const std::vector<float>>(x);
        const Prediction p = annotated(echoing(), {trace("XX.A..HHZ", {s})});
        QCOMPARE(phase(p.stations.at(0), "P").size(), std::size_t(2));
        QCOMPARE(p.stations[0].coverage.size(), std::size_t(2));
        for (const Curve& c : p.stations[0].curves)
            for (std::size_t i = 0; i < c.values.size(); ++i) QCOMPARE(std::isnan((*c.values.samples)[i]), i >= 2000 && i < 3000);
    }

    void batchSizeOverlapAndCompanyChangeNothing()
    {
        std::vector<TracePtr> traces;
        for (int k = 0; k < 3; ++k) {
            std::vector<Time> at;
            for (int i = 0; i < 9 + k; ++i) at.push_back(origin + fromSeconds(3.0 + i * 7.7 + k));
            traces.push_back(trace("XX.S" + std::to_string(k) + "..HHZ", {pulses(origin, 100.0, static_cast<std::size_t>(8000 + 1234 * k), at, 0.08, 0.01, static_cast<unsigned>(k))}));
        }
        AnnotateOptions one;
        one.batchSize = 1;
        const auto network = echoing();
        const Prediction alone = annotated(network, traces, one);
        QCOMPARE(alone.stations.size(), std::size_t(3));
        for (const std::size_t size : {std::size_t(2), std::size_t(7), std::size_t(64)}) {
            AnnotateOptions options;
            options.batchSize = size;
            network->calls = network->windows = 0;
            const Prediction p = annotated(network, traces, options);
            QCOMPARE(network->calls.load(), (network->windows.load() + size - 1) / size);
            for (std::size_t s = 0; s < 3; ++s) {
                QCOMPARE(p.stations[s].labels.size(), alone.stations[s].labels.size());
                for (std::size_t i = 0; i < p.stations[s].labels.size(); ++i) {
                    QCOMPARE(p.stations[s].labels[i].time, alone.stations[s].labels[i].time);
                    QCOMPARE(*p.stations[s].labels[i].confidence, *alone.stations[s].labels[i].confidence);
                }
                for (std::size_t c = 0; c < p.stations[s].curves.size(); ++c)
                    QCOMPARE(*p.stations[s].curves[c].values.samples, *alone.stations[s].curves[c].values.samples);
            }
        }
        const Prediction single = annotated(network, {traces[1]}, one);
        QCOMPARE(*single.stations[0].curves[0].values.samples, *alone.stations[1].curves[0].values.samples);
    }

    /// A network that always says one half gives one half everywhere, however many windows look at a sample.
    void stackingCountsAreRight_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<double>("overlap");
        QTest::addColumn<int>("blinding");
        for (const int size : {1, 2, 999, 1000, 1001, 1499, 2345, 12345})
            for (const double overlap : {0.0, 0.5, 0.93})
                for (const int blinding : {0, 200, 499}) QTest::addRow("%d %g %d", size, overlap, blinding) << size << overlap << blinding;
    }
    void stackingCountsAreRight()
    {
        QFETCH(int, size);
        QFETCH(double, overlap);
        QFETCH(int, blinding);
        Contract c = pickingContract();
        c.blindingSamples = static_cast<std::size_t>(blinding);
        const auto network = std::make_shared<FakeNetwork>(c, [](std::span<const float>) { return std::vector<float>(3000, 0.5f); });
        AnnotateOptions options;
        options.overlap = overlap;
        const Prediction p = annotated(network, {trace("XX.A..HHZ", {pulses(origin, 100.0, static_cast<std::size_t>(size), {})})}, options);
        QCOMPARE(p.stations.at(0).curves.size(), std::size_t(2));
        for (const Curve& curve : p.stations[0].curves) {
            QCOMPARE(curve.values.size(), static_cast<std::size_t>(size));
            for (const float v : *curve.values.samples) QVERIFY(std::abs(v - 0.5f) < 1e-5f);
        }
        QVERIFY(p.stations[0].labels.empty());
        QCOMPARE(p.stations[0].coverage.size(), std::size_t(1));
    }

    void overlongGapsRunNoWindows()
    {
        const auto network = echoing();
        const Segment a = pulses(origin, 100.0, 500, {}), b = pulses(origin + std::chrono::hours(24 * 365), 100.0, 500, {});
        annotated(network, {trace("XX.A..HHZ", {a, b})});
        QCOMPARE(network->windows.load(), std::size_t(2));
    }

    void noOverflowOfMemoryIsRetriedInSmallerBatches()
    {
        const auto network = echoing();
        network->largestBatch = 3;
        const Prediction p = annotated(network, {trace("XX.A..HHZ", {pulses(origin, 100.0, 20000, {origin + fromSeconds(100)})})});
        QCOMPARE(phase(p.stations.at(0), "P").size(), std::size_t(1));
    }

    void cancelledBetweenBatches()
    {
        const auto network = echoing();
        const Progress progress;
        network->onCall = [&] { progress.cancel(); };
        const auto result = networkAnnotator(network)->annotate({trace("XX.A..HHZ", {pulses(origin, 100.0, 200000, {})})}, {}, {}, progress);
        QVERIFY(!result && result.error().code == Error::Code::Cancelled);
        QCOMPARE(network->calls.load(), std::size_t(1));
    }

    void progressRunsForward()
    {
        double last = 0.0;
        bool forward = true;
        const Progress progress([&](double f, const std::string&) { forward = forward && f >= last - 1e-12; last = f; });
        const auto result = networkAnnotator(echoing())->annotate(
            {trace("XX.A..HHZ", {pulses(origin, 100.0, 30000, {})}), trace("XX.B..HHZ", {pulses(origin, 100.0, 5000, {})})}, {}, {}, progress);
        QVERIFY(result && forward);
        QCOMPARE(last, 1.0);
    }

    /// Longer than what is conditioned at once, with a gap across the seam of two chunks.
    void longRecordsAreReadInChunks()
    {
        std::vector<Time> at;
        for (double t = 50.0; t < 6500.0; t += 211.317) at.push_back(origin + fromSeconds(t));
        const Segment whole = pulses(origin, 200.0, 1310720, at, 0.08, 0.0);
        const Segment a = cut(whole, {origin, origin + fromSeconds(5240.1)}), b = cut(whole, {origin + fromSeconds(5243.3), origin + fromSeconds(7000)});
        for (const double rate : {100.0, 200.0}) {
            const Prediction p = annotated(echoing(rate, 1000), {trace("XX.A..HHZ", {a, b})});
            const auto found = phase(p.stations.at(0), "P");
            QCOMPARE(found.size(), at.size());
            QVERIFY(worst(found, at) < 1e-3);
            QCOMPARE(p.stations[0].coverage.size(), std::size_t(2));
        }
    }

    void onlyTheAskedSpanIsAnnotated()
    {
        AnnotateOptions options;
        options.span = TimeSpan{origin + fromSeconds(20.005), origin + fromSeconds(40)};
        const Prediction p = annotated(echoing(), {trace("XX.A..HHZ", {pulses(origin, 100.0, 6000, {origin + fromSeconds(10), origin + fromSeconds(30)})})}, options);
        QCOMPARE(p.stations.at(0).labels.size(), std::size_t(1));
        QVERIFY(p.stations[0].coverage.at(0).begin >= options.span->begin && p.stations[0].coverage[0].end <= options.span->end + fromSeconds(0.011));
    }

    void sourceNetworksLookAtWindowsAroundP()
    {
        Contract up = pickingContract(50.0, 400);
        up.task = Task::Polarity;
        up.outputs = {"up", "down"};
        up.anchorFraction = 0.25;
        // Says where in the window the pulse stands.
        const auto network = std::make_shared<FakeNetwork>(up, [](std::span<const float> in) {
            const auto top = std::max_element(in.begin(), in.begin() + 400) - in.begin();
            return std::vector<float>{std::abs(top - 100) <= 1 ? 0.9f : 0.1f, 0.0f};
        });
        Contract far = pickingContract(100.0, 600);
        far.task = Task::Distance;
        far.outputs = {"distance"};
        const auto distance = std::make_shared<FakeNetwork>(far, [](std::span<const float>) { return std::vector<float>{42.0f}; });
        const auto annotator = networkAnnotator(echoing(), {network, distance});
        const std::vector<Time> at{origin + fromSeconds(20), origin + fromSeconds(40), origin + fromSeconds(59)};
        const auto p = annotator->annotate({trace("XX.A..HHZ", {pulses(origin, 100.0, 6000, at)})}, {}, {}, Progress());
        QVERIFY(p.has_value());
        QCOMPARE(p->stations.at(0).labels.size(), std::size_t(3));
        QVERIFY(p->stations[0].labels[0].polarity == Polarity::Positive && p->stations[0].labels[1].polarity == Polarity::Positive);
        QVERIFY(p->stations[0].labels[2].polarity == Polarity::Negative);  // moved into the record at its end
        for (const Label& l : p->stations[0].labels) QCOMPARE(l.source.distanceKm->value, 42.0);
    }

    void refusesWhatIsNoPicker()
    {
        Contract c = pickingContract();
        c.task = Task::Magnitude;
        const auto network = std::make_shared<FakeNetwork>(c, echo(1000));
        QVERIFY(!networkAnnotator(network)->annotate({}, {}, {}, Progress()));
        QVERIFY(!networkAnnotator(nullptr)->annotate({}, {}, {}, Progress()));
        const auto nothing = networkAnnotator(echoing())->annotate({}, {}, {}, Progress());
        QVERIFY(nothing && nothing->stations.empty());
    }

    void oddNetworksAreErrorsAndNotCrashes()
    {
        const auto few = std::make_shared<FakeNetwork>(pickingContract(), [](std::span<const float>) { return std::vector<float>(7); });
        const auto result = networkAnnotator(few)->annotate({trace("XX.A..HHZ", {pulses(origin, 100.0, 3000, {})})}, {}, {}, Progress());
        QVERIFY(!result && result.error().code == Error::Code::ModelMismatch);
        const auto nan = std::make_shared<FakeNetwork>(pickingContract(), [](std::span<const float>) { return std::vector<float>(3000, std::nanf("")); });
        QVERIFY(annotated(nan, {trace("XX.A..HHZ", {pulses(origin, 100.0, 3000, {})})}).stations.at(0).labels.empty());
    }
};

QTEST_APPLESS_MAIN(annotator_test)
#include "annotator_test.moc"
