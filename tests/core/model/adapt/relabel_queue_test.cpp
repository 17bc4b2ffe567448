#include "core/model/adapt/relabel_queue.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace seisdesk;

namespace {

Label pick(const char* station, const char* phase, double seconds, double confidence = 0.9, double width = 0.02)
{
    Label l;
    l.id = Id::random();
    l.stream = {"XX", station, "", "HHZ"};
    l.phase = phase;
    l.time = Time{} + fromSeconds(seconds);
    l.mode = Mode::Automatic;
    l.confidence = confidence;
    l.lowerUncertaintySeconds = l.upperUncertaintySeconds = width;
    return l;
}

StationPrediction said(const char* station, std::vector<Label> labels)
{
    StationPrediction s;
    s.anchor = {"XX", station, "", "HHZ"};
    s.instrument = s.anchor.instrument();
    s.labels = std::move(labels);
    s.coverage = {{Time{}, Time{} + fromSeconds(1000)}};
    return s;
}

QueueEvidence evidence()
{
    QueueEvidence out;
    out.thresholds = {0.3, 0.3};
    return out;
}

std::string first(const std::vector<Label>& labels, const QueueEvidence& e) { return relabelQueue(labels, e).at(0).why; }

}  // namespace

class RelabelQueueTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatNobodyHasReviewed()
    {
        Label manual = pick("A", "P", 1), confirmed = pick("B", "P", 1), rejected = pick("C", "P", 1), span = pick("D", "noise", 1);
        manual.mode = Mode::Manual;
        confirmed.review = Review::Confirmed;
        rejected.review = Review::Rejected;
        span.end = span.time + fromSeconds(5);
        const auto queue = relabelQueue(std::vector{manual, confirmed, rejected, span, pick("E", "P", 1)}, evidence());
        QCOMPARE(queue.size(), std::size_t(1));
        QCOMPARE(queue.front().pick.stream.station, std::string("E"));
    }

    void theWideAndTheWeakComeFirst()
    {
        const auto queue = relabelQueue(std::vector{pick("A", "P", 1), pick("B", "P", 1, 0.31), pick("C", "P", 1, 0.9, 0.5)}, evidence());
        QCOMPARE(queue.size(), std::size_t(3));
        QCOMPARE(queue[2].pick.stream.station, std::string("A"));
        QVERIFY(queue[0].worth > queue[2].worth && queue[1].worth > queue[2].worth);
        QVERIFY(std::any_of(queue.begin(), queue.end(), [](const QueueEntry& e) { return e.why == "The time is uncertain by 0.50 s."; }));
        QVERIFY(std::any_of(queue.begin(), queue.end(), [](const QueueEntry& e) { return e.why == "Its confidence, 0.31, is close to the threshold."; }));
    }

    void disagreementOfTwoVersions()
    {
        const Prediction other{"other@1", {said("A", {pick("A", "P", 10.25)}), said("B", {}), said("C", {pick("C", "P", 10.0)}), said("D", {pick("D", "P", 50, 0.8)})}};
        QueueEvidence e = evidence();
        e.other = &other;
        Label here = pick("D", "P", 70);
        here.mode = Mode::Manual;
        const auto queue = relabelQueue(std::vector{pick("A", "P", 10), pick("B", "P", 10), pick("C", "P", 10), here}, e);
        QCOMPARE(queue.size(), std::size_t(4));
        QCOMPARE(queue[0].pick.stream.station, std::string("B"));
        QCOMPARE(queue[0].why, std::string("The other version does not see it."));
        QCOMPARE(queue[1].pick.stream.station, std::string("A"));
        QCOMPARE(queue[1].why, std::string("The other version puts it 0.25 s later."));
        QVERIFY(queue[2].missing && queue[2].pick.stream.station == "D");
        QCOMPARE(queue[3].pick.stream.station, std::string("C"));
        QCOMPARE(queue[3].doubt.disagreement, 0.0);
    }

    /// A station that the other version never looked at is no disagreement; a curve that nearly reaches the threshold is half one.
    void silenceIsNotDisagreement()
    {
        Prediction other{"other@1", {said("A", {}), said("B", {})}};
        other.stations[0].coverage = {{Time{} + fromSeconds(500), Time{} + fromSeconds(600)}};
        std::vector<float> curve(2000, 0.0f);
        curve[1000] = 0.27f;
        other.stations[1].curves = {{"P", makeSegment(Time{}, 100.0, std::move(curve))}};
        QueueEvidence e = evidence();
        e.other = &other;
        const auto queue = relabelQueue(std::vector{pick("A", "P", 10), pick("B", "P", 10)}, e);
        QCOMPARE(queue[0].pick.stream.station, std::string("B"));
        QVERIFY(std::abs(queue[0].doubt.disagreement - 0.55) < 1e-6);
        QCOMPARE(queue[0].why, std::string("The other version does not see it (0.27)."));
        QCOMPARE(queue[1].doubt.disagreement, 0.0);
    }

    void nothingIsMissingWhereALabelStands()
    {
        const Prediction other{"other@1", {said("A", {pick("A", "P", 10, 0.9), pick("A", "P", 20, 0.9), pick("A", "S", 30, 0.29)})}};
        QueueEvidence e = evidence();
        e.other = &other;
        Label manual = pick("A", "Pg", 10.2), rejected = pick("A", "P", 19.9);
        manual.mode = Mode::Manual;
        rejected.review = Review::Rejected;
        QVERIFY(relabelQueue(std::vector{manual, rejected}, e).empty());
        QCOMPARE(relabelQueue(std::vector{manual}, e).size(), std::size_t(1));
    }

    void eventsViewsAndPairs()
    {
        const Label a = pick("A", "P", 10);
        QueueEvidence e = evidence();
        e.residualSeconds = [](const Label&) { return -2.5; };
        QCOMPARE(first({a}, e), std::string("It is 2.50 s earlier than its event asks for."));
        e = evidence();
        e.effectKm = [](const Label&) { return 30.0; };
        QCOMPARE(first({a}, e), std::string("Without it its event would be 30.0 km away."));
        e = evidence();
        const std::unordered_map<Id, Agreement> views{{a.id, {5, 2, 0.2, 0.02}}};
        e.agreement = &views;
        QCOMPARE(first({a}, e), std::string("Only 2 of 5 ways of looking at the record show it."));
        QCOMPARE(first({pick("A", "S", 10)}, evidence()), std::string("There is no P before this S."));
        const auto paired = relabelQueue(std::vector{pick("A", "S", 15), a}, evidence());
        QVERIFY(paired[0].doubt.residual == 0.0 && paired[1].doubt.residual == 0.0);
    }

    void everyReasonIsToldTheWeightiestFirst()
    {
        const Label weak = pick("A", "P", 10, 0.31, 0.02);
        const Prediction other{"parent@1", {said("A", {pick("A", "P", 10.25)})}};
        QueueEvidence e = evidence();
        e.other = &other;
        e.otherName = other.model;
        const auto queue = relabelQueue(std::vector{weak}, e);
        QCOMPARE(queue[0].reasons, (std::vector<std::string>{"Its confidence, 0.31, is close to the threshold.", "parent@1 puts it 0.25 s later."}));
        QCOMPARE(queue[0].why, queue[0].reasons.front());
        QCOMPARE(relabelQueue(std::vector{pick("A", "P", 10, 0.9, 0.02)}, evidence())[0].reasons.size(), std::size_t{1});
    }

    /// Ten of one station that are all a little more doubtful than ten of ten others do not come in a row.
    void stationsTakeTurns()
    {
        std::vector<Label> labels;
        for (int i = 0; i < 10; ++i) {
            labels.push_back(pick("SAME", "P", 100.0 * i, 0.35));
            labels.push_back(pick(("S" + std::to_string(i)).c_str(), "P", 5.0, 0.38));
        }
        const auto queue = relabelQueue(labels, evidence());
        QCOMPARE(queue.size(), std::size_t(20));
        QCOMPARE(queue.front().pick.stream.station, std::string("SAME"));
        const auto same = std::count_if(queue.begin(), queue.begin() + 8, [](const QueueEntry& e) { return e.pick.stream.station == "SAME"; });
        QVERIFY2(same <= 3, std::to_string(same).c_str());
        QueueOptions greedy;
        greedy.repetition = 1.0;
        const auto row = relabelQueue(labels, evidence(), greedy);
        QVERIFY(std::all_of(row.begin(), row.begin() + 10, [](const QueueEntry& e) { return e.pick.stream.station == "SAME"; }));
    }

    /// Wrong picks are wider, weaker and less agreed on, on average only: a simulated analyst who looks at a fifth of the queue
    /// finds at least twice as many of them as one who looks anywhere.
    void beatsRandomOrder()
    {
        std::mt19937 random(3);
        std::normal_distribution<double> normal;
        std::vector<Label> labels;
        std::set<Id> wrong;
        Prediction other{"other@1", {}};
        for (int s = 0; s < 40; ++s) {
            const std::string name = "S" + std::to_string(s);
            std::vector<Label> theirs;
            for (int i = 0; i < 25; ++i) {
                const bool bad = random() % 10 == 0;
                const double at = 30.0 * i + 5.0;
                labels.push_back(pick(name.c_str(), "P", at, std::clamp((bad ? 0.45 : 0.7) + 0.15 * normal(random), 0.3, 1.0), std::exp(std::log(bad ? 0.06 : 0.03) + 0.4 * normal(random))));
                if (bad) wrong.insert(labels.back().id);
                if (random() % 10 < (bad ? 5 : 9)) theirs.push_back(pick(name.c_str(), "P", at + (bad ? 0.15 : 0.03) * normal(random)));
            }
            other.stations.push_back(said(name.c_str(), std::move(theirs)));
        }
        QueueEvidence e = evidence();
        e.other = &other;
        std::vector<QueueEntry> queue = relabelQueue(labels, e);
        std::erase_if(queue, [](const QueueEntry& q) { return q.missing; });
        QCOMPARE(queue.size(), labels.size());
        const auto found = std::count_if(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(queue.size() / 5), [&](const QueueEntry& q) { return wrong.contains(q.pick.id); });
        QVERIFY2(static_cast<double>(found) > 0.4 * static_cast<double>(wrong.size()), std::to_string(found).c_str());
    }
};

QTEST_GUILESS_MAIN(RelabelQueueTest)
#include "relabel_queue_test.moc"
