#include "core/model/adapt/set_summary.h"

#include "tests/core/model/adapt/analyst.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

LocalExample example(const std::string& event, const std::string& station, std::optional<double> km, std::optional<double> snr, Part part, bool withS)
{
    LocalExample e;
    e.window.eventId = event;
    e.window.stationId = station;
    if (km) e.window.truth.distanceKm = Estimate{*km, {}};
    e.window.snrDb = snr;
    e.window.labels = {made("A", "Pg", 10.0)};
    if (withS) e.window.labels.push_back(made("A", "S", 14.0));
    e.part = part;
    return e;
}

bool says(const SetSummary& s, const std::string& sentence) { return std::ranges::find(s.missing, sentence) != s.missing.end(); }

}  // namespace

class SetSummaryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingIsCounted()
    {
        ExampleSet set;
        set.examples = {example("e1", "XX.A", 30.0, 12.0, Part::Train, true), example("e1", "XX.B", 80.0, 25.0, Part::Train, false),
                        example("e2", "XX.A", 10.0, {}, Part::HeldOut, true), example("e3", "XX.A", {}, -3.0, Part::Calibration, false)};
        set.examples[0].window.polarity = Polarity::Positive;      // of the set, not of the label
        set.examples[2].window.labels[0].polarity = Polarity::Undecidable;
        set.examples[0].quiet = {{at(0.0), at(7.5)}};
        set.examples[0].corrections = {{Correction::Kind::Confirmed, {}, {}}, {Correction::Kind::Rejected, {}, {}}, {Correction::Kind::Confirmed, {}, {}}};
        const SetSummary s = summary(set, {"XX.A", "XX.B", "XX.C", "XX.D"});
        QVERIFY(s.windows == 4 && s.events == 3);
        QVERIFY((s.count == PhaseCount{4, 2}));
        QVERIFY((s.stations.at("XX.A") == PhaseCount{3, 2} && s.stations.at("XX.D") == PhaseCount{}));
        QVERIFY(s.parts[0].events == 1 && s.parts[0].windows == 2 && (s.parts[0].count == PhaseCount{2, 1}) && s.parts[2].events == 1);
        const auto bin = [](const std::vector<CountBin>& bins, const std::string& name) {
            for (const CountBin& b : bins)
                if (b.name == name) return b.count;
            return PhaseCount{99, 99};
        };
        QVERIFY((bin(s.distance, "below 10 km") == PhaseCount{} && bin(s.distance, "10 to 25 km") == PhaseCount{1, 1}));  // an edge belongs to what follows
        QVERIFY((bin(s.distance, "25 to 50 km") == PhaseCount{1, 1} && bin(s.distance, "50 to 100 km") == PhaseCount{1, 0}));
        QVERIFY((bin(s.snr, "below 0 dB") == PhaseCount{1, 0} && bin(s.snr, "10 to 20 dB") == PhaseCount{1, 1} && bin(s.snr, "20 to 30 dB") == PhaseCount{1, 0}));
        QVERIFY(s.up == 1 && s.down == 0 && s.undecidable == 1);
        QVERIFY(s.corrections[0] == 2 && s.corrections[3] == 1);
        QCOMPARE(s.quietSeconds, 7.5);
        QVERIFY(std::abs(s.shareOfS() - 1.0 / 3.0) < 1e-12);
    }
    void whatIsMissingIsSaid()
    {
        ExampleSet set;
        set.examples = {example("e1", "XX.A", 30.0, 12.0, Part::Train, true), example("e1", "XX.B", 80.0, 25.0, Part::Train, false), example("e2", "XX.A", 10.0, 15.0, Part::HeldOut, true)};
        set.examples[0].window.polarity = Polarity::Positive;
        const SetSummary s = summary(set, {"XX.A", "XX.B", "XX.C", "XX.D"});
        QVERIFY(says(s, "No S labels beyond 50 km."));
        QVERIFY(!says(s, "No P labels beyond 100 km."));
        QVERIFY(says(s, "2 of 4 stations have no label."));
        QVERIFY(says(s, "4 more events for a held-out part, without which nothing can be proved."));
        QVERIFY(says(s, "4 more events to learn from."));
        QVERIFY(says(s, "3 more events to choose thresholds on."));
        QVERIFY(says(s, "All first motions are up."));
        QVERIFY(says(s, "No P labels below 10 dB: weak onsets are not learned."));
        QVERIFY(says(s, "No rejected picks and no noise: nothing shows what is no onset."));
    }
    void aSetWithEverythingMissesNothing()
    {
        ExampleSet set;
        for (int i = 0; i < 39; ++i) {
            set.examples.push_back(example("e" + std::to_string(i), "XX.A", 5.0 + 4.0 * i, 2.0 + i, static_cast<Part>(i % 3), true));
            set.examples.back().window.polarity = i % 2 ? Polarity::Positive : Polarity::Negative;
            set.examples.back().quiet = {{at(0.0), at(1.0)}};
        }
        const SetSummary s = summary(set, {"XX.A"});
        QVERIFY2(s.missing.empty(), s.missing.empty() ? "" : s.missing.front().c_str());
        QCOMPARE(summary({}).missing.size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(SetSummaryTest)
#include "set_summary_test.moc"
