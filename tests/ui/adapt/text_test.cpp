// Figures in words, histograms, and versions side by side.

#include "ui/adapt/measure_text.h"
#include "ui/adapt/proof_charts.h"
#include "ui/adapt/version_text.h"

#include "tests/core/session/fake_learning.h"

#include <QChart>
#include <QLineSeries>
#include <QTest>

#include <memory>
#include <numeric>

using namespace seisdesk;
using namespace seisdesk::test;

class TextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figuresHaveTheirUnits()
    {
        const Measure share = measure(Measure::On::HeldOut, "P", "F1", 0.881, 0.902, -0.004, 0.043);
        QCOMPARE(measureText(share.before, share), QStringLiteral("88.1\u202F%"));
        QCOMPARE(changeText(share), QStringLiteral("+2.1 (\u22120.4 to 4.3)"));
        const Measure seconds{Measure::On::HeldOut, "S", "median residual", "s", true, 0.042, 0.018, Interval{-0.03, -0.01}};
        QCOMPARE(measureText(seconds.after, seconds), QStringLiteral("0.018\u202Fs"));
        QCOMPARE(changeText(seconds), QStringLiteral("\u22120.024\u202Fs (\u22120.030 to \u22120.010)"));
        QCOMPARE(measureText({}, share), QStringLiteral("–"));
        QCOMPARE(nameOf(seconds), QStringLiteral("S median residual"));
    }
    void theIntervalDecidesWhatIsBetter()
    {
        QCOMPARE(directionOf(measure(Measure::On::HeldOut, "P", "F1", 0.8, 0.9, 0.01, 0.1)), Direction::Better);
        QCOMPARE(directionOf(measure(Measure::On::HeldOut, "P", "F1", 0.8, 0.9, -0.01, 0.1)), Direction::WithinChance);
        QCOMPARE(directionOf(measure(Measure::On::HeldOut, "P", "F1", 0.9, 0.8, -0.2, -0.01)), Direction::Worse);
        QCOMPARE(directionOf({Measure::On::HeldOut, "P", "residual", "s", true, 0.2, 0.1, Interval{-0.2, -0.05}}), Direction::Better);
        QCOMPARE(directionOf({Measure::On::HeldOut, "P", "F1", "%", false, 0.2, 0.9, {}}), Direction::WithinChance);
    }
    void remainingTimeIsRounded()
    {
        QCOMPARE(remainingText(2.0), QStringLiteral("about 5 s"));
        QCOMPARE(remainingText(42.0), QStringLiteral("about 40 s"));
        QCOMPARE(remainingText(95.0), QStringLiteral("about 2 min"));
        QCOMPARE(remainingText(5400.0), QStringLiteral("about 1.5 h"));
    }
    void histogramsAddUpToOne()
    {
        const CurvePoints bars = histogram({-9.0, -0.005, 0.005, 0.005, 9.0}, 0.5, 50);
        QCOMPARE(bars.size(), std::size_t{50});
        const double sum = std::accumulate(bars.begin(), bars.end(), 0.0, [](double s, const auto& bar) { return s + bar.second; });
        QVERIFY(std::abs(sum - 1.0) < 1e-12);
        QCOMPARE(bars.front().second, 0.2);  // what lies beyond is not lost
        QCOMPARE(bars.back().second, 0.2);
        QCOMPARE(bars[24].second, 0.2);
        QCOMPARE(bars[25].second, 0.4);
        QVERIFY(std::abs(bars[25].first - 0.01) < 1e-12);
        QVERIFY(histogram({}, 0.5, 50).empty());
    }
    void chartsNeverGetMoreThanAThousandPoints()
    {
        LearningReport report;
        PhaseProof phase{"P", {}, {}, {}, {}, {}, {}};
        for (int i = 0; i < 50000; ++i) phase.precisionAfter.emplace_back(i / 50000.0, 0.9);
        report.phases.push_back(phase);
        const std::unique_ptr<QChart> chart(proofChart(ProofChart::PrecisionRecall, report, Palette::light()));
        QCOMPARE(chart->series().size(), 1);
        const auto* line = qobject_cast<QLineSeries*>(chart->series().first());
        QVERIFY(line->count() > 900 && line->count() <= 1001);
        QCOMPARE(line->at(line->count() - 1).x(), 49999 / 50000.0);
        const std::unique_ptr<QChart> empty(proofChart(ProofChart::Learning, report, Palette::light()));
        QVERIFY(!empty->title().isEmpty());
    }
    void aVersionIsComparedWithItsParentByItsOwnProof()
    {
        ModelVersion parent, child, stranger;
        parent.id = "aa";
        parent.name = "base";
        child.id = std::string(64, 'b');
        child.parent = "aa";
        child.name = "desk";
        child.metrics = toJson(fakeReport(true));
        const auto rows = compared(parent, child);
        QCOMPARE(rows.size(), fakeReport(true).measures.size());
        QCOMPARE(rows.front().name, QStringLiteral("Held out: P F1 at 0.1 s"));
        QCOMPARE(rows.front().first, QStringLiteral("88.0\u202F%"));
        QCOMPARE(rows.front().second, QStringLiteral("94.0\u202F%"));
        QCOMPARE(compared(child, parent).front().second, QStringLiteral("88.0\u202F%"));
        QCOMPARE(compared(child, stranger).front().second, QStringLiteral("–"));
        QCOMPARE(versionName(child), QStringLiteral("desk@bbbbbbbb"));
        QCOMPARE(shortFigures(child), QStringLiteral("P F1 at 0.1 s 94.0\u202F%, S F1 at 0.1 s 82.0\u202F%"));
        child.metrics = "[1]";
        QVERIFY(figuresOf(child).empty());
    }
};

QTEST_MAIN(TextTest)
#include "text_test.moc"
