#include "core/label/label_set.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {
const Time t0 = parseTime("2020-01-01").value();

Label label(const std::string& channel, Time time, const std::string& phase = "P")
{
    Label l;
    l.id = Id::random();
    l.stream = {"GE", "WLF", "", channel};
    l.phase = phase;
    l.time = time;
    return l;
}

/// Random valid edits over a plain list of labels.
class Analyst {
public:
    explicit Analyst(unsigned seed) : m_random(seed) {}
    std::vector<Label> labels;

    Edit edit()
    {
        Edit edit;
        edit.name = "edit";
        for (int k = below(4); k-- > 0 && !labels.empty();) {
            const auto at = labels.begin() + below(static_cast<int>(labels.size()));
            Label changed = *at;
            edit.removed.push_back(*at);
            labels.erase(at);
            if (below(2) == 0) {  // moved, with the same id
                changed.time += std::chrono::milliseconds(below(4000) - 2000);
                changed.review = Review::Confirmed;
                edit.added.push_back(changed);
            }
        }
        for (int k = below(4); k-- > 0;) {
            Label fresh;
            fresh.id = Id::random();
            fresh.stream = {"GE", below(2) ? "WLF" : "APE", "", below(2) ? "HHZ" : "HHN"};
            fresh.time = t0 + std::chrono::milliseconds(100 * below(100));  // often the same time
            fresh.phase = below(2) ? "P" : "S";
            if (below(3) == 0) fresh.end = fresh.time + 2s;
            edit.added.push_back(fresh);
        }
        labels.insert(labels.end(), edit.added.begin(), edit.added.end());
        return edit;
    }
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_random); }

private:
    std::mt19937 m_random;
};

std::vector<Label> sorted(std::vector<Label> labels)
{
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return std::tie(a.time, a.id) < std::tie(b.time, b.id); });
    return labels;
}
std::vector<Label> valuesOf(const std::vector<const Label*>& pointers)
{
    std::vector<Label> out;
    for (const Label* p : pointers) out.push_back(*p);
    return out;
}
}  // namespace

class LabelSetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsOfAnEventAreFoundWhateverIsEdited()
    {
        LabelSet set;
        Label p = label("HHZ", t0 + 2s), s = label("HHN", t0 + 1s, "S"), noise = label("HHZ", t0, "noise");
        p.event = s.event = noise.event = "smi:a/1";
        noise.end = t0 + 5s;
        QVERIFY(set.apply({"add", {}, {p, s, noise, label("HHE", t0)}}));
        QCOMPARE(set.ofEvent("smi:a/1").size(), std::size_t{3});
        QVERIFY(*set.ofEvent("smi:a/1")[1] == s);
        QCOMPARE(set.picksOf("smi:a/1"), std::size_t{2});
        QVERIFY(set.ofEvent("").empty() && set.ofEvent("smi:a/2").empty() && set.picksOf("") == 0);
        Label moved = p, rejected = s;
        moved.event = "smi:a/2";
        rejected.review = Review::Rejected;
        const Edit edit{"move", {p, s}, {moved, rejected}};
        QVERIFY(set.apply(edit));
        QCOMPARE(set.picksOf("smi:a/1"), std::size_t{0});
        QCOMPARE(set.ofEvent("smi:a/1").size(), std::size_t{2});
        QCOMPARE(set.picksOf("smi:a/2"), std::size_t{1});
        QVERIFY(set.apply(inverse(edit)));
        QCOMPARE(set.picksOf("smi:a/1"), std::size_t{2});
        QVERIFY(set.ofEvent("smi:a/2").empty());
    }
    void anyEditsAndTheirInversesKeepItRight()
    {
        for (unsigned seed = 0; seed < 20; ++seed) {
            Analyst analyst(seed);
            LabelSet set;
            std::vector<Edit> done;
            std::vector<std::vector<Label>> states{{}};
            for (int step = 0; step < 60; ++step) {
                const Edit edit = analyst.edit();
                const auto changed = set.apply(edit);
                QVERIFY2(changed.has_value(), changed ? "" : changed.error().message.c_str());
                for (const auto* side : {&edit.removed, &edit.added})
                    for (const Label& l : *side) QVERIFY(changed->contains(l.time) && (!l.end || *l.end <= changed->end));
                done.push_back(edit);
                states.push_back(sorted(analyst.labels));
                QVERIFY(set.values() == states.back() && valuesOf(set.all()) == states.back());
                QCOMPARE(set.size(), analyst.labels.size());
                compareSearches(set, analyst);
            }
            // All the way back, and forth again.
            for (std::size_t i = done.size(); i-- > 0;) {
                QVERIFY(set.apply(inverse(done[i])).has_value());
                QVERIFY(set.values() == states[i]);
            }
            for (std::size_t i = 0; i < done.size(); ++i) QVERIFY(set.apply(done[i]).has_value());
            QVERIFY(set.values() == states.back());
        }
    }
    void wrongEditsChangeNothing()
    {
        LabelSet set;
        const Label a = label("HHZ", t0), b = label("HHZ", t0 + 1s);
        QVERIFY(set.apply({"add", {}, {a}}).has_value());
        Label altered = a;
        altered.phase = "S";
        Label nameless = label("HHN", t0);
        nameless.id = {};
        const std::vector<Edit> wrong{{"remove what is not there", {b}, {}},    {"remove another value", {altered}, {b}}, {"remove twice", {a, a}, {}},
                                      {"add a taken id", {}, {b, altered}},      {"add twice", {}, {b, b}},                {"add without id", {a}, {nameless}},
                                      {"half right", {a}, {b, b}}};
        for (const Edit& edit : wrong) {
            const auto result = set.apply(edit);
            QVERIFY2(!result && result.error().code == Error::Code::InvalidArgument, edit.name.c_str());
            QVERIFY(set.values() == std::vector<Label>{a});
            QVERIFY(set.in(a.stream, {t0, t0 + 10s}).size() == 1);
        }
    }
    void searchesAreHalfOpenAndByStreamOrStation()
    {
        LabelSet set;
        const Label z = label("HHZ", t0), n = label("HHN", t0 + 1s), later = label("HHZ", t0 + 2s);
        QVERIFY(set.apply({"add", {}, {later, n, z}}).has_value());
        QVERIFY(valuesOf(set.in(z.stream, {t0, t0 + 2s})) == std::vector<Label>{z});
        QVERIFY((valuesOf(set.in(z.stream, {t0, t0 + 2s}, true)) == std::vector<Label>{z, n}));
        QVERIFY((valuesOf(set.in(z.stream, {t0 + 1ns, t0 + 2s + 1ns}, true)) == std::vector<Label>{n, later}));
        QVERIFY(set.in({"GE", "WL", "", "HHZ"}, {t0, t0 + 9s}, true).empty());
        QVERIFY(*set.find(n.id) == n && !set.find(Id::random()));
    }
    void labelsOfAnEventComeByTime()
    {
        LabelSet set;
        Edit edit{"three", {}, {}};
        for (const auto& [seconds, event] : {std::pair{3, "a"}, {1, "a"}, {2, "b"}}) {
            Label label;
            label.id = Id::random();
            label.time = Time{} + std::chrono::seconds(seconds);
            label.event = event;
            edit.added.push_back(label);
        }
        QVERIFY(set.apply(edit).has_value());
        const auto found = set.ofEvent("a");
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0]->id, edit.added[1].id);
        QCOMPARE(found[1]->id, edit.added[0].id);
        QVERIFY(set.ofEvent("c").empty());
    }

    void anEmptyEditChangesNothing()
    {
        LabelSet set;
        QVERIFY(set.apply({}).value().empty());
        QCOMPARE(set.size(), std::size_t{0});
    }

private:
    static void compareSearches(const LabelSet& set, Analyst& analyst)
    {
        const StreamId stream{"GE", analyst.below(2) ? "WLF" : "APE", "", analyst.below(2) ? "HHZ" : "HHN"};
        const Time begin = t0 + std::chrono::milliseconds(analyst.below(10'000));
        const TimeSpan span{begin, begin + std::chrono::milliseconds(analyst.below(5000))};
        for (const bool station : {false, true}) {
            std::vector<Label> expected;
            for (const Label& l : analyst.labels)
                if (span.contains(l.time) && (station ? l.stream.sameStation(stream) : l.stream == stream)) expected.push_back(l);
            const auto found = valuesOf(set.in(stream, span, station));
            QVERIFY(std::is_sorted(found.begin(), found.end(), [](const Label& a, const Label& b) { return a.time < b.time; }));
            QVERIFY(sorted(found) == sorted(expected));
        }
        for (const Label& l : analyst.labels) QVERIFY(set.find(l.id) && *set.find(l.id) == l);
    }
};

QTEST_APPLESS_MAIN(LabelSetTest)
#include "label_set_test.moc"
