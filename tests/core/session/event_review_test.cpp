// The event under review: located after every edit, undone with it, followed while a pick is dragged.

#include "core/session/event_review.h"

#include "core/label/edits.h"
#include "tests/core/session/review_scene.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace seisdesk;
using test::ReviewScene;
using namespace std::chrono_literals;

class EventReviewTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    JobQueue m_jobs;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<EventReview> m_review;

    void open(const ReviewScene& scene)
    {
        auto session = Session::open(m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".seisdesk")).toStdString(), m_jobs);
        QVERIFY(session.has_value());
        m_session = std::move(*session);
        scene.addTo(*m_session);
        m_review = std::make_unique<EventReview>();
        m_review->setSession(m_session.get());
        m_review->setTravelTimes(test::reviewTimes());
        m_review->setEvent(scene.event.id);
        QTRY_VERIFY(!m_review->locating());
    }
    double away(const GeoPoint& place) const { return distanceDegrees(m_review->location()->epicentre, place) * kmPerDegree; }
    bool rests() const
    {
        return QTest::qWaitFor([&] { return !m_review->locating(); }, 5000);
    }
    Label label(const Id& id) const { return *m_session->labels().find(id); }

private Q_SLOTS:
    void cleanup()
    {
        m_review.reset();
        m_session.reset();
    }

    void anEventWithoutOriginIsLocatedAndKeepsItsOrigin()
    {
        const ReviewScene scene;
        open(scene);
        QVERIFY(m_review->location());
        QVERIFY(away(scene.source) < 1.0);
        const Event* event = m_review->event();
        QVERIFY(event && ownOrigin(*event));
        QVERIFY(event->origin() == ownOrigin(*event));
        QVERIFY(ownOrigin(*event)->earthModelId.find("southern-california") != std::string::npos);
        QVERIFY(!m_session->undoText().contains(QLatin1String("origin")));  // a result, no step
    }

    void lookingAtACataloguedEventWritesNothing()
    {
        ReviewScene scene;
        Origin origin;
        origin.id = "smi:other/origin/1";
        origin.time = scene.origin;
        origin.latitude.value = 35.0;
        scene.event.origins.push_back(origin);
        open(scene);
        QVERIFY(m_review->location());
        QCOMPARE(m_review->event()->origins.size(), std::size_t{1});
        m_review->relocate();
        QVERIFY(rests());
        QCOMPARE(m_review->event()->origins.size(), std::size_t{2});
        QVERIFY(*m_review->event()->origin() == *ownOrigin(*m_review->event()));
    }

    void movingAPickRelocatesAndUndoBringsBack()
    {
        const ReviewScene scene;
        open(scene);
        const Location before = *m_review->location();
        const Event kept = *m_review->event();
        const Label pick = scene.labels[8];
        QVERIFY(m_session->apply(moveLabel(pick, pick.time + 1500ms, {"me", scene.origin})).has_value());
        QVERIFY(m_review->locating());
        QVERIFY(rests());
        QVERIFY(away(before.epicentre) > 0.001);
        QVERIFY(!(*m_review->event() == kept));
        const auto moved = std::find_if(m_review->location()->picks.begin(), m_review->location()->picks.end(), [&](const LocatedPick& p) { return p.id == pick.id.text(); });
        QVERIFY(moved->residualSeconds > 1.0);
        QVERIFY(m_session->undo().has_value());
        QVERIFY(rests());
        QCOMPARE(m_review->location()->epicentre.latitudeDegrees, before.epicentre.latitudeDegrees);
        QCOMPARE(m_review->location()->depthKm, before.depthKm);
        QCOMPARE(m_review->location()->time, before.time);
        Event again = *m_review->event();
        again.origins[0].creation = kept.origins[0].creation;
        for (std::size_t i = 0; i < again.origins[0].arrivals.size(); ++i) again.origins[0].arrivals[i].creation = kept.origins[0].arrivals[i].creation;
        QVERIFY(again == kept);
    }

    void switchingOffAndFixingAreUndoable()
    {
        const ReviewScene scene;
        open(scene);
        const Location before = *m_review->location();
        const Id id = scene.labels[5].id;
        QVERIFY(m_review->setUsed(id, false).has_value());
        QVERIFY(rests());
        QCOMPARE(m_review->location()->usedPicks, before.usedPicks - 1);
        QVERIFY(m_session->undoText().startsWith(QLatin1String("Leave out S on XX.S102")));
        QVERIFY(m_review->setFixedDepth(15.0).has_value());
        QVERIFY(rests());
        QVERIFY(m_review->location()->depthFixed);
        QCOMPARE(m_review->location()->depthKm, 15.0);
        QCOMPARE(m_review->location()->usedPicks, before.usedPicks - 1);
        QVERIFY(m_session->undo().has_value());
        QVERIFY(rests());
        QVERIFY(!m_review->location()->depthFixed);
        QVERIFY(m_session->undo().has_value());
        QVERIFY(rests());
        QCOMPARE(m_review->location()->usedPicks, before.usedPicks);
        QCOMPARE(m_review->location()->time, before.time);
        QVERIFY(m_session->redo().has_value());
        QVERIFY(rests());
        QCOMPARE(m_review->location()->usedPicks, before.usedPicks - 1);
    }

    void aFixedDepthHelpsWhereThereIsNoLocationYet()
    {
        ReviewScene scene;
        std::vector<Label> three;
        for (int i = 0; i < 3; ++i) three.push_back(scene.labels[static_cast<std::size_t>(2 * i)]);
        scene.labels = three;
        open(scene);
        QVERIFY(!m_review->location());
        QVERIFY(m_review->problem().contains(QLatin1String("fix the depth")));
        QVERIFY(m_review->setFixedDepth(8.0).has_value());
        QVERIFY(rests());
        QVERIFY(m_review->location() && m_review->location()->depthFixed);
        QCOMPARE(fixedDepthKm(*m_review->event()), std::optional(8.0));
    }

    void aGhostFollowsADraggedPickQuickly()
    {
        const ReviewScene scene(100);
        open(scene);
        const Location before = *m_review->location();
        const Event kept = *m_review->event();
        const Label pick = label(scene.labels[20].id);
        QSignalSpy moved(m_review.get(), &EventReview::ghostMoved);
        double slowest = 0.0;
        for (int step = 1; step <= 20; ++step) {
            QElapsedTimer clock;
            clock.start();
            m_review->drag(pick.id, pick.time + step * 20ms);
            QVERIFY(moved.wait(2000));
            slowest = std::max(slowest, 1e-6 * static_cast<double>(clock.nsecsElapsed()));
        }
        qInfo("slowest of 20 ghosts of 200 picks: %.1f ms, the last took %.1f ms to compute", slowest, m_review->milliseconds());
        QVERIFY(m_review->ghost());
        // What if the pick were there: the same as when it is.
        LocateOptions options;
        std::vector<PhasePick> there = m_review->picks();
        for (PhasePick& p : there)
            if (p.id == pick.id.text()) p.time += 400ms;
        const auto full = locate(*test::reviewTimes(), there, options);
        const double shift = distanceDegrees(full->epicentre, before.epicentre), off = distanceDegrees(full->epicentre, m_review->ghost()->epicentre);
        QVERIFY2(off < 0.1 * shift + 1e-6, qPrintable(QStringLiteral("%1 of %2").arg(off).arg(shift)));
        QVERIFY(*m_review->event() == kept);
        m_review->endDrag();
        QVERIFY(!m_review->ghost());
        QCOMPARE(m_review->location()->time, before.time);
    }

    void anotherModelIsAnotherLocation()
    {
        const ReviewScene scene;
        open(scene);
        const Time before = m_review->location()->time;
        m_review->setTravelTimes(test::reviewTimes("iasp91"));
        QVERIFY(rests());
        QVERIFY(m_review->location()->time != before);
        QVERIFY(ownOrigin(*m_review->event())->earthModelId.find("iasp91") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(EventReviewTest)
#include "event_review_test.moc"
