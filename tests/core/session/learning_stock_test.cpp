#include "core/session/learning_stock.h"

#include "core/label/edits.h"

#include <QTest>

using namespace seisdesk;

namespace {

const Signature ann{"ann", Time(Duration(1))};

Label proposal(const char* station, const char* phase, int second)
{
    Label label;
    label.id = Id::random();
    label.stream = {"GE", station, "", "HHZ"};
    label.phase = phase;
    label.time = Time(std::chrono::seconds(second));
    label.mode = Mode::Automatic;
    label.model = "base@1";
    label.polarity = Polarity::Positive;
    label.event = "ev" + std::to_string(second / 100);
    return label;
}

}  // namespace

class LearningStockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindOfCorrectionCountsOnce()
    {
        LabelSet labels;
        const Label confirmed = proposal("A", "P", 1), moved = proposal("A", "Pg", 2), rejected = proposal("B", "S", 3), repolarised = proposal("B", "P", 104), untouched = proposal("C", "P", 5);
        QVERIFY(labels.apply({"", {}, {confirmed, moved, rejected, repolarised, untouched}}).has_value());
        QCOMPARE(learningStock(labels).corrections.all(), std::size_t{0});
        QVERIFY(learningStock(labels).missing.empty());
        const Edit edits[] = {confirmLabel(confirmed, ann), moveLabel(moved, moved.time + std::chrono::milliseconds(200), ann), rejectLabel(rejected),
                              setPolarity(repolarised, Polarity::Negative, ann), addLabel(newPick({"GE", "D", "", "HHZ"}, "Sn", Time(std::chrono::seconds(9)), ann))};
        for (const Edit& edit : edits) QVERIFY(labels.apply(edit).has_value());
        Label span = proposal("A", "noise", 50);
        span.end = span.time + std::chrono::seconds(5);
        span.mode = Mode::Manual;
        QVERIFY(labels.apply({"", {}, {span}}).has_value());
        const LearningStock stock = learningStock(labels);
        QVERIFY((stock.corrections == CorrectionCounts{1, 1, 1, 1, 1}));
        QVERIFY((stock.byPhase.at("P") == CorrectionCounts{1, 1, 0, 0, 1}));
        QVERIFY((stock.byPhase.at("S") == CorrectionCounts{0, 0, 1, 1, 0}));
        QCOMPARE(stock.byStation.size(), std::size_t{3});
        QCOMPARE(stock.byStation.at("GE.A").all(), std::size_t{2});
        QCOMPARE(stock.events, std::size_t{2});
        QVERIFY(!stock.missing.empty());
    }
    void enoughOfEverythingMissesNothing()
    {
        LabelSet labels;
        for (int i = 0; i < 40; ++i) {
            const Label label = proposal((std::string("S") + std::to_string(i % 4)).c_str(), i % 2 ? "P" : "S", 100 * (i % 10) + i / 10);
            QVERIFY(labels.apply({"", {}, {label}}).has_value());
            QVERIFY(labels.apply(confirmLabel(label, ann)).has_value());
        }
        const LearningStock stock = learningStock(labels);
        QCOMPARE(stock.corrections.confirmed, std::size_t{40});
        for (const std::string& sentence : stock.missing) QFAIL(sentence.c_str());
    }
};

QTEST_APPLESS_MAIN(LearningStockTest)
#include "learning_stock_test.moc"
