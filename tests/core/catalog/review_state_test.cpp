#include "core/catalog/review_state.h"

#include "core/catalog/own_origin.h"
#include "core/catalog/resource_id.h"

#include <QTest>

using namespace seisdesk;

class ReviewStateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theEventSpeaksBeforeItsOrigin()
    {
        Event event;
        event.id = "smi:a/event/1";
        QVERIFY(!reviewOf(event) && !isReviewed(event));
        event.origins.emplace_back().id = "smi:a/origin/1";
        event.origins[0].status = Review::Final;
        QVERIFY(reviewOf(event) == Review::Final && isReviewed(event));
        const Event after = withReview(event, Review::Confirmed, {});
        QVERIFY(reviewOf(after) == Review::Confirmed && !isReviewed(after));
        QVERIFY(after.origins == event.origins);  // it is another agency's
        const Event again = withReview(after, Review::Rejected, {});
        QVERIFY(reviewOf(again) == Review::Rejected && isReviewed(again));
        QCOMPARE(again.comments.size(), std::size_t{1});
        QVERIFY(isLegalId(again.comments[0].id));  // although the event's is not
    }
    void ourOwnOriginSaysTheSame()
    {
        Event event;
        event.id = "smi:a/event/1";
        Origin own;
        own.id = ownOriginId(event.id);
        own.mode = Mode::Automatic;
        putOwnOrigin(event, own);
        CreationInfo by;
        by.author = "Anna";
        event = withReview(event, Review::Reviewed, by);
        QVERIFY(event.origins[0].status == Review::Reviewed && event.origins[0].mode == Mode::Manual);
        QCOMPARE(event.origins[0].creation.author, std::string("Anna"));
    }
};

QTEST_APPLESS_MAIN(ReviewStateTest)
#include "review_state_test.moc"
