#include "core/review/review_records.h"

#include "core/catalog/compile.h"
#include "core/synth/demo.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace seisdesk;

class ReviewRecordsTest : public QObject {
    Q_OBJECT
    const synth::Demo m_demo = synth::demo({});

    std::vector<TracePtr> traces() const
    {
        std::vector<TracePtr> out;
        for (const Trace& trace : m_demo.traces) out.push_back(std::make_shared<const Trace>(trace));
        return out;
    }
    double kmFromTruth(const Event& event) const
    {
        const Origin &found = *event.origin(), &truth = *m_demo.event.origin();
        return kmPerDegree * distanceDegrees(GeoPoint(found.latitude.value, found.longitude.value), GeoPoint(truth.latitude.value, truth.longitude.value));
    }
private Q_SLOTS:
    /// The demonstration event from its exact picks: located, sized, with a mechanism, and checked.
    void picksBecomeAnEventWithEverything()
    {
        std::vector<Label> picks = m_demo.picks;
        for (Label& pick : picks) pick.event.clear();
        const auto result = reviewPicks({picks}, traces(), m_demo.inventory, {});
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QCOMPARE(result->events.size(), std::size_t{1});
        const Event& event = result->events.front();
        QVERIFY2(kmFromTruth(event) < 5.0, qPrintable(QString::number(kmFromTruth(event))));
        QVERIFY(ownOrigin(event) && event.preferredOriginId == ownOriginId(event.id));
        QVERIFY2(event.magnitude() && std::abs(event.magnitude()->magnitude.value - m_demo.event.magnitude()->magnitude.value) < 0.6,
                 event.magnitude() ? qPrintable(QString::number(event.magnitude()->magnitude.value)) : "no magnitude");
        QVERIFY(!event.focalMechanisms.empty());
        QVERIFY(!result->velocity.empty() && !result->notes.empty());
        // Each pick is in the event once, as a label and as a pick with its arrival.
        std::set<ResourceId> arrivals;
        for (const Arrival& arrival : event.origin()->arrivals) arrivals.insert(arrival.pickId);
        std::size_t members = 0;
        for (const Label& label : result->picks) members += label.event == event.id;
        QCOMPARE(members, event.picks.size());
        for (const Pick& pick : event.picks) QVERIFY(arrivals.contains(pick.id));
    }
    void recordsBecomeAnEvent()
    {
        const auto result = reviewRecords(*classicalAnnotator(), traces(), m_demo.inventory, {});
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QVERIFY(result->prediction && !result->events.empty());
        QVERIFY2(kmFromTruth(result->events.front()) < 8.0, qPrintable(QString::number(kmFromTruth(result->events.front()))));
        QCOMPARE(result->stages.front().stage, std::string("picks"));
    }
    /// A pick a second and a half off is in the event or alone; in the event it is flagged, with the reason in its arrival.
    void aWrongPickIsFlagged()
    {
        std::vector<Label> picks = m_demo.picks;
        for (Label& pick : picks) pick.event.clear();
        const auto wrong = std::find_if(picks.begin(), picks.end(), [](const Label& pick) { return pick.phase == "S"; });
        wrong->time += fromSeconds(0.6);
        ReviewOptions options;
        options.velocity = "continental";
        const auto result = reviewPicks({picks}, {}, m_demo.inventory, options).value();
        const auto now = std::find_if(result.picks.begin(), result.picks.end(), [&](const Label& pick) { return pick.id == wrong->id; });
        const auto flags = keptFlags(*result.events.front().origin());
        QVERIFY(now->event.empty() || std::any_of(flags.begin(), flags.end(), [&](const auto& flag) { return flag.second.find(wrong->stream.station) != std::string::npos; }));
        QVERIFY(result.flagged < picks.size() / 2);
    }
    void withoutStationsPicksStayAlone()
    {
        const auto result = reviewPicks({m_demo.picks}, traces(), {}, {}).value();
        QVERIFY(result.events.empty() && result.velocity.empty());
        QVERIFY(!result.notes.empty() && result.notes.front().find("StationXML") != std::string::npos);
        std::size_t alone = 0;
        for (const Event& event : result.alone) alone += event.picks.size();
        QCOMPARE(alone, m_demo.picks.size());
        QVERIFY(reviewPicks({}, {}, {}, {}).value().events.empty());
    }
    void errors()
    {
        const Progress progress;
        progress.cancel();
        QCOMPARE(reviewPicks({m_demo.picks}, {}, m_demo.inventory, {}, progress).error().code, Error::Code::Cancelled);
        QCOMPARE(reviewRecords(*classicalAnnotator(), traces(), m_demo.inventory, {}, progress).error().code, Error::Code::Cancelled);
        ReviewOptions options;
        options.velocity = "nowhere";
        QVERIFY(!reviewPicks({m_demo.picks}, {}, m_demo.inventory, options));
    }
};

QTEST_APPLESS_MAIN(ReviewRecordsTest)
#include "review_records_test.moc"
