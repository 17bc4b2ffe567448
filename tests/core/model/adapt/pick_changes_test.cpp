#include "core/model/adapt/pick_changes.h"

#include "tests/core/model/adapt/fabricated.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

class pick_changes_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatBecameOfEachPick()
    {
        Comparison before, after;
        before.window = after.window = "w";
        before.truth = after.truth = {onset("P", 10), onset("P", 20), onset("S", 14)};
        before.picks = {onset("P", 10.2), onset("P", 30), onset("S", 14.01), onset("S", 50, 0.2)};
        after.picks = {onset("P", 10.01), onset("P", 20), onset("S", 14.02), onset("S", 51, 0.2)};
        const auto changes = pickChanges(std::vector{before}, {}, std::vector{after}, {});
        QCOMPARE(changes.size(), std::size_t{3});
        QVERIFY(changes[0].kind == PickChange::Kind::Moved && changes[0].better() && changes[0].truth);
        QVERIFY(changes[1].kind == PickChange::Kind::Vanished && changes[1].better() && !changes[1].truth && !changes[1].after);
        QVERIFY(changes[2].kind == PickChange::Kind::Appeared && changes[2].better() && changes[2].truth->time == after.truth[1].time);
        QCOMPARE(word(changes[2].kind), std::string("appeared"));
        QCOMPARE(changes[0].window, std::string("w"));
        const auto back = pickChanges(std::vector{after}, {}, std::vector{before}, {});
        for (const PickChange& c : back) QVERIFY(!c.better());
        // Small moves, and picks below the thresholds of their side, say nothing.
        QCOMPARE(pickChanges(std::vector{before}, {0.3, 0.1}, std::vector{after}, {}).size(), std::size_t{4});
        QCOMPARE(pickChanges(std::vector{before}, {}, std::vector{after}, {}, 0.005).size(), std::size_t{4});
    }
    void equalModelsChangeNothing()
    {
        const auto c = fabricated({});
        QVERIFY(pickChanges(c, {}, c, {}).empty());
        QVERIFY(pickChanges({}, {}, {}, {}).empty());
    }
};

QTEST_APPLESS_MAIN(pick_changes_test)
#include "pick_changes_test.moc"
