#include "core/model/station_work.h"

#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

class station_work_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thresholdsAreTheUsersOrTheContracts()
    {
        AnnotateOptions options;
        Contract contract = pickingContract();
        contract.defaultThresholdP = 0.4;
        contract.defaultThresholdS = 0.6;
        const PickRules rules{options, contract, "fake", {}};
        QCOMPARE(rules.threshold("P"), 0.4);
        QCOMPARE(rules.threshold("S"), 0.6);
        options.thresholdS = 0.1;
        QCOMPARE(rules.threshold("S"), 0.1);
        QCOMPARE(rules.least("P"), 0.4);
    }

    /// Networks that say first motions are asked about lower P onsets, too; those that pick by triggers are not.
    void lowerOnsetsAreDescribed()
    {
        const AnnotateOptions options;
        Contract contract = pickingContract();
        contract.outputs = {"noise", "P", "S", "up", "down"};
        const PickRules rules{options, contract, "fake", {}};
        QCOMPARE(rules.least("P"), 0.05);
        QCOMPARE(rules.least("S"), contract.defaultThresholdS);
        contract.pickRule = PickRule::Triggers;
        QCOMPARE(rules.least("P"), contract.defaultThresholdP);
    }

    void slowRecordsAreNoted()
    {
        const Time start = *parseTime("2020-01-01T00:00:00Z");
        const auto instrumentAt = [&](double rate) { return orientedInstrument({trace("XX.A..BHZ", {pulses(start, rate, 100, {})})}, {}); };
        QVERIFY(rateNote(instrumentAt(100.0), pickingContract()).empty());
        QVERIFY(rateNote(instrumentAt(80.0), pickingContract()).empty());
        const std::string note = rateNote(instrumentAt(20.0), pickingContract());
        QVERIFY2(note.find("20 Hz") != std::string::npos && note.find("nothing above 10 Hz") != std::string::npos, note.c_str());
    }

    void aStationsPicksAreInOrderAndItsOutputsDropped()
    {
        const Time start = *parseTime("2020-01-01T00:00:00Z");
        AnnotateOptions options;
        const Contract contract = pickingContract(100.0, 400);
        const PickRules rules{options, contract, "fake", start};
        StationPrediction prediction;
        StationWork work;
        work.instrument = orientedInstrument({trace("XX.A..HHZ", {pulses(start, 100.0, 400, {})})}, {});
        work.lines = timelines(work.instrument, {100.0, 400, true, std::nullopt});
        work.prediction = &prediction;
        auto line = std::make_unique<StackedLine>(contract, 400);
        std::vector<float> curves(1200);
        curves[400 + 250] = 0.8f, curves[400 + 90] = 0.5f, curves[800 + 170] = 0.7f;
        line->stack().add(0, curves, std::vector<float>(400, 1.0f));
        work.outputs.push_back(std::move(line));
        work.columns.emplace_back(contract);
        finishStation(work, rules);
        QVERIFY(work.outputs.empty());
        QCOMPARE(prediction.labels.size(), std::size_t(3));
        const std::vector<std::pair<std::string, double>> wanted{{"P", 0.9}, {"S", 1.7}, {"P", 2.5}};
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(prediction.labels[i].phase, wanted[i].first);
            QVERIFY(std::abs(toSeconds(prediction.labels[i].time - start) - wanted[i].second) < 1e-6);
        }
        QCOMPARE(prediction.curves.size(), std::size_t(2));
        QCOMPARE(prediction.coverage.size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(station_work_test)
#include "station_work_test.moc"
