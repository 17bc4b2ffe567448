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
        input.labels = {proposal(0.9), proposal(0.3), proposal(0.6), proposal(0.95)};
        input.labels[3].lowerUncertaintySeconds = input.labels[3].upperUncertaintySeconds = 0.2;  // sure of the phase, not of the time
        const auto ranked = rankByConfidence(input, {});
        QVERIFY(ranked.has_value());
        QCOMPARE(ranked->size(), std::size_t{4});
        QCOMPARE((*ranked)[0].label, input.labels[3].id);
        QCOMPARE((*ranked)[0].reason, std::string("uncertain by 0.20 s"));
        QCOMPARE((*ranked)[1].label, input.labels[1].id);
        QCOMPARE((*ranked)[1].reason, std::string("curve at 0.30"));
        QCOMPARE((*ranked)[3].label, input.labels[0].id);
    }
    void judgedPicksPeoplesPicksAndSpansAreLeftOut()
    {
        const Signature ann{"ann", {}};
        Label span = proposal(0.1);
        span.end = span.time + std::chrono::seconds(1);
        DoubtInput input;
        input.labels = {span, confirmLabel(proposal(0.2), ann).added.front(), rejectLabel(proposal(0.2)).added.front(), newPick({}, "S", {}, ann)};
        QVERIFY(rankByConfidence(input, {})->empty());
        for (const Label& label : input.labels) QVERIFY(!awaitsJudgement(label));
    }
    void canBeCancelled()
    {
        Progress progress;
        progress.cancel();
        DoubtInput input;
        input.labels = {proposal(0.5)};
        QCOMPARE(rankByConfidence(input, progress).error().code, Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(DoubtfulPicksTest)
#include "doubtful_picks_test.moc"
