#include "core/catalog/own_origin.h"

#include "core/catalog/resource_id.h"

#include <QTest>

using namespace seisdesk;

class OwnOriginTest : public QObject {
    Q_OBJECT
    static Origin own(const Event& event, double latitude)
    {
        Origin origin;
        origin.id = ownOriginId(event.id);
        origin.latitude.value = latitude;
        return origin;
    }
private Q_SLOTS:
    void thereIsOneBesideThoseOfOthers()
    {
        Event event;
        event.id = "quakeml:us.anss.org/event/ci38443183";
        QVERIFY(!ownOrigin(event));
        event.origins.emplace_back().id = event.preferredOriginId = "quakeml:us.anss.org/origin/1";
        const Event before = event;
        putOwnOrigin(event, own(event, 35.0));
        putOwnOrigin(event, own(event, 36.0));
        QCOMPARE(event.origins.size(), std::size_t{2});
        QVERIFY(event.origins.front() == before.origins.front() && event.origin() == ownOrigin(event));
        QCOMPARE(ownOrigin(event)->latitude.value, 36.0);
        removeOwnOrigin(event);
        QVERIFY(event == before);
    }
    void whatPeopleSaidOfItStays()
    {
        Event event;
        event.id = "smi:local/event/1";
        putOwnOrigin(event, own(event, 35.0));
        event.origins[0].status = Review::Reviewed;
        event.origins[0].mode = Mode::Manual;
        event.origins[0].region = "Searles Valley";
        event.origins[0].comments = {{"smi:local/comment/1", "felt"}};
        Origin next = own(event, 36.0);
        next.status = Review::Preliminary;
        next.mode = Mode::Automatic;
        putOwnOrigin(event, next);
        const Origin& now = *ownOrigin(event);
        QVERIFY(now.status == Review::Reviewed && now.mode == Mode::Manual && now.region == "Searles Valley" && now.comments.size() == 1 && now.latitude.value == 36.0);
    }
    void idsAreLegalAndDiffer()
    {
        QCOMPARE(ownOriginId("smi:local/event/1"), std::string("smi:local/event/1/origin/seisdesk"));
        QVERIFY(isLegalId(ownOriginId("not an id")) && ownOriginId("a b") != ownOriginId("a c"));
    }
};

QTEST_APPLESS_MAIN(OwnOriginTest)
#include "own_origin_test.moc"
