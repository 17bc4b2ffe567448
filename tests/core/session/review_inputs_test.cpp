// What an event is located from, and the way back into the event.

#include "core/session/review_inputs.h"

#include "core/catalog/compile.h"
#include "tests/core/session/review_scene.h"

#include <QTest>

using namespace seisdesk;
using test::ReviewScene;

namespace {

LabelSet setOf(const std::vector<Label>& labels)
{
    LabelSet set;
    [&] { QVERIFY(set.apply({"all", {}, labels}).has_value()); }();
    return set;
}

const PhasePick& pickOf(const ReviewInputs& inputs, const Id& label)
{
    return *std::find_if(inputs.picks.begin(), inputs.picks.end(), [&](const PhasePick& p) { return p.id == label.text(); });
}

}  // namespace

class ReviewInputsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void picksAreTheEventsLabelsAtTheirStations()
    {
        ReviewScene scene;
        scene.labels[0].event.clear();
        scene.labels[1].review = Review::Rejected;
        scene.labels[2].stream.station = "NONE";
        scene.labels[4].lowerUncertaintySeconds = 0.2;
        scene.labels[4].upperUncertaintySeconds = 0.4;
        const ReviewInputs inputs = reviewInputs(scene.event, setOf(scene.labels), scene.inventory);
        QCOMPARE(inputs.picks.size(), scene.labels.size() - 3);
        QCOMPARE(inputs.unplaced, std::vector<std::string>{"XX.NONE"});
        QVERIFY(std::abs(pickOf(inputs, scene.labels[4].id).sigmaSeconds - 0.3) < 1e-9);
        QCOMPARE(inputs.stations(), 11);  // neither pick of the first, but the S of the one that is not in the inventory
        QVERIFY(!inputs.fixedDepthKm);
        QCOMPARE(inputs.estimates.size(), std::size_t{10});
        QVERIFY(inputs.estimates.front().distanceKm <= inputs.estimates.back().distanceKm);
    }

    void switchedOffAndFixedSurviveALocationAndAnExport()
    {
        const ReviewScene scene;
        const LabelSet labels = setOf(scene.labels);
        const ReviewInputs inputs = reviewInputs(scene.event, labels, scene.inventory);
        const auto location = locate(*test::reviewTimes(), inputs.picks);
        QVERIFY(location.has_value());
        const Event located = withLocation(scene.event, *location, inputs.picks, labels, {}, scene.origin);
        QVERIFY(ownOrigin(located) && located.origin() == ownOrigin(located));
        QVERIFY(reviewInputs(located, labels, scene.inventory) == inputs);

        const Id off = scene.labels[3].id;
        const Event changed = withFixedDepth(withUsed(located, {off}, false, labels), 11.0);
        ReviewInputs again = reviewInputs(changed, labels, scene.inventory);
        QVERIFY(!pickOf(again, off).enabled);
        QCOMPARE(again.fixedDepthKm, std::optional(11.0));
        LocateOptions options;
        options.fixedDepthKm = again.fixedDepthKm;
        const auto fixed = locate(*test::reviewTimes(), again.picks, options);
        const Event relocated = withLocation(changed, *fixed, again.picks, labels, {}, scene.origin);
        QCOMPARE(relocated.origins.size(), std::size_t{1});
        QVERIFY(reviewInputs(relocated, labels, scene.inventory) == again);

        // As a file: every arrival finds its pick, residuals stay.
        const std::vector<Event> out = compile(labels, {relocated});
        QCOMPARE(out.size(), std::size_t{1});
        for (const Arrival& arrival : out[0].origins[0].arrivals) {
            QVERIFY(std::any_of(out[0].picks.begin(), out[0].picks.end(), [&](const Pick& p) { return p.id == arrival.pickId; }));
            QVERIFY(arrival.timeResidualSeconds);
        }
        QVERIFY(reviewInputs(out[0], setOf(labelsFromEvents(out)), scene.inventory) == again);
    }

    void picksOfAnotherAgencyKeepTheirIds()
    {
        ReviewScene scene;
        for (std::size_t i = 0; i < scene.labels.size(); ++i) {
            Pick pick;
            pick.id = "quakeml:other/pick/" + std::to_string(i);
            pick.time = scene.labels[i].time;
            pick.waveform = scene.labels[i].stream;
            pick.phaseHint = scene.labels[i].phase;
            pick.mode = Mode::Manual;
            scene.event.picks.push_back(pick);
        }
        const LabelSet labels = setOf(labelsFromEvents({scene.event}));
        const ReviewInputs inputs = reviewInputs(scene.event, labels, scene.inventory);
        QCOMPARE(inputs.picks.size(), scene.labels.size());
        const auto location = locate(*test::reviewTimes(), inputs.picks);
        QVERIFY(location.has_value());
        const Event located = withLocation(scene.event, *location, inputs.picks, labels, {}, scene.origin);
        for (const Arrival& arrival : ownOrigin(located)->arrivals) QVERIFY(arrival.pickId.starts_with("quakeml:other/pick/"));
        const Id off = Id::parse(inputs.picks[5].id).value();
        QVERIFY(!reviewInputs(withUsed(located, {off}, false, labels), labels, scene.inventory).picks[5].enabled);
    }

    void aCorrectionIsWhatThePickWas()
    {
        ReviewScene scene;
        LabelSet labels = setOf(scene.labels);
        const ReviewInputs inputs = reviewInputs(scene.event, labels, scene.inventory);
        const Event located = withUsed(withLocation(scene.event, *locate(*test::reviewTimes(), inputs.picks), inputs.picks, labels, {}, scene.origin), {scene.labels[6].id}, false, labels);
        Label corrected = scene.labels[6];
        corrected.id = Id::random();
        corrected.replaces = scene.labels[6].id;
        corrected.time += std::chrono::milliseconds(300);
        Label rejected = scene.labels[6];
        rejected.review = Review::Rejected;
        QVERIFY(labels.apply({"Move", {scene.labels[6]}, {rejected, corrected}}).has_value());
        QVERIFY(!pickOf(reviewInputs(located, labels, scene.inventory), corrected.id).enabled);
    }
};

QTEST_GUILESS_MAIN(ReviewInputsTest)
#include "review_inputs_test.moc"
