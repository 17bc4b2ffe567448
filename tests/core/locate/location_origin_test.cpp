#include "core/catalog/own_origin.h"
#include "core/catalog/resource_id.h"
#include "core/locate/location_origin.h"
#include "tests/core/locate/network.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

class LocationOriginTest : public QObject {
    Q_OBJECT
    std::mt19937 m_random{3};
    const TravelTimes& m_times = test::travelTimes("southern-california");
private Q_SLOTS:
    void everythingKnownIsInTheOrigin()
    {
        auto picks = test::Network(m_random, 10, 50.0).picks(m_times, {35.72, -117.45}, 9.0, m_random, 0.05);
        picks[3].enabled = false;
        const Location location = locate(m_times, picks).value();
        OriginSignature signature;
        signature.earthModel = "southern-california";
        const Origin origin = originOf(location, signature, Time{} + std::chrono::seconds(5));
        QVERIFY(isLegalId(origin.id) && isLegalId(origin.methodId) && isLegalId(origin.earthModelId));
        QCOMPARE(origin.time, location.time);
        QCOMPARE(origin.depthMetres->value, 1e3 * location.depthKm);
        QVERIFY(!origin.depthMetres->uncertainty.symmetric);  // QuakeML wants either it or two sides
        QVERIFY(std::abs(*origin.depthMetres->uncertainty.upper - 1e3 * (location.deepestKm - location.depthKm)) < 1e-9);
        QVERIFY(origin.ellipse && origin.ellipse->maximumMetres >= origin.ellipse->minimumMetres && origin.ellipse->minimumMetres > 0.0);
        QCOMPARE(*origin.quality.usedPhaseCount, 19);
        QCOMPARE(*origin.quality.associatedPhaseCount, 20);
        QCOMPARE(*origin.quality.usedStationCount, 10);
        QCOMPARE(origin.arrivals.size(), picks.size());
        QCOMPARE(origin.arrivals[3].timeWeight, std::optional(0.0));
        for (std::size_t i = 0; i < picks.size(); ++i) {
            QCOMPARE(origin.arrivals[i].pickId, picks[i].id);
            QVERIFY(isLegalId(origin.arrivals[i].id) && origin.arrivals[i].takeoffAngleDegrees && origin.arrivals[i].distanceDegrees);
            QCOMPARE(*origin.arrivals[i].timeResidualSeconds, location.picks[i].residualSeconds);
        }
    }
    void theSameLocationIsTheSameOrigin()
    {
        const auto picks = test::Network(m_random, 10, 50.0).picks(m_times, {35.72, -117.45}, 9.0, m_random, 0.05);
        LocateOptions fixed;
        fixed.fixedDepthKm = 9.0;
        const Location location = locate(m_times, picks, fixed).value();
        QCOMPARE(originOf(location, {}, Time{}).id, originOf(location, {}, now()).id);
        Location other = location;
        other.depthKm += 1.0;
        QVERIFY(originOf(location, {}, Time{}).id != originOf(other, {}, Time{}).id);
        QCOMPARE(originOf(location, {}, Time{}).depthType, std::string("operator assigned"));
        QVERIFY(!originOf(location, {}, Time{}).depthMetres->uncertainty.symmetric);
    }
    void ourOwnOriginIsOneAndKeepsWhatPeopleSaid()
    {
        const auto picks = test::Network(m_random, 10, 50.0).picks(m_times, {35.72, -117.45}, 9.0, m_random, 0.05);
        const Location location = locate(m_times, picks).value();
        Event event;
        event.id = "quakeml:us.anss.org/event/ci38443183";
        event.origins.emplace_back().id = event.preferredOriginId = "quakeml:us.anss.org/origin/1";
        const Origin others = event.origins.front();
        putOwnOrigin(event, location, {}, now());
        QCOMPARE(event.origins.size(), std::size_t{2});
        QVERIFY(event.origins.front() == others && event.origin() == ownOrigin(event) && isLegalId(ownOriginId(event.id)));
        event.origins.back().status = Review::Reviewed;
        event.origins.back().mode = Mode::Manual;
        Location deeper = location;
        deeper.depthKm += 1.0;
        putOwnOrigin(event, deeper, {}, now());
        QCOMPARE(event.origins.size(), std::size_t{2});
        QCOMPARE(ownOrigin(event)->depthMetres->value, 1e3 * deeper.depthKm);
        QVERIFY(ownOrigin(event)->status == Review::Reviewed && ownOrigin(event)->mode == Mode::Manual);
        QVERIFY(isLegalId(ownOriginId("not an id")) && ownOriginId("a b") != ownOriginId("a c"));
    }
};

QTEST_APPLESS_MAIN(LocationOriginTest)
#include "location_origin_test.moc"
