#include "core/session/local_learning.h"

#include <QTest>

using namespace seisdesk;

class LocalLearningTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theReportSaysWhatTheAdaptationFound()
    {
        AdaptationReport report;
        report.adapter = "/work/adapter.safetensors";
        report.verdict = {true, {"P F1 rises from 88 to 94 %."}};
        report.learning.reason = "Biases only.";
        report.learning.curve = {{25, 1.0, 0.5, 0.4}};
        report.shots = 12;
        report.heldOut.changes = {{"P F1", "", true, 0.88, 0.94, 0.06, 0.02, 0.09, 9}, {"P residual", "s", false, 0.04, 0.02, -0.02, -0.03, -0.01, 9}, {"magnitude error", "", false, 0.3, 0.2, -0.1, {}, {}, 9}};
        report.heldOut.before.p.precision[0] = 0.9;
        report.heldOut.after.p.precision[0] = 0.95;
        report.references = {{"stead50", true, {}, {}, {{"S F1", "", true, 0.9, 0.9, 0.0, -0.01, 0.01, 50}}}, {"synthetic records", true, {}, {}, {{"S F1", "", true, 0.8, 0.8, 0.0, -0.01, 0.01, 50}}}};
        report.curvesBefore = {{"P", {{0.5, 0.9}}, {0.1}, {{0.3, 0.2}}}};
        report.curvesAfter = {{"P", {{0.6, 0.95}}, {0.05}, {{0.3, 0.3}}}};
        PickChange moved;
        moved.phase = "P";
        moved.before = Label();
        moved.after = Label();
        moved.after->stream = {"GE", "WLF", "", "HHZ"};
        moved.after->time = Time(Duration(5));
        moved.after->confidence = 0.7;
        report.changed = {moved, PickChange()};
        const LearningReport shown = shownReport(report);
        QVERIFY(shown.adopt);
        QCOMPARE(shown.reasons.size(), std::size_t{2});
        QCOMPARE(shown.reasons[1], report.verdict.reasons.front());
        QCOMPARE(shown.method, std::string("Biases only."));
        QCOMPARE(shown.events, std::size_t{12});
        const auto& first = shown.measures.at(0);
        QVERIFY(first.phase == "P" && first.name == "F1" && first.unit == "%" && !first.lowerIsBetter && first.on == Measure::On::HeldOut);
        QVERIFY((first.change == Interval{0.02, 0.09}));
        QVERIFY(shown.measures.at(1).unit == "s" && shown.measures.at(1).lowerIsBetter);
        QVERIFY(shown.measures.at(2).unit.empty() && shown.measures.at(2).phase.empty() && !shown.measures.at(2).change);
        QVERIFY(shown.measures.at(3).name == "precision" && shown.measures.at(3).after == 0.95);
        QVERIFY(shown.measures.at(4).on == Measure::On::Reference && shown.measures.at(4).name == "F1");
        QCOMPARE(shown.measures.at(5).name, std::string("F1 (synthetic records)"));
        QCOMPARE(shown.measures.size(), std::size_t{6});
        QCOMPARE(shown.phases.size(), std::size_t{1});
        QCOMPARE(shown.phases[0].precisionAfter.front().second, 0.95);
        QCOMPARE(shown.phases[0].residualsBefore.front(), 0.1);
        QCOMPARE(shown.changed.size(), std::size_t{1});
        QCOMPARE(shown.changed[0].stream.station, std::string("WLF"));
        QCOMPARE(shown.changed[0].confidenceAfter, std::optional(0.7));
        report.verdict.adopt = false;
        QVERIFY(!shownReport(report).adopt && shownReport(report).reasons.front() != shown.reasons.front());
    }
    void namesDoNotGrow()
    {
        QCOMPARE(localName("seismollm-desk"), std::string("seismollm-desk-local"));
        QCOMPARE(localName(localName("seismollm-desk")), std::string("seismollm-desk-local"));
    }
    void withoutANetworkNothingIsLearned()
    {
        LearningInput input;
        input.weights = {"classical"};
        QCOMPARE(localLearning()(input, {}).error().code, Error::Code::Unsupported);
        input.weights = {"/nowhere/weights.safetensors"};
        QVERIFY(!localLearning()(input, {}));
    }
};

QTEST_APPLESS_MAIN(LocalLearningTest)
#include "local_learning_test.moc"
