#include "core/locate/travel/phases.h"

#include <QTest>

using namespace seisdesk;

class PhasesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesComeBack()
    {
        for (int i = 0; i < phaseCount; ++i) QCOMPARE(phaseFrom(name(static_cast<Phase>(i))), std::optional(static_cast<Phase>(i)));
    }
    void otherSpellingsAreUnderstood()
    {
        QCOMPARE(phaseFrom("P*"), std::optional(Phase::Pb));
        QCOMPARE(phaseFrom("PKPdf"), std::optional(Phase::PKIKP));
        QCOMPARE(phaseFrom("Pdiff"), std::optional(Phase::P));
        QCOMPARE(phaseFrom("iPn"), std::optional(Phase::Pn));
        QCOMPARE(phaseFrom("S?"), std::optional(Phase::S));
        for (const char* none : {"", "Lg", "noise", "LR", "?", "i"}) QVERIFY(!phaseFrom(none));
    }
    void wavesAreThoseOfTheEnds()
    {
        QCOMPARE(arrivesAs(Phase::sP), WaveType::P);
        QCOMPARE(leavesAs(Phase::sP), WaveType::S);
        QCOMPARE(arrivesAs(Phase::SKS), WaveType::S);
        QVERIFY(isDirect(Phase::Pg) && !isDirect(Phase::Pn));
    }
    void everyChainOfSubstitutesEnds()
    {
        for (int i = 0; i < phaseCount; ++i) {
            int steps = 0;
            for (auto next = insteadOf(static_cast<Phase>(i)); next; next = insteadOf(*next)) QVERIFY(++steps < 4);
        }
        QCOMPARE(insteadOf(Phase::Pn), std::optional(Phase::P));
    }
};

QTEST_APPLESS_MAIN(PhasesTest)
#include "phases_test.moc"
