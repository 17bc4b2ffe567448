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
    /// What counts is what the labels find, not how high its peaks are.
    void silenceIsCollapse()
    {
        const Verdict v = judged(proof({.hit = 0.9}, {.hit = 0.6}));
        QVERIFY2(!v.adopt && says(v, "silent") && says(v, "held-out P onsets"), all(v).c_str());
        const Verdict lower = judged(proof({.hit = 0.6, .height = 0.9}, {.hit = 0.85, .height = 0.5}));
        QVERIFY2(lower.adopt, all(lower).c_str());
        Proof p = proof({.hit = 0.3}, {.hit = 0.95});  // one phase alone
        for (Comparison& c : p.heldOut.after) std::erase_if(c.picks, [](const Label& l) { return l.phase == "S"; });
        p.changes = changes(p.heldOut);
        QVERIFY(says(judged(p), "0 % of the held-out S onsets"));
    }
    /// Two hundred records tell a loss of a point seldom from none.
    void noiseOnTheReferenceIsNotForgetting()
    {
        const auto with = [](double change, double low, double high) {
            Proof p = proof({.hit = 0.6}, {.hit = 0.85});
            p.references = {{"synthetic records", {{"P F1", "", true, 0.8, 0.8 + change, change, low, high, 200}}}};
            return judged(p);
        };
        const Verdict noise = with(-0.013, -0.04, 0.01);
        QVERIFY2(noise.adopt && says(noise, "within noise (-4.0 to +1.0)"), all(noise).c_str());  // said all the same
        QVERIFY(says(with(-0.013, -0.02, -0.005), "forgets"));  // sure
        QVERIFY(says(with(-0.025, -0.06, 0.01), "forgets"));    // too much for doubt
        const Verdict little = with(-0.009, -0.012, -0.006);
        QVERIFY(little.adopt && !says(little, "within noise"));
        Proof p = proof({.hit = 0.6}, {.hit = 0.85});
        p.references = {{"one record", {{"P F1", "", true, 0.8, 0.78, -0.015, {}, {}, 1}}}};
        QVERIFY(says(judged(p), "forgets"));  // without an interval there is no doubt either
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
