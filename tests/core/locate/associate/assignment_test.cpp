#include "core/locate/associate/assignment.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace seisdesk;

class AssignmentTest : public QObject {
    Q_OBJECT
    static double sum(const std::vector<SlotOffer>& chosen)
    {
        double out = 0.0;
        for (const SlotOffer& one : chosen) out += one.gain;
        return out;
    }
    /// The most that any choice gives, by trying all of them.
    static double most(const std::vector<SlotOffer>& offers, std::size_t from = 0, std::vector<SlotOffer> chosen = {})
    {
        if (from == offers.size()) return sum(chosen);
        double best = most(offers, from + 1, chosen);
        if (std::none_of(chosen.begin(), chosen.end(), [&](const SlotOffer& c) { return c.item == offers[from].item || c.slot == offers[from].slot; })) {
            chosen.push_back(offers[from]);
            best = std::max(best, most(offers, from + 1, chosen));
        }
        return best;
    }
private Q_SLOTS:
    void theBetterOfferWins()
    {
        const auto chosen = bestAssignment({{1, 10, 2.0}, {1, 11, 3.0}});
        QCOMPARE(chosen.size(), std::size_t{1});
        QCOMPARE(chosen[0].slot, std::size_t{11});
    }
    /// Item 1 fits slot 10 a little better than slot 11, but item 2 has nothing else.
    void oneMakesRoomForAnother()
    {
        const auto chosen = bestAssignment({{1, 10, 6.0}, {1, 11, 5.5}, {2, 10, 5.0}});
        QCOMPARE(chosen.size(), std::size_t{2});
        QCOMPARE(sum(chosen), 10.5);
    }
    /// The other way round: slot 10 gets item 1, the slot it leaves gets item 2.
    void aSlotThatIsLeftIsFilled() { QCOMPARE(sum(bestAssignment({{1, 10, 6.0}, {2, 10, 5.5}, {1, 11, 5.0}})), 10.5); }
    void nothingIsTakenAtALoss() { QVERIFY(bestAssignment({{1, 10, -1.0}, {2, 11, 0.0}}).empty() && bestAssignment({}).empty()); }
    void itIsNearlyTheBestOfAll()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> gain(0.1, 10.0);
        double reached = 0.0, possible = 0.0;
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<SlotOffer> offers;
            for (int i = 0; i < 9; ++i) offers.push_back({static_cast<std::uint32_t>(random() % 4), random() % 4, gain(random)});
            const auto chosen = bestAssignment(offers);
            for (std::size_t a = 0; a < chosen.size(); ++a)
                for (std::size_t b = a + 1; b < chosen.size(); ++b) QVERIFY(chosen[a].item != chosen[b].item && chosen[a].slot != chosen[b].slot);
            reached += sum(chosen), possible += most(offers);
        }
        QVERIFY2(reached > 0.99 * possible && reached <= possible + 1e-6, qPrintable(QString::number(reached / possible)));
    }
};

QTEST_APPLESS_MAIN(AssignmentTest)
#include "assignment_test.moc"
