#include "core/model/adapt/label_audit.h"

#include "tests/core/model/adapt/fabricated.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

std::vector<Comparison> by(const std::string& author, double late, std::size_t events = 10, Skill skill = {.hit = 0.9, .scatterSeconds = 0.05})
{
    return fabricated(skill, {.events = events, .windowsPerEvent = 1, .seed = std::hash<std::string>{}(author), .author = author, .labelsLateSeconds = late});
}

std::vector<Comparison> joined(std::vector<Comparison> a, const std::vector<Comparison>& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

}  // namespace

class label_audit_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneAnalystWhoIsLateIsCaught()
    {
        const LabelAudit audit = auditLabels(joined(joined(by("Anna", 0.0), by("Ben", 0.3)), by("Carl", 0.02)), {});
        QVERIFY(!audit.passed());
        QCOMPARE(audit.authors.size(), std::size_t{6});
        for (const AuthorAudit& a : audit.authors) QCOMPARE(a.displaced, a.author == "Ben");
        QCOMPARE(audit.reasons().size(), std::size_t{2});  // P and S
        QVERIFY2(audit.reasons()[0].find("Ben") != std::string::npos && audit.reasons()[0].find("late") != std::string::npos, audit.reasons()[0].c_str());
        QVERIFY(std::abs(audit.authors[2].medianSeconds - 0.3) < 0.05);
    }
    void aloneEarlyOrLateIsCaught()
    {
        for (const double shift : {0.3, -0.3}) {
            const LabelAudit audit = auditLabels(by("", shift, 6), {});
            QVERIFY(!audit.passed());
            QVERIFY(audit.reasons()[0].find(shift < 0 ? "early" : "late") != std::string::npos);
        }
    }
    /// Some sets are honestly 0.12 s early.
    void aLittleEarlyPasses()
    {
        for (const std::size_t events : {6, 20, 200}) QVERIFY(auditLabels(by("", -0.12, events), {}).passed());
        QVERIFY(auditLabels(joined(by("Anna", -0.12, 50), by("Ben", 0.05, 50)), {}).passed());
    }
    /// Where the model is late everywhere, the analysts agree with each other.
    void othersCountMoreThanTheModel()
    {
        const Skill late{.hit = 0.9, .lateSeconds = 0.25, .scatterSeconds = 0.05};
        QVERIFY(auditLabels(joined(by("Anna", 0.0, 20, late), by("Ben", 0.0, 20, late)), {}).passed());
    }
    void sAloneMayBeTheModels()
    {
        auto c = by("", 0.0, 20);
        for (Comparison& one : c)
            for (Label& l : one.truth)
                if (l.phase == "S") l.time += fromSeconds(0.25);
        QVERIFY(auditLabels(c, {}).passed());
        for (Comparison& one : c)
            for (Label& l : one.truth)
                if (l.phase == "P") l.time += fromSeconds(0.25);
        QVERIFY(!auditLabels(c, {}).passed());
    }
    void fewOrFarLabelsProveNothing()
    {
        QVERIFY(auditLabels(by("", 0.3, 4), {}).passed());
        const LabelAudit far = auditLabels(by("", 1.5, 30), {});
        QVERIFY(far.passed());
        QCOMPARE(far.near, std::size_t{0});
        QCOMPARE(far.labels, std::size_t{60});
        QVERIFY(auditLabels({}, {}).passed());
        // Picks that the analyst would not see do not count.
        QCOMPARE(auditLabels(by("", 0.3, 30), {0.9, 0.9}).near, std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(label_audit_test)
#include "label_audit_test.moc"
