#include "core/label/edits.h"
#include "core/label/label_set.h"

#include <QTest>

using namespace seisdesk;

namespace {

const Signature ana{"ana", Time(std::chrono::seconds(1'600'000'000))};
const StreamId hhz{"GE", "WLF", "", "HHZ"};

Label models()
{
    Label label;
    label.id = Id::random();
    label.stream = hhz;
    label.phase = "P";
    label.time = Time(std::chrono::seconds(1'500'000'000));
    label.mode = Mode::Automatic;
    label.confidence = 0.8;
    label.polarity = Polarity::Positive;
    label.model = "net@1";
    label.source.magnitude = Estimate{2.0, {}};
    return label;
}

}  // namespace

class EditsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEditAppliesAndItsInverseRestores()
    {
        const Label label = models();
        for (const Edit& edit : {moveLabel(label, label.time + Duration(5), ana), confirmLabel(label, ana), rejectLabel(label),
                                 eraseLabel(label), setPhase(label, "Pg", ana), setPolarity(label, Polarity::Negative, ana),
                                 setOnset(label, OnsetQuality::Impulsive, ana), setUncertainty(label, 0.1, 0.2, ana),
                                 setComment(label, "clear", ana)}) {
            LabelSet set;
            QVERIFY(set.apply(addLabel(label)));
            QVERIFY(!edit.empty());
            QVERIFY2(edit.name.find("GE.WLF") != std::string::npos, edit.name.c_str());
            QVERIFY2(set.apply(edit), edit.name.c_str());
            QVERIFY(set.apply(inverse(edit)));
            QCOMPARE(set.size(), std::size_t{1});
            QVERIFY(*set.find(label.id) == label);
        }
    }

    void movingAModelsPickReplacesIt()
    {
        Label label = models();
        label.end = label.time + std::chrono::seconds(2);
        const Edit edit = moveLabel(label, label.time + std::chrono::seconds(1), ana);
        QCOMPARE(edit.added.size(), std::size_t{2});
        const Label& old = edit.added[0];
        const Label& made = edit.added[1];
        QCOMPARE(old.id, label.id);
        QCOMPARE(old.review, Review::Rejected);
        QCOMPARE(old.time, label.time);
        QCOMPARE(old.mode, Mode::Automatic);
        QVERIFY(made.id != label.id);
        QVERIFY(made.replaces == label.id);
        QCOMPARE(made.mode, Mode::Manual);
        QCOMPARE(made.review, Review::Reviewed);
        QCOMPARE(made.author, std::string("ana"));
        QVERIFY(made.model.empty());
        QVERIFY(!made.confidence);
        QCOMPARE(made.time, label.time + std::chrono::seconds(1));
        QCOMPARE(*made.end - made.time, Duration(std::chrono::seconds(2)));
        QVERIFY(made.source == label.source);
    }

    void movingOnesOwnPickKeepsItsId()
    {
        const Label label = newPick(hhz, "S", ana.when, ana);
        const Edit edit = moveLabel(label, label.time - std::chrono::seconds(1), ana);
        QCOMPARE(edit.added.size(), std::size_t{1});
        QCOMPARE(edit.added[0].id, label.id);
        QVERIFY(!edit.added[0].replaces);
        QVERIFY(moveLabel(label, label.time, ana).empty());
    }

    void confirmingKeepsTheModelsLineage()
    {
        const Label label = models();
        const Edit edit = confirmLabel(label, ana);
        const Label& made = edit.added.at(0);
        QCOMPARE(made.id, label.id);
        QCOMPARE(made.mode, Mode::Manual);
        QCOMPARE(made.review, Review::Confirmed);
        QCOMPARE(made.model, label.model);
        QCOMPARE(made.confidence, label.confidence);
        QVERIFY(confirmLabel(made, ana).empty());
        QVERIFY(isModels(made));
        QCOMPARE(moveLabel(made, made.time + Duration(1), ana).added.size(), std::size_t{2});
        Label rejected = rejectLabel(made).added.at(0);
        QCOMPARE(confirmLabel(rejected, ana).added.at(0).review, Review::Confirmed);
    }

    void deletingAModelsPickLeavesItRejected()
    {
        const Label label = models();
        const Edit edit = eraseLabel(label);
        QCOMPARE(edit.added.at(0).review, Review::Rejected);
        QVERIFY(eraseLabel(edit.added.at(0)).added.empty());
        QVERIFY(rejectLabel(edit.added.at(0)).empty());
        QVERIFY(eraseLabel(newPick(hhz, "P", ana.when, ana)).added.empty());
    }

    void addingWhatTheModelLeftOpenKeepsTheId()
    {
        Label label = models();
        QCOMPARE(setPolarity(label, Polarity::Negative, ana).added.size(), std::size_t{2});
        label.polarity = Polarity::Unset;
        const Edit polarity = setPolarity(label, Polarity::Negative, ana);
        QCOMPARE(polarity.added.size(), std::size_t{1});
        QCOMPARE(polarity.added[0].id, label.id);
        QCOMPARE(polarity.added[0].review, Review::Confirmed);
        QCOMPARE(setOnset(label, OnsetQuality::Emergent, ana).added.at(0).onset, OnsetQuality::Emergent);
        QVERIFY(setOnset(label, OnsetQuality::Unset, ana).empty());
    }

    void uncertaintiesThatAreNotPositiveAreNone()
    {
        Label label = models();
        QVERIFY(setUncertainty(label, 0.0, -1.0, ana).empty());
        label.lowerUncertaintySeconds = 0.1;
        QVERIFY(!setUncertainty(label, {}, 0.3, ana).added.at(0).lowerUncertaintySeconds);
        QCOMPARE(setUncertainty(label, {}, 0.3, ana).added.at(0).upperUncertaintySeconds, std::optional<double>(0.3));
    }

    void pickingAgainTakesTimeStreamAndUncertainty()
    {
        const Label label = models();
        Label to = newPick({"GE", "WLF", "", "HHN"}, "P", label.time + std::chrono::seconds(1), ana);
        to.upperUncertaintySeconds = 0.05;
        to.filter = "BP 1-20 Hz";
        const Label made = repick(label, to, ana).added.at(1);
        QCOMPARE(made.stream.channel, std::string("HHN"));
        QCOMPARE(made.upperUncertaintySeconds, std::optional<double>(0.05));
        QCOMPARE(made.filter, to.filter);
        QCOMPARE(made.polarity, label.polarity);
    }

    void severalEditsBecomeOne()
    {
        const Label a = models(), b = models();
        LabelSet set;
        QVERIFY(set.apply(together("Two", {addLabel(a), addLabel(b)})));
        const Edit both = together("Reject both", {rejectLabel(a), rejectLabel(b)});
        QVERIFY(set.apply(both));
        QCOMPARE(set.find(b.id)->review, Review::Rejected);
    }
};

QTEST_APPLESS_MAIN(EditsTest)
#include "edits_test.moc"
