#include "core/model/adapt/gate.h"

#include "tests/core/model/adapt/fabricated.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

Proof proof(const Skill& before, const Skill& after, const Skill& referenceAfter = {}, const FabricatedOptions& heldOut = {})
{
    Proof out;
    out.heldOut = {fabricated(before, heldOut), fabricated(after, heldOut), {}, {}};
    out.changes = changes(out.heldOut);
    const FabricatedOptions reference{.events = 200, .windowsPerEvent = 1, .seed = 2, .exhaustive = true};
    out.references = {{"synthetic records", changes({fabricated({}, reference), fabricated(referenceAfter, reference), {}, {}})}};
    out.audits = {auditLabels(out.heldOut.before, {})};
    return out;
}

std::string all(const Verdict& v)
{
    std::string out;
    for (const std::string& r : v.reasons) out += r + ' ';
    return out;
}

}  // namespace

class gate_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRealGainIsAdopted()
    {
        const Verdict v = judged(proof({.hit = 0.6}, {.hit = 0.85}));
        QVERIFY2(v.adopt, all(v).c_str());
        QVERIFY(says(v, "rises by") && says(v, "20 held-out events") && says(v, "synthetic records"));
    }
    /// Learned by heart: nothing gained on events it has not seen, much forgotten.
    void anOverfittedAdapterIsRefused()
    {
        const Verdict v = judged(proof({.hit = 0.7}, {.hit = 0.72}, {.hit = 0.7}));
        QVERIFY(!v.adopt && says(v, "forgets") && says(v, "of P within"));
        const Verdict noise = judged(proof({.hit = 0.7}, {.hit = 0.7}));
        QVERIFY(!noise.adopt && says(noise, "within noise"));
        QCOMPARE(noise.reasons.size(), std::size_t{1});
    }
    /// What was learned from shuffled labels puts picks anywhere.
    void shuffledLabelsAreRefused()
    {
        const Verdict v = judged(proof({.hit = 0.8}, {.hit = 0.5, .lateSeconds = 0.3, .scatterSeconds = 0.4}));
        QVERIFY(!v.adopt && says(v, "picks worse"));
    }
    void labelsThatAreLateAreRefused()
    {
        // Judged by labels that are as late, the model seems to gain.
        const FabricatedOptions late{.author = "Ben", .labelsLateSeconds = 0.3};
        const Verdict v = judged(proof({.hit = 0.8}, {.hit = 0.8, .lateSeconds = 0.3}, {}, late));
        QVERIFY(!v.adopt && says(v, "Ben") && says(v, "late"));
        QVERIFY(!says(v, "within noise"));
        const Verdict early = judged(proof({.hit = 0.8}, {.hit = 0.8, .lateSeconds = -0.12}, {}, {.labelsLateSeconds = -0.12}));
        QVERIFY2(early.adopt, all(early).c_str());
    }
    void residualsMustNotGrow()
    {
        const Verdict v = judged(proof({.hit = 0.5}, {.hit = 0.95, .lateSeconds = 0.05}));
        QVERIFY(!v.adopt && says(v, "farther off"));
        QVERIFY(!says(v, "within noise"));
    }
    void aPhaseMustNotPayForTheOther()
    {
        Proof p = proof({.hit = 0.7}, {.hit = 0.95});
        for (Comparison& c : p.heldOut.after) std::erase_if(c.picks, [&](const Label& l) { return l.phase == "S" && std::stoi(c.window) < 12; });
        p.changes = changes(p.heldOut);
        const Verdict v = judged(p);
        QVERIFY2(!v.adopt && says(v, "S are picked worse"), all(v).c_str());
    }
    void silenceIsCollapse()
    {
        const Verdict v = judged(proof({.hit = 0.8, .height = 0.9}, {.hit = 0.95, .height = 0.5}));
        QVERIFY(!v.adopt && says(v, "silent"));
        QCOMPARE(*medianPeakHeight(fabricated({.hit = 1.0, .height = 0.5})), 0.5);
        QCOMPARE(*medianPeakHeight(fabricated({.hit = 0.2, .height = 0.5})), 0.0);
        QVERIFY(!medianPeakHeight({}));
    }
    void aFewEventsProveNothing()
    {
        const Verdict v = judged(proof({.hit = 0.2}, {.hit = 1.0}, {}, {.events = 4, .windowsPerEvent = 30}));
        QVERIFY(!v.adopt && says(v, "Only 4 events were held out"));
        const Verdict none = judged(Proof{});
        QVERIFY(!none.adopt && says(none, "no labels"));
    }
    void firstMotionsMustNotSuffer()
    {
        Proof p = proof({.hit = 0.6}, {.hit = 0.9});
        for (auto* side : {&p.heldOut.before, &p.heldOut.after})
            for (Comparison& c : *side) {
                for (Label& l : c.truth) l.polarity = l.phase == "P" ? Polarity::Positive : Polarity::Unset;
                for (Label& l : c.picks) l.polarity = side == &p.heldOut.before ? Polarity::Positive : Polarity::Negative;
            }
        p.changes = changes(p.heldOut);
        const Verdict v = judged(p);
        QVERIFY(!v.adopt && says(v, "First motions suffer"));
    }
};

QTEST_APPLESS_MAIN(gate_test)
#include "gate_test.moc"
