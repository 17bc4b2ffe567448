#include "core/model/adapt/corrections.h"

#include "core/label/label_set.h"
#include "tests/core/model/adapt/analyst.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

using Kind = Correction::Kind;

/// The labels after an edit, and what is said of them then.
struct Desk {
    LabelSet labels;
    Desk(const std::vector<Label>& first)
    {
        if (!labels.apply({"Open", {}, first})) qFatal("bad labels");
    }
    std::vector<Correction> after(const Edit& edit, const LabelHistory& history = {})
    {
        if (!labels.apply(edit)) qFatal("bad edit");
        return corrections(labels.values(), history);
    }
};

}  // namespace

class CorrectionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatNobodyJudgedIsNone()
    {
        QVERIFY(corrections({proposed("A", "P", 10.0), noise("A", 0.0, 5.0)}).empty());
        QVERIFY(isUnjudged(proposed("A", "P", 10.0)) && !isJudged(proposed("A", "P", 10.0)));
        QVERIFY(!isUnjudged(noise("A", 0.0, 5.0)) && !isJudged(noise("A", 0.0, 5.0)));
    }
    void aConfirmedPickKeepsWhatTheModelSaid()
    {
        const Label p = proposed("A", "P", 10.0);
        const auto all = Desk({p}).after(confirmLabel(p, anna()));
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].kind, Kind::Confirmed);
        QCOMPARE(all[0].made.author, std::string("Anna"));
        QVERIFY(all[0].made.created == anna().when);
        QCOMPARE(all[0].proposed->model, p.model);
        QVERIFY(all[0].proposed->mode == Mode::Automatic && all[0].proposed->confidence == p.confidence);
    }
    void aMovedPickPointsToTheProposal()
    {
        const Label p = proposed("A", "P", 10.0);
        const auto all = Desk({p}).after(moveLabel(p, at(10.4), anna()));
        QCOMPARE(all.size(), std::size_t{1});  // the model's, rejected, is part of it and none of its own
        QCOMPARE(all[0].kind, Kind::Moved);
        QVERIFY(all[0].made.time == at(10.4) && all[0].proposed->time == at(10.0));
        QCOMPARE(all[0].proposed->id, p.id);
        QVERIFY(all[0].proposed->review == Review::Preliminary);
    }
    void anotherPhaseIsAMoveAndAnotherPolarityIsNot()
    {
        const Label p = proposed("A", "P", 10.0, Polarity::Positive);
        QCOMPARE(Desk({p}).after(setPhase(p, "S", anna())).at(0).kind, Kind::Moved);
        QCOMPARE(Desk({p}).after(setPolarity(p, Polarity::Negative, anna())).at(0).kind, Kind::Repolarised);
    }
    void aPolarityWhereThereWasNoneNeedsTheHistory()
    {
        const Label p = proposed("A", "P", 10.0);
        LabelHistory history;
        history.proposed.emplace(p.id, p);
        QCOMPARE(Desk({p}).after(setPolarity(p, Polarity::Negative, anna())).at(0).kind, Kind::Confirmed);
        const auto all = Desk({p}).after(setPolarity(p, Polarity::Negative, anna()), history);
        QCOMPARE(all.at(0).kind, Kind::Repolarised);
        QVERIFY(*all[0].proposed == p);
    }
    void picksOfPeopleAreAdded()
    {
        const Label s = newPick({"XX", "A", "", "HHZ"}, "S", at(14.0), anna());
        const auto all = Desk({}).after(addLabel(s));
        QCOMPARE(all.at(0).kind, Kind::Added);
        QVERIFY(!all[0].proposed && all[0].made == s);
        Label imported = proposed("A", "P", 1.0);
        imported.review = Review::Final;  // reviewed by people elsewhere
        QCOMPARE(corrections({imported}).at(0).kind, Kind::Confirmed);
    }
    void aRejectedPickIsSignedByTheJournal()
    {
        const Label p = proposed("A", "P", 10.0);
        LabelHistory history;
        history.rejected.emplace(p.id, anna());
        const auto all = Desk({p}).after(eraseLabel(p), history);
        QCOMPARE(all.at(0).kind, Kind::Rejected);
        QVERIFY(all[0].made.author == "Anna" && all[0].made.created == anna().when && all[0].made.review == Review::Rejected);
        QVERIFY(all[0].proposed->review == Review::Preliminary);
    }
    void aDeletedReplacementLeavesARejectedProposal()
    {
        const Label p = proposed("A", "P", 10.0);
        Desk desk({p});
        const Edit move = moveLabel(p, at(11.0), anna());
        QVERIFY(desk.after(move).size() == 1);
        const auto all = desk.after(eraseLabel(move.added[1]));
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].kind, Kind::Rejected);
    }
};

QTEST_APPLESS_MAIN(CorrectionsTest)
#include "corrections_test.moc"
