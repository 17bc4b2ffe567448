#include "core/model/annotator.h"

#include "tests/core/model/records.h"

#include <QtTest>

#include <random>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-01T00:00:00Z");

struct Arrival {
    double at, vertical, horizontal;
};

/// Z, N, E of one station: white noise of deviation 1 with decaying oscillations at the given times.
std::vector<TracePtr> station(const std::string& code, const std::vector<Arrival>& arrivals, double seconds, double rate = 100.0, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<TracePtr> out;
    for (const char c : {'Z', 'N', 'E'}) {
        std::vector<float> x(static_cast<std::size_t>(seconds * rate));
        for (std::size_t i = 0; i < x.size(); ++i) {
            double v = 3000.0 + normal(random);
            for (const Arrival& a : arrivals) {
                const double t = static_cast<double>(i) / rate - a.at;
                if (t >= 0.0) v += (c == 'Z' ? a.vertical : a.horizontal) * std::sin(10.0 * M_PI * t) * std::exp(-t / 1.5);
            }
            x[i] = static_cast<float>(v);
        }
        out.push_back(trace("XX." + code + "..HH" + c, {makeSegment(origin, rate, std::move(x))}));
    }
    return out;
}

Prediction picked(const std::vector<TracePtr>& traces, AnnotateOptions options = {})
{
    const auto result = classicalAnnotator()->annotate(traces, {}, options, Progress());
    return result ? *result : Prediction{};
}

/// Whether there is exactly one label of the phase and it is near the time.
bool one(const StationPrediction& s, const std::string& phase, double at, double within)
{
    int count = 0;
    bool near = false;
    for (const Label& l : s.labels)
        if (l.phase == phase) {
            ++count;
            near = near || std::abs(toSeconds(l.time - origin) - at) < within;
        }
    return count == 1 && near;
}

}  // namespace

class classical_annotator_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsPAndS()
    {
        for (const double rate : {50.0, 100.0, 200.0}) {
            const Prediction p = picked(station("A", {{40.0, 60.0, 20.0}, {46.0, 60.0, 200.0}}, 120.0, rate));
            QCOMPARE(p.stations.size(), std::size_t(1));
            const StationPrediction& s = p.stations[0];
            QVERIFY(one(s, "P", 40.0, 0.05));
            QVERIFY(one(s, "S", 46.0, 0.1));
            QCOMPARE(s.anchor.channel, std::string("HHZ"));
            QCOMPARE(s.coverage.size(), std::size_t(1));
            for (const Label& l : s.labels) {
                QVERIFY(l.mode == Mode::Automatic && l.review == Review::Preliminary && l.model == p.model && l.author == "SeisDesk");
                QVERIFY(*l.lowerUncertaintySeconds > 0.0 && *l.upperUncertaintySeconds > 0.0 && *l.confidence > 0.4);
            }
            QVERIFY(s.labels[0].polarity == Polarity::Positive);
        }
    }

    void findsTwoEvents()
    {
        const Prediction p = picked(station("A", {{40.0, -60.0, 20.0}, {45.0, 50.0, 200.0}, {90.0, 80.0, 20.0}, {97.0, 50.0, 200.0}}, 150.0));
        std::vector<std::string> phases;
        for (const Label& l : p.stations.at(0).labels) phases.push_back(l.phase);
        QCOMPARE(phases, (std::vector<std::string>{"P", "S", "P", "S"}));
        QVERIFY(p.stations[0].labels[0].polarity == Polarity::Negative);
    }

    void oneComponentIsEnough()
    {
        const auto all = station("A", {{40.0, 60.0, 20.0}, {46.0, 250.0, 200.0}}, 120.0);
        const Prediction p = picked({all[0]});
        QVERIFY(one(p.stations.at(0), "P", 40.0, 0.05));
        const Prediction n = picked({all[1]});
        QVERIFY(!n.stations.at(0).labels.empty());
        QCOMPARE(n.stations[0].anchor.channel, std::string("HHN"));
    }

    void noiseGivesFewPicks()
    {
        std::size_t count = 0;
        for (unsigned seed = 0; seed < 6; ++seed) count += picked(station("A", {}, 600.0, 100.0, seed)).stations.at(0).labels.size();
        QVERIFY2(count <= 2, qPrintable(QString::number(count)));
        QVERIFY(picked({trace("XX.A..HHZ", {makeSegment(origin, 100.0, std::vector<float>(60000, 7.0f))})}).stations.at(0).labels.empty());
    }

    void gapsAndMissingSamplesDoNotTrigger()
    {
        const auto all = station("A", {}, 300.0);
        std::vector<float> x = *all[0]->segments[0].samples;
        for (std::size_t i = 10000; i < 10500; ++i) x[i] = std::nanf("");
        const Segment a = makeSegment(origin, 100.0, {x.begin(), x.begin() + 20000});
        const Segment b = makeSegment(origin + fromSeconds(250), 100.0, {x.begin() + 20000, x.end()});
        QVERIFY(picked({trace("XX.A..HHZ", {a, b})}).stations.at(0).labels.size() <= 1);
    }

    void thresholdSpanAndCancel()
    {
        const auto all = station("A", {{40.0, 60.0, 20.0}, {46.0, 60.0, 200.0}}, 120.0);
        AnnotateOptions strict;
        strict.thresholdP = 1.0;
        QVERIFY(picked(all, strict).stations.at(0).labels.empty());
        AnnotateOptions part;
        part.span = TimeSpan{origin + fromSeconds(60), origin + fromSeconds(100)};
        QVERIFY(picked(all, part).stations.at(0).labels.empty());
        const Progress progress;
        progress.cancel();
        const auto result = classicalAnnotator()->annotate(all, {}, {}, progress);
        QVERIFY(!result && result.error().code == Error::Code::Cancelled);
        QVERIFY(picked({}).stations.empty());
    }
};

QTEST_APPLESS_MAIN(classical_annotator_test)
#include "classical_annotator_test.moc"
