#include "core/model/adapt/fine_tuner.h"

#include <QTest>

#include <set>

using namespace seisdesk;

class FineTunerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAreReadBack()
    {
        std::set<std::string> words;
        for (const Scope scope : {Scope::Automatic, Scope::Lora, Scope::Norms, Scope::Heads, Scope::Everything}) {
            words.insert(word(scope));
            QCOMPARE(scopeFrom(word(scope)), std::optional(scope));
        }
        QCOMPARE(words.size(), std::size_t{5});
        QVERIFY(!scopeFrom("all"));
        QVERIFY(!scopeFrom(""));
    }
    /// Few onsets change little, many may change all; the sentence says how many there were.
    void theChoiceFollowsTheNumberOfOnsets()
    {
        for (const char* family : {"SeisMoLLM", "SeisT", "PhaseNet"}) {
            QVERIFY(chooseScope(family, 4).scope == Scope::Norms);
            QVERIFY(chooseScope(family, 5000).scope == Scope::Everything);
            for (const std::size_t onsets : {std::size_t{1}, std::size_t{37}, std::size_t{5000}}) {
                const ScopeChoice choice = chooseScope(family, onsets);
                QVERIFY(choice.scope != Scope::Automatic);
                QVERIFY(choice.reason.starts_with(std::to_string(onsets) + " onset"));
                QVERIFY(choice.reason.ends_with("."));
            }
        }
        QVERIFY(chooseScope("SeisT", 60).scope == Scope::Everything);
    }
};

QTEST_APPLESS_MAIN(FineTunerTest)
#include "fine_tuner_test.moc"
