#include "core/model/adapt/thresholds.h"

#include "tests/core/model/adapt/fabricated.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// Right picks `height` high, wrong ones 1.5 s late and 0.45 high.
std::vector<Comparison> muddled(double height, std::size_t events)
{
    auto out = fabricated({.hit = 1.0, .height = height}, {.events = events, .windowsPerEvent = 1});
    for (Comparison& c : out)
        for (const auto& [phase, when] : {std::pair("P", 11.5), std::pair("S", 16.5)}) c.picks.push_back(onset(phase, when, 0.45));
    return out;
}

}  // namespace

class thresholds_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesTowardsTheBest()
    {
        const auto before = muddled(0.8, 200), after = muddled(0.8, 200);
        const ThresholdChoice choice = chooseThresholds(before, {}, after);
        // Everything above 0.45 and below 0.8 is perfect; the nearest to what was is taken, all but the shrinkage.
        QVERIFY2(choice.p.value > 0.42 && choice.p.value < 0.6, choice.p.reason.c_str());
        QCOMPARE(choice.p.labels, std::size_t{200});
        QVERIFY(choice.p.reason.find("200 labels") != std::string::npos);
        QCOMPARE(choice.thresholds().p, choice.p.value);
    }
    void fewLabelsMoveItLess()
    {
        const auto many = muddled(0.8, 200), some = muddled(0.8, 30), few = muddled(0.8, 19);
        const double most = chooseThresholds(many, {}, many).p.value - 0.3, less = chooseThresholds(some, {}, some).p.value - 0.3;
        QVERIFY(less > 0.01 && less < 0.7 * most);
        const ThresholdChoice none = chooseThresholds(few, {}, few);
        QCOMPARE(none.p.value, 0.3);
        QVERIFY(none.p.reason.find("19 labels") != std::string::npos);
    }
    /// Right picks between 0.15 and 0.29 call for a lower threshold, unless that lets in picks that nobody labelled.
    void extraPicksAreNotFree()
    {
        auto before = fabricated({.hit = 0.5}, {.events = 200, .windowsPerEvent = 1});
        auto after = fabricated({.hit = 1.0, .height = 0.2}, {.events = 200, .windowsPerEvent = 1});
        QVERIFY(chooseThresholds(before, {}, after).p.value < 0.25);
        for (Comparison& c : after)
            for (int k = 0; k < 3; ++k) c.picks.push_back(onset("P", 40.0 + 4.0 * k, 0.2));
        for (Comparison& c : after) c.picks.push_back(onset("P", 10.0, 0.5));
        QVERIFY(chooseThresholds(before, {}, after).p.value > 0.22);
    }
    void staysWhereNothingIsGained()
    {
        const auto c = fabricated({.hit = 0.9}, {.events = 200, .windowsPerEvent = 1});
        QCOMPARE(chooseThresholds(c, {0.25, 0.35}, c).thresholds(), (Thresholds{0.25, 0.35}));
        QCOMPARE(chooseThresholds({}, {0.25, 0.35}, {}).thresholds(), (Thresholds{0.25, 0.35}));
    }
};

QTEST_APPLESS_MAIN(thresholds_test)
#include "thresholds_test.moc"
