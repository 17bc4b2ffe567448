#include "core/model/line_output.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

class line_output_test : public QObject {
    Q_OBJECT
    const float m_none = std::nanf("");

private Q_SLOTS:
    void stackedLinesReadPeaksByTheContractsRule()
    {
        Contract contract;
        contract.outputs = {"P"};
        const std::vector<float> curve{0, 0.2f, 0.8f, 0.2f, 0.7f, 0.2f, 0}, weights(7, 1.0f);
        for (const auto& [rule, peaks] : {std::pair(PickRule::Peaks, 2), std::pair(PickRule::Triggers, 1)}) {
            contract.pickRule = rule;
            StackedLine line(contract, 7);
            line.stack().add(0, curve, weights);
            QCOMPARE(line.peaks(0, 0, {0, 7, 1.0}, 0.3).size(), static_cast<std::size_t>(peaks));
            QCOMPARE(line.peaks(0, 0, {0, 4, 1.0}, 0.3).size(), std::size_t(1));
            QCOMPARE(line.value(0, 2), 0.8f);
            QCOMPARE(line.curve(0, 3, 2), (std::vector<float>{0.2f, 0.7f}));
        }
    }

    void passedLinesKnowCoverageAndWhatWasAsked()
    {
        RecordPlan plan;
        plan.weights = {0, 1, 1, 0};
        plan.peaks = {{1, 0.3}};
        plan.lines = {{10, {0, 6}, {{0, 5, 1.0}, {5, 5, 1.0}}}};
        PassOutput output;
        output.starts = {0, 6, 8};
        output.peaks = {{{0, {2.4, 0.9f, 1.0, 1.0}, {0.1f, 0.9f}}, {1, {1.0, 0.5f, 1.0, 1.0}, {0.2f, 0.5f}}, {1, {3.0, 0.6f, 1.0, 1.0}, {0.3f, 0.6f}}}};
        std::vector<char> recorded(10, 1);
        recorded[2] = 0;
        const PassedLine line(plan, 0, 4, output, recorded);
        std::string covered;
        for (std::size_t i = 0; i < 10; ++i) covered += line.covered(i) ? '1' : '0';
        QCOMPARE(covered, std::string("0100000111"));
        QCOMPARE(line.peaks(1, 0, {}, 0.0).size(), std::size_t(1));
        QCOMPARE(line.peaks(1, 1, {}, 0.0).size(), std::size_t(2));
        QCOMPARE(line.peaks(1, 1, {}, 0.0)[1].height, 0.6f);
        QVERIFY(line.peaks(0, 0, {}, 0.0).empty());
        QCOMPARE(line.value(0, 2), 0.1f);
        QCOMPARE(line.value(0, 8), 0.3f);
        QVERIFY(std::isnan(line.value(0, 3)));
        QVERIFY(std::isnan(line.curve(0, 0, 2)[0]));
    }

    void curvesThatWereAskedForAnswerEverywhere()
    {
        RecordPlan plan;
        plan.weights = {1};
        plan.lines = {{3, {0}, {{0, 3, 1.0}}}};
        PassOutput output;
        output.curves = {{1, 2, 3}, {4, m_none, 6}};
        const PassedLine line(plan, 0, 1, output, std::vector<char>(3, 1));
        QCOMPARE(line.curve(0, 1, 2), (std::vector<float>{2, 3}));
        QCOMPARE(line.value(1, 2), 6.0f);
        QVERIFY(std::isnan(line.value(1, 1)));
    }
};

QTEST_APPLESS_MAIN(line_output_test)
#include "line_output_test.moc"
