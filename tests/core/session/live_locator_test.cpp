// The newest request wins; what one station says.

#include "core/session/live_locator.h"

#include "core/session/review_inputs.h"
#include "tests/core/session/review_scene.h"

#include <QSignalSpy>
#include <QTest>

using namespace seisdesk;
using test::ReviewScene;

namespace {

LocateRequest requestOf(const ReviewScene& scene, std::uint64_t number, bool ghost)
{
    LabelSet labels;
    [&] { QVERIFY(labels.apply({"all", {}, scene.labels}).has_value()); }();
    const ReviewInputs inputs = reviewInputs(scene.event, labels, scene.inventory);
    LocateRequest out;
    out.times = test::reviewTimes();
    out.picks = inputs.picks;
    out.estimates = inputs.estimates;
    out.number = number;
    out.ghost = ghost;
    return out;
}

}  // namespace

class LiveLocatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestsDoNotQueueUp()
    {
        const ReviewScene scene(60);
        LiveLocator locator;
        std::vector<std::uint64_t> answered;
        connect(&locator, &LiveLocator::answered, this, [&](const LocateAnswer& a) { answered.push_back(a.number); });
        for (std::uint64_t i = 1; i <= 200; ++i) locator.ask(requestOf(scene, i, true));
        QTRY_VERIFY(!locator.busy());
        QCOMPARE(answered.back(), std::uint64_t{200});
        QCOMPARE(answered.size(), std::size_t{2});  // the first ran, 198 were replaced while it did
        // A location from scratch does not wait for one that nobody wants any more.
        answered.clear();
        locator.ask(requestOf(scene, 201, false));
        locator.ask(requestOf(scene, 202, false));
        QTRY_VERIFY(!locator.busy());
        QCOMPARE(answered, std::vector<std::uint64_t>{202});
    }

    void whatIsForgottenIsNotAnswered()
    {
        const ReviewScene scene;
        LiveLocator locator;
        QSignalSpy spy(&locator, &LiveLocator::answered);
        locator.ask(requestOf(scene, 1, false));
        locator.ask(requestOf(scene, 2, false));
        locator.forget();
        QTRY_VERIFY(!locator.busy());
        QCOMPARE(spy.size(), 0);
        locator.ask(requestOf(scene, 3, false));
        QVERIFY(spy.wait());
    }

    void twoStationsSayWhatTheSurerOneSays()
    {
        ReviewScene scene;
        scene.labels.resize(4);
        const LocateRequest request = requestOf(scene, 1, false);
        const LocateAnswer made = answer(request, {});
        QVERIFY(made.location.has_value() && made.fromOneStation);
        QVERIFY(distanceDegrees(made.location->epicentre, scene.source) * kmPerDegree < 1.0);
        QVERIFY(made.location->ellipse.semiMajorKm > 5.0);
        QCOMPARE(made.location->picks.size(), std::size_t{4});
        QCOMPARE(std::count_if(made.location->picks.begin(), made.location->picks.end(), [](const LocatedPick& p) { return p.used; }), 1);
        for (const LocatedPick& pick : made.location->picks)
            if (pick.used) QVERIFY(std::abs(pick.residualSeconds) < 0.05);
    }

    void withoutEstimatesTooFewStationsSayWhatHelps()
    {
        ReviewScene scene;
        scene.labels.resize(4);
        for (Label& label : scene.labels) label.source = {};
        const LocateAnswer made = answer(requestOf(scene, 1, false), {});
        QVERIFY(!made.location);
        QVERIFY(made.location.error().message.find("3 stations") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(LiveLocatorTest)
#include "live_locator_test.moc"
