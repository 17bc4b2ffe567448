// Theoretical arrivals on the traces come from what the residuals come from.

#include "ui/trace/rows.h"

#include "core/session/review_inputs.h"
#include "tests/core/session/review_scene.h"

#include <QTest>

#include <set>

using namespace seisdesk;
using test::ReviewScene;
using namespace std::chrono_literals;

namespace {

std::vector<TraceItemPtr> tracesOf(const ReviewScene& scene)
{
    std::vector<TraceItemPtr> out;
    for (const Station& station : scene.inventory.stations) {
        auto trace = std::make_shared<Trace>();
        trace->id = {"XX", station.code, "", "HHZ"};
        trace->segments = {makeSegment(scene.origin, 100.0, std::vector<float>(6000, 0.0f))};
        auto item = std::make_shared<TraceItem>();
        item->envelopes.emplace_back(trace->segments[0].samples);
        item->trace = std::move(trace);
        out.push_back(std::move(item));
    }
    return out;
}

struct Shown {
    ReviewScene scene;
    LabelSet labels;
    std::vector<TraceItemPtr> traces;
    std::vector<Event> events;
    Location location;
    Theory theory;

    Shown()
    {
        if (!labels.apply({"all", {}, scene.labels})) qFatal("labels");
        traces = tracesOf(scene);
        const ReviewInputs inputs = reviewInputs(scene.event, labels, scene.inventory);
        location = locate(*test::reviewTimes(), inputs.picks).value();
        theory = {test::reviewTimes(), scene.event.id, location.epicentre, location.depthKm, location.time};
    }
    std::vector<Row> rows(const ViewOptions& options) const { return makeRows({traces, scene.inventory, events, labels, scene.event.id, scene.origin, &theory}, options); }
};

}  // namespace

class TheoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theResidualIsObservedLessPlotted()
    {
        const Shown shown;
        const std::vector<Row> rows = shown.rows({});
        int compared = 0;
        for (const LocatedPick& pick : shown.location.picks) {
            const Label* label = shown.labels.find(Id::parse(pick.id).value());
            const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.id().sameStation(label->stream); });
            const auto mark = std::find_if(row->theory.begin(), row->theory.end(), [&](const TheoryMark& m) { return name(m.phase) == label->phase; });
            QVERIFY(mark != row->theory.end());
            QVERIFY2(std::abs(toSeconds(label->time - mark->time) - pick.residualSeconds) < 1e-3, pick.station.c_str());
            ++compared;
        }
        QCOMPARE(compared, 24);
    }

    /// The same with stations that are late: they are marked late, and their residuals are what is left.
    void correctionsAreInBoth()
    {
        Shown shown;
        const LabelSet& labels = shown.labels;
        LocateOptions options;
        double sign = 1.0;
        for (const LocatedPick& pick : shown.location.picks) options.corrections[{pick.station, arrivesAs(pick.phase)}] = 0.2 * (sign = -sign);
        shown.location = locate(*test::reviewTimes(), reviewInputs(shown.scene.event, labels, shown.scene.inventory).picks, options).value();
        shown.theory = {test::reviewTimes(), shown.scene.event.id, shown.location.epicentre, shown.location.depthKm, shown.location.time, options.corrections};
        const std::vector<Row> rows = shown.rows({});
        int compared = 0;
        for (const LocatedPick& pick : shown.location.picks) {
            QCOMPARE(std::abs(pick.correctionSeconds), 0.2);
            const Label* label = labels.find(Id::parse(pick.id).value());
            const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.id().sameStation(label->stream); });
            const auto mark = std::find_if(row->theory.begin(), row->theory.end(), [&](const TheoryMark& m) { return name(m.phase) == label->phase; });
            QVERIFY(mark != row->theory.end());
            QVERIFY2(std::abs(toSeconds(label->time - mark->time) - pick.residualSeconds) < 1e-3, pick.station.c_str());
            ++compared;
        }
        QCOMPARE(compared, 24);
    }

    void phasesAreChosen()
    {
        const Shown shown;
        const auto phases = [&](TheoryPhases wanted) {
            std::set<std::string> out;
            ViewOptions options;
            options.theoryPhases = wanted;
            for (const Row& row : shown.rows(options))
                for (const TheoryMark& mark : row.theory) out.insert(name(mark.phase));
            return out;
        };
        QVERIFY((phases(TheoryPhases::First) == std::set<std::string>{"P", "S"}));
        QVERIFY(phases(TheoryPhases::Regional).contains("PmP") && !phases(TheoryPhases::Regional).contains("pP"));
        QVERIFY(!phases(TheoryPhases::Regional).contains("P"));  // its first arrivals have names of their own
        QVERIFY(phases(TheoryPhases::All).size() >= phases(TheoryPhases::Regional).size());
    }

    void orderAndAlignmentFollowTheLocatedEvent()
    {
        Shown shown;
        Event other;
        other.id = shown.scene.event.id;
        other.origins.emplace_back();  // of somebody else, far away
        shown.events = {other};
        ViewOptions options;
        options.sort = TraceSort::Distance;
        options.align = TraceAlign::TheoreticalP;
        const std::vector<Row> rows = shown.rows(options);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QVERIFY(rows[i].distanceKm && *rows[i].distanceKm < 130.0);
            QVERIFY(i == 0 || *rows[i - 1].distanceKm <= *rows[i].distanceKm);
            QVERIFY(rows[i].aligned);
            QCOMPARE(rows[i].shift, rows[i].theory.front().time.time_since_epoch());
        }
        // Without picks, P times are the theoretical ones.
        shown.labels = {};
        options.sort = TraceSort::Time;
        const std::vector<Row> byTime = shown.rows(options);
        for (std::size_t i = 1; i < byTime.size(); ++i) QVERIFY(byTime[i - 1].theory.front().time <= byTime[i].theory.front().time);
        options.align = TraceAlign::Origin;
        QCOMPARE(shown.rows(options)[0].shift, shown.location.time.time_since_epoch());
    }
};

QTEST_GUILESS_MAIN(TheoryTest)
#include "theory_test.moc"
