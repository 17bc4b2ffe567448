#include "core/session/label_edits.h"

#include "tests/core/session/notebook_reader.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

Label automatic(const std::string& station, const std::string& phase, double seconds, Review review = Review::Preliminary)
{
    Label label = pick(station, phase, seconds);
    label.mode = Mode::Automatic;
    label.review = review;
    label.model = "old@1";
    return label;
}

Prediction prediction(std::vector<Label> labels, std::vector<TimeSpan> coverage = {{at(0.0), at(100.0)}})
{
    StationPrediction station{{"GE", "WLF", "", "HH"}, {"GE", "WLF", "", "HHZ"}, {}, std::move(coverage), std::move(labels), {}};
    for (const char* name : {"P", "S", "detection"}) station.curves.push_back({name, {}});
    return {"new@2", {station}};
}

LabelSet setOf(const std::vector<Label>& labels)
{
    LabelSet set;
    if (!set.apply({"", {}, labels})) qFatal("labels do not fit together");
    return set;
}

}  // namespace

class LabelEditsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void untouchedAutomaticLabelsInTheCoverageAreReplaced()
    {
        const Label old = automatic("WLF", "P", 10.0), outside = automatic("WLF", "P", 200.0), elsewhere = automatic("ABC", "P", 10.0);
        Label otherInstrument = automatic("WLF", "P", 10.0);
        otherInstrument.stream.channel = "HNZ";
        const Label otherPhase = automatic("WLF", "T", 10.0);
        const LabelSet present = setOf({old, outside, elsewhere, otherInstrument, otherPhase});
        const Label fresh = automatic("WLF", "P", 10.05);
        const Edit edit = predictionEdit(prediction({fresh}), present);
        QVERIFY(edit.removed == std::vector{old});
        QVERIFY(edit.added == std::vector{fresh});
        QCOMPARE(edit.name, std::string("Predict with new@2"));
    }
    void aPhaseTheModelNoLongerFindsIsTakenAway()
    {
        const Label s = automatic("WLF", "S", 20.0);
        QVERIFY(predictionEdit(prediction({}), setOf({s})).removed == std::vector{s});
    }
    void aPickStaysInItsEventWhenItIsPredictedAnew()
    {
        Label old = automatic("WLF", "P", 10.0), far = automatic("WLF", "P", 12.0), s = automatic("WLF", "S", 10.1);
        old.event = "smi:a/1", far.event = "smi:a/2", s.event = "smi:a/3";
        const Edit edit = predictionEdit(prediction({automatic("WLF", "P", 10.2), automatic("WLF", "P", 50.0)}), setOf({old, far, s}));
        QCOMPARE(edit.removed.size(), std::size_t{3});
        QCOMPARE(edit.added.at(0).event, std::string("smi:a/1"));
        QVERIFY(edit.added.at(1).event.empty());
    }
    void gapsInTheCoverageKeepTheirLabels()
    {
        const Label inside = automatic("WLF", "P", 10.0), gap = automatic("WLF", "P", 50.0);
        const Edit edit = predictionEdit(prediction({}, {{at(0.0), at(40.0)}, {at(60.0), at(100.0)}, {at(5.0), at(15.0)}}), setOf({inside, gap}));
        QVERIFY(edit.removed == std::vector{inside});
    }
    void whatPeopleMadeOrJudgedStaysAndKeepsItsPlace()
    {
        const Label manual = pick("WLF", "Pg", 10.0);
        const Label confirmed = automatic("WLF", "S", 20.0, Review::Confirmed), rejected = automatic("WLF", "P", 30.0, Review::Rejected);
        const LabelSet present = setOf({manual, confirmed, rejected});
        const std::vector<Label> near{automatic("WLF", "P", 10.29), automatic("WLF", "S", 19.71), automatic("WLF", "P", 30.3)};
        const std::vector<Label> free{automatic("WLF", "P", 10.31), automatic("WLF", "S", 10.0), automatic("WLF", "P", 20.0)};
        std::vector<Label> all = near;
        all.insert(all.end(), free.begin(), free.end());
        const Edit edit = predictionEdit(prediction(all), present);
        QVERIFY(edit.removed.empty());
        QVERIFY(edit.added == free);
    }
    void aJudgedPickOnAnotherChannelOfTheStationCounts()
    {
        Label manual = pick("WLF", "P", 10.0);
        manual.stream = {"GE", "WLF", "00", "HNE"};
        QVERIFY(predictionEdit(prediction({automatic("WLF", "P", 10.1)}), setOf({manual})).empty());
    }
    void idsThatAreTakenAreReplaced()
    {
        const Label confirmed = automatic("WLF", "P", 10.0, Review::Confirmed);
        Label same = automatic("WLF", "P", 50.0), none = automatic("WLF", "S", 60.0);
        same.id = confirmed.id;
        none.id = {};
        LabelSet present = setOf({confirmed});
        const Edit edit = predictionEdit(prediction({same, none}), present);
        QCOMPARE(edit.added.size(), std::size_t{2});
        QVERIFY_RESULT(present.apply(edit));
    }
    void numbersThatAreNotFiniteAreLeftOut()
    {
        Label odd = automatic("WLF", "P", 10.0);
        odd.confidence = std::nan("");
        odd.lowerUncertaintySeconds = 0.1;
        odd.upperUncertaintySeconds = HUGE_VAL;
        odd.source.magnitude = Estimate{2.0, std::nan("")};
        odd.source.distanceKm = Estimate{std::nan(""), 1.0};
        Label expected = odd;
        expected.confidence.reset();
        expected.upperUncertaintySeconds.reset();
        expected.source.magnitude = Estimate{2.0, {}};
        expected.source.distanceKm.reset();
        QVERIFY(predictionEdit(prediction({odd}), {}).added == std::vector{expected});
    }
    void acceptingTwiceReplacesEverythingWithItself()
    {
        const Prediction same = prediction({automatic("WLF", "P", 10.0), automatic("WLF", "S", 12.0)});
        LabelSet labels;
        QVERIFY_RESULT(labels.apply(predictionEdit(same, labels)));
        const auto once = labels.values();
        QVERIFY_RESULT(labels.apply(predictionEdit(same, labels)));
        QVERIFY(labels.values() == once);
    }
    void importsAreTakenOnce()
    {
        const Label there = pick("WLF", "P", 10.0);
        Label again = there, moved = there, twin = pick("WLF", "S", 20.0), nameless = pick("WLF", "S", 30.0), bad = pick("WLF", "S", 40.0);
        again.id = Id::random();
        again.created = {};
        moved.time += fromSeconds(1.0);  // the analyst's version of an id wins over the file's
        nameless.id = {};
        bad.confidence = std::nan("");
        Label otherTwin = twin;
        otherTwin.id = Id::random();
        std::vector<std::string> refused;
        LabelSet present = setOf({there});
        const Edit edit = importEdit({again, moved, twin, otherTwin, nameless, bad}, present, refused);
        QCOMPARE(edit.added.size(), std::size_t{2});
        QVERIFY(edit.added[0] == twin);
        QVERIFY(!edit.added[1].id.isNull());
        QCOMPARE(refused.size(), std::size_t{1});
        QVERIFY(refused[0].find("confidence") != std::string::npos);
        QVERIFY_RESULT(present.apply(edit));
        QVERIFY(importEdit({again, twin, nameless}, present, refused).empty());
    }
    void timesAtTheEndsOfTheRangeAreTaken()
    {
        for (const Time end : {Time::min(), Time::max()}) {
            Label label = automatic("WLF", "P", 0.0);
            label.time = end;
            std::vector<std::string> refused;
            LabelSet present;
            QVERIFY_RESULT(present.apply(importEdit({label}, present, refused)));
            QCOMPARE(present.size(), std::size_t{1});
            QCOMPARE(predictionEdit(prediction({label}), present).added.size(), std::size_t{1});
        }
    }
    void phasesBelongToFamilies()
    {
        for (const char* p : {"P", "Pg", "Pn", "PKP", "pP", "Pdiff"}) QCOMPARE(phaseFamily(p), std::string("P"));
        for (const char* s : {"S", "Sg", "sS", "SKS"}) QCOMPARE(phaseFamily(s), std::string("S"));
        for (const char* other : {"noise", "event", "Lg", "T", "", "ampS"}) QCOMPARE(phaseFamily(other), std::string(other));
    }
};

QTEST_APPLESS_MAIN(LabelEditsTest)
#include "label_edits_test.moc"
