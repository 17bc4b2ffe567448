#include "core/model/adapt/example_set.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace seisdesk;

namespace {

const Time start = *parseTime("2020-01-02T03:04:05Z");

LocalExample example(const std::string& event, const std::string& station, const std::string& name)
{
    LocalExample e;
    e.window.eventId = event;
    e.window.stationId = station;
    e.window.name = name;
    return e;
}

}  // namespace

class ExampleSetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void partsAreWordsAndBack()
    {
        for (const Part part : {Part::Train, Part::Calibration, Part::HeldOut}) QVERIFY(partFrom(word(part)) == part);
        QVERIFY(!partFrom("test"));
    }
    void sharesAreKept()
    {
        SplitOptions options;
        std::map<Part, int> counts;
        for (int i = 0; i < 10000; ++i) ++counts[partOf("smi:local/event/" + std::to_string(i), options)];
        QVERIFY2(std::abs(counts[Part::HeldOut] - 3500) < 200, std::to_string(counts[Part::HeldOut]).c_str());  // four standard deviations
        QVERIFY2(std::abs(counts[Part::Calibration] - 1500) < 150, std::to_string(counts[Part::Calibration]).c_str());
    }
    void aPartDependsOnNameAndSeedAlone()
    {
        // As computed by FNV-1a and SplitMix64 in Python; they must never change, or what was held out would be learned.
        const auto share = [](const std::string& name, std::uint64_t seed) {
            SplitOptions o;
            o.seed = seed;
            return word(partOf(name, o));
        };
        QCOMPARE(share("smi:local/event/1", 1), std::string("held out"));
        QCOMPARE(share("smi:local/event/2", 1), std::string("train"));
        QCOMPARE(share("smi:local/event/3", 1), std::string("train"));
        QCOMPARE(share("smi:local/event/1", 7), std::string("train"));
        SplitOptions none;
        none.heldOut = none.calibration = 0.0;
        QVERIFY(partOf("anything", none) == Part::Train);
    }
    void anEventIsOnOneSideOnly()
    {
        ExampleSet set;
        for (int e = 0; e < 60; ++e)
            for (const char* s : {"A", "B", "C"}) set.examples.push_back(example("e" + std::to_string(e), s, "e" + std::to_string(e) + s));
        set.examples.push_back(example("", "A", "noise 1"));
        set.examples.push_back(example("", "A", "noise 2"));
        split(set, {});
        std::map<std::string, Part> parts;
        for (const LocalExample& e : set.examples)
            if (!e.window.eventId.empty()) QVERIFY(parts.try_emplace(e.window.eventId, e.part).first->second == e.part);
        QCOMPARE(set.events(Part::Train) + set.events(Part::Calibration) + set.events(Part::HeldOut), std::size_t{62});
        QCOMPARE(set.in(Part::Train).size() + set.in(Part::Calibration).size() + set.in(Part::HeldOut).size(), set.examples.size());
        for (const Part part : {Part::Train, Part::Calibration, Part::HeldOut}) QVERIFY(set.events(part) > 0);
        SplitOptions byStation;
        byStation.by = SplitOptions::By::Station;
        split(set, byStation);
        for (const LocalExample& e : set.examples) QVERIFY(e.part == partOf(e.window.stationId, byStation));
    }
    void spansBecomeSamples()
    {
        LocalExample e;
        e.window.traces = {{{"XX", "A", "", "HHZ"}, {makeSegment(start, 50.0, [] {
            std::vector<float> x(1000);
            for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::sin(0.1f * static_cast<float>(i));
            return x;
        }())}}};
        Label p;
        p.phase = "P";
        p.time = start + fromSeconds(8.0);
        e.window.labels = {p};
        e.quiet = {{start + fromSeconds(2.0), start + fromSeconds(4.0)}};
        e.masked = {{start + fromSeconds(12.0), start + fromSeconds(13.0)}};
        const auto out = trainingExample(e, 100.0);
        QVERIFY(out);
        QVERIFY(!out->exhaustive);
        QVERIFY(std::abs(out->quiet.at(0).first - 200.0) < 1e-3 && std::abs(out->quiet.at(0).second - 400.0) < 1e-3);
        QVERIFY(std::abs(out->masked.at(0).first - 1200.0) < 1e-3 && std::abs(out->masked.at(0).second - 1300.0) < 1e-3);
        QVERIFY(std::abs(*out->events.at(0).pSample - 800.0) < 1e-3);
        e.exhaustive = true;
        QVERIFY(trainingExample(e, 100.0)->exhaustive);
        e.window.traces.clear();
        QVERIFY(!trainingExample(e, 100.0));
    }
};

QTEST_APPLESS_MAIN(ExampleSetTest)
#include "example_set_test.moc"
