#include "core/session/doubtful_picks.h"

#include "core/label/edits.h"

#include <QTest>

using namespace seisdesk;

namespace {

Label proposal(double confidence)
{
    Label label;
    label.id = Id::random();
    label.phase = "P";
    label.mode = Mode::Automatic;
    label.model = "base@1";
    label.confidence = confidence;
    return label;
}

}  // namespace

class DoubtfulPicksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLeastSureComeFirst()
    {
        DoubtInput input;
        input.thresholds = {0.3, 0.3};
        input.labels = {proposal(0.95), proposal(0.31), proposal(0.9)};
        const char* stations[] = {"A", "B", "C"};  // another of the same station is worth less
        for (std::size_t i = 0; i < 3; ++i) {
            input.labels[i].stream = {"GE", stations[i], "", "HHZ"};
            input.labels[i].lowerUncertaintySeconds = input.labels[i].upperUncertaintySeconds = 0.02;
        }
        const auto ranked = rankByDoubt(input, {});
        QVERIFY(ranked.has_value());
        QCOMPARE(ranked->size(), std::size_t{3});
        QCOMPARE(ranked->front().label, input.labels[1].id);
        QVERIFY(ranked->front().score > ranked->back().score);
        QVERIFY(!ranked->front().reason.empty());
    }
    void judgedPicksPeoplesPicksAndSpansAreLeftOut()
    {
        const Signature ann{"ann", {}};
        Label span = proposal(0.1);
        span.end = span.time + std::chrono::seconds(1);
        DoubtInput input;
        input.labels = {span, confirmLabel(proposal(0.2), ann).added.front(), rejectLabel(proposal(0.2)).added.front(), newPick({}, "S", {}, ann)};
        QVERIFY(rankByDoubt(input, {})->empty());
        for (const Label& label : input.labels) QVERIFY(!awaitsJudgement(label));
    }
    void canBeCancelled()
    {
        Progress progress;
        progress.cancel();
        DoubtInput input;
        input.labels = {proposal(0.5)};
        QCOMPARE(rankByDoubt(input, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(DoubtfulPicksTest)
#include "doubtful_picks_test.moc"
