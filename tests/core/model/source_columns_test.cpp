#include "core/model/source_columns.h"

#include "core/model/annotator.h"
#include "core/model/propose.h"
#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-02T03:04:05Z");

/// Windows of 1000 samples at 100 Hz, 20 columns of 50, the onset at sample 250.
Contract deskContract()
{
    Contract c = pickingContract();
    c.outputs = {"noise", "P", "S", "up", "down"};
    c.sourceOutputs = {"magnitude", "magnitude_sigma", "distance_km", "distance_km_sigma", "back_azimuth_x", "back_azimuth_y"};
    c.sourceStride = 50;
    return c;
}

/// Picks pulses of the vertical; says up and down as given; the magnitude is the column, the distance the place of the pulse
/// in the window (its first, where there are more), the back-azimuth 300 degrees.
std::shared_ptr<FakeNetwork> desk(float up = 0.9f, float down = 0.05f)
{
    return std::make_shared<FakeNetwork>(deskContract(), [up, down](std::span<const float> in) {
        std::vector<float> out = echo(1000)(in);
        std::fill(out.begin() + 2000, out.begin() + 3000, 0.0f);
        const auto row = in.first(1000);
        std::vector<float> motions(2000, 0.0f);
        float first = 0.0f;
        const float top = *std::max_element(row.begin(), row.end());
        for (std::size_t i = 0; i < 1000; ++i) {
            if (top < 4.5f || row[i] < 0.99f * top) continue;
            if (first == 0.0f) first = static_cast<float>(i);
            motions[i] = up;
            motions[1000 + i] = down;
        }
        out.insert(out.end(), motions.begin(), motions.end());
        for (int i = 0; i < 20; ++i) out.push_back(static_cast<float>(i));
        out.insert(out.end(), 20, 0.25f);
        out.insert(out.end(), 20, first);
        out.insert(out.end(), 20, 4.0f);
        out.insert(out.end(), 20, 10.0f);
        out.insert(out.end(), 20, -17.320508f);
        return out;
    });
}

Time at(double sample) { return origin + fromSeconds(sample / 100.0); }

Prediction annotated(const std::shared_ptr<const Network>& network, const std::vector<TracePtr>& traces, AnnotateOptions options = {})
{
    const auto result = networkAnnotator(network)->annotate(traces, {}, options, Progress());
    return result ? *result : Prediction{};
}

TracePtr record(const char* id, std::size_t samples, const std::vector<Time>& onsets) { return trace(id, {pulses(origin, 100.0, samples, onsets)}); }

}  // namespace

class SourceColumnsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWindowWithTheOnsetNearestToTheAnchorSpeaks()
    {
        const Contract contract = deskContract();
        SourceColumns columns(contract);
        std::vector<float> values(6 * 20);
        for (const std::size_t start : {std::size_t{0}, std::size_t{500}, std::size_t{900}}) {
            for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(start) + static_cast<float>(i);
            columns.add(start, values);
        }
        QCOMPARE(columns.at(260.0), (std::vector<float>{5, 25, 45, 65, 85, 105}));
        QCOMPARE(columns.at(499.0).front(), 9.0f);         // 499 is covered by the first alone
        QCOMPARE(columns.at(500.0).front(), 10.0f);        // 250 after the anchor in the first, 250 before it in the second
        QCOMPARE(columns.at(501.0).front(), 500.0f);
        QCOMPARE(columns.at(1000.0).front(), 900.0f + 2);  // 150 before the anchor, the second has it 250 after
        QCOMPARE(columns.at(1899.9).front(), 900.0f + 19);
        QVERIFY(columns.at(1900.0).empty() && columns.at(-0.1).empty());
    }
    void estimatesComeByName()
    {
        Contract contract = deskContract();
        const std::vector<float> values{3.5f, 0.2f, 40.0f, 6.0f, 0.0f, 30.0f};
        const SourceEstimate e = sourceEstimate(contract, values, true);
        QCOMPARE(e.magnitude->value, 3.5);
        QVERIFY(std::abs(*e.magnitude->sigma - 0.2) < 1e-6);
        QCOMPARE(e.distanceKm->value, 40.0);
        QCOMPARE(*e.distanceKm->sigma, 6.0);
        QCOMPARE(e.backAzimuthDeg->value, 90.0);
        // mpmath: degrees(sqrt(-2 log(besseli(1, 30) / besseli(0, 30))))
        QVERIFY(std::abs(*e.backAzimuthDeg->sigma - 10.5503123152328) < 1e-6);
        QVERIFY(!sourceEstimate(contract, values, false).backAzimuthDeg);
        std::swap(contract.sourceOutputs[0], contract.sourceOutputs[2]);
        contract.sourceOutputs[1] = "depth_km";
        const SourceEstimate other = sourceEstimate(contract, values, true);
        QCOMPARE(other.magnitude->value, 40.0);
        QVERIFY(!other.magnitude->sigma);
    }
    void whatTheModelDoesNotKnowIsLeftOut()
    {
        const Contract contract = deskContract();
        // 100 degrees are a mean resultant length of exp(-(100 pi / 180)^2 / 2) = 0.218, a concentration of about 0.447.
        QVERIFY(!sourceEstimate(contract, std::vector<float>{0, 0, 0, 0, 0.44f, 0}, true).backAzimuthDeg);
        QVERIFY(sourceEstimate(contract, std::vector<float>{0, 0, 0, 0, 0, -0.46f}, true).backAzimuthDeg);
        const SourceEstimate e = sourceEstimate(contract, std::vector<float>{std::nanf(""), 1, -3, -1, 0, 0}, true);
        QVERIFY(!e.magnitude && !e.backAzimuthDeg);
        QVERIFY(e.distanceKm->value == 0.0 && !e.distanceKm->sigma);
    }
    void firstMotionsAreDecidedThreeWays()
    {
        SourceEstimate e;
        QVERIFY(firstMotion(0.7f, 0.1f, 0.6, e) == Polarity::Positive);
        QVERIFY(std::abs(*e.probabilityUp - 0.875) < 1e-6 && std::abs(*e.polarityConfidence - 0.7) < 1e-6);
        QVERIFY(firstMotion(0.1f, 0.7f, 0.6, e) == Polarity::Negative);
        QVERIFY(firstMotion(0.55f, 0.0f, 0.6, e) == Polarity::Undecidable);
        QCOMPARE(*e.probabilityUp, 1.0);
        SourceEstimate none;
        QVERIFY(firstMotion(0.0f, 0.0f, 0.0, none) == Polarity::Unset);
        QVERIFY(firstMotion(std::nanf(""), 0.5f, 0.0, none) == Polarity::Unset && !none.probabilityUp);
    }
    void horizontalsMustRecordAndMove()
    {
        Instrument instrument;
        const auto flat = [](std::size_t n) { return makeSegment(origin, 100.0, std::vector<float>(n, 7.0f)); };
        instrument.axes[1] = {pulses(origin, 100.0, 3000, {at(1000)})};
        QVERIFY(!hasHorizontals(instrument, at(1000)));
        instrument.axes[2] = {flat(3000)};
        QVERIFY(!hasHorizontals(instrument, at(1000)));
        instrument.axes[2] = {pulses(origin, 100.0, 1500, {at(1000)})};
        QVERIFY(hasHorizontals(instrument, at(1000)) && hasHorizontals(instrument, at(0)) && hasHorizontals(instrument, at(1499)));
        QVERIFY(!hasHorizontals(instrument, at(1501)) && !hasHorizontals(instrument, at(-10)));
    }

    /// Windows begin at 0, 500, ... 5000; each P is described by the one in which it stands nearest to sample 250.
    void picksTakeTheColumnOfTheirBestWindow()
    {
        const std::vector<double> places{100, 730, 1290, 2310, 3490, 5960};
        const std::vector<double> columns{2, 4, 5, 6, 9, 19};   // of windows 0, 500, 1000, 2000, 3000, 5000
        const std::vector<double> within{100, 230, 290, 310, 490, 960};
        for (const std::size_t batch : {std::size_t{1}, std::size_t{4}, std::size_t{64}}) {
            AnnotateOptions options;
            options.batchSize = batch;
            for (std::size_t i = 0; i < places.size(); ++i) {
                const std::vector<Time> onset{at(places[i])};
                const Prediction p = annotated(desk(), {record("XX.A..HHZ", 6000, onset), record("XX.A..HHN", 6000, onset), record("XX.A..HHE", 6000, onset)}, options);
                QCOMPARE(p.stations.at(0).labels.size(), std::size_t{1});
                const Label& label = p.stations[0].labels[0];
                QCOMPARE(label.source.magnitude->value, columns[i]);
                QCOMPARE(*label.source.magnitude->sigma, 0.25);
                QVERIFY(std::abs(label.source.distanceKm->value - within[i]) <= 2.0);
                QCOMPARE(*label.source.distanceKm->sigma, 4.0);
                QVERIFY(std::abs(label.source.backAzimuthDeg->value - 300.0) < 1e-3);
                QVERIFY(std::abs(*label.source.backAzimuthDeg->sigma - 12.9786780488976) < 1e-4);
                QVERIFY(label.polarity == Polarity::Positive);
                QVERIFY(std::abs(*label.source.probabilityUp - 0.9 / 0.95) < 1e-5);
                for (const Curve& c : p.stations[0].curves) QVERIFY(c.name == "P" || c.name == "S");
            }
        }
    }
    /// A gap shorter than a window stays within one grid; a longer one begins a new one.
    void gapsKeepColumnsInPlace()
    {
        // Joined: 1500 samples, a gap of 300, 2000 samples: windows at 0, 500 ... 2500 and 2800.
        const Segment a = pulses(origin, 100.0, 1500, {at(1240)}), b = pulses(at(1800), 100.0, 2000, {at(2160), at(3710)});
        const Prediction joined = annotated(desk(), {trace("XX.A..HHZ", {a, b})});
        const auto& labels = joined.stations.at(0).labels;
        QCOMPARE(labels.size(), std::size_t{3});
        QCOMPARE(labels[0].source.magnitude->value, 4.0);   // 1240 in the window at 1000
        QCOMPARE(labels[1].source.magnitude->value, 3.0);   // 2160 in the window at 2000
        QCOMPARE(labels[2].source.magnitude->value, 18.0);  // 3710 in the last, at 2800
        // Apart: the second record begins its own windows, 0, 500 and 1000.
        const Segment c = pulses(at(9000), 100.0, 2000, {at(9000 + 870)});
        const Prediction apart = annotated(desk(), {trace("XX.A..HHZ", {a, c})});
        QCOMPARE(apart.stations.at(0).labels.size(), std::size_t{2});
        QCOMPARE(apart.stations[0].labels[1].source.magnitude->value, 7.0);  // 870 in the window at 500
    }
    void shortRecordsAreDescribedToo()
    {
        const Prediction p = annotated(desk(), {record("XX.A..HHZ", 400, {at(380)})});
        QCOMPARE(p.stations.at(0).labels.size(), std::size_t{1});
        QCOMPARE(p.stations[0].labels[0].source.magnitude->value, 7.0);
    }
    void aVerticalAloneHasNoBackAzimuth()
    {
        const std::vector<Time> onset{at(1000)};
        const auto found = [&](const std::vector<TracePtr>& traces) { return annotated(desk(), traces).stations.at(0).labels.at(0).source; };
        const TracePtr z = record("XX.A..HHZ", 3000, onset), n = record("XX.A..HHN", 3000, onset);
        QVERIFY(!found({z}).backAzimuthDeg && found({z}).magnitude && found({z}).probabilityUp);
        QVERIFY(!found({z, n}).backAzimuthDeg);
        const TracePtr dead = trace("XX.A..HHE", {makeSegment(origin, 100.0, std::vector<float>(3000, 0.0f))});
        QVERIFY(!found({z, n, dead}).backAzimuthDeg);
        QVERIFY(found({z, n, record("XX.A..HHE", 3000, onset)}).backAzimuthDeg);
    }
    void undecidedPolaritiesStayUndecided()
    {
        const std::vector<TracePtr> traces{record("XX.A..HHZ", 3000, {at(1000)})};
        const auto polarity = [&](float up, float down, AnnotateOptions options = {}) { return annotated(desk(up, down), traces, options).stations.at(0).labels.at(0).polarity; };
        QVERIFY(polarity(0.5f, 0.1f) == Polarity::Undecidable);  // 0.83 of the two, but one in two that there is no telling
        QVERIFY(polarity(0.1f, 0.62f) == Polarity::Negative);
        AnnotateOptions bold;
        bold.thresholdPolarity = 0.4;
        QVERIFY(polarity(0.5f, 0.1f, bold) == Polarity::Positive);
    }
    /// A network for polarity alone is asked because the user wants its word.
    void polarityNetworksWinOverTheCurves()
    {
        Contract c = pickingContract(100.0, 400);
        c.task = Task::Polarity;
        c.outputs = {"up", "down"};
        const auto down = std::make_shared<FakeNetwork>(c, [](std::span<const float>) { return std::vector<float>{0.1f, 0.9f}; });
        const auto p = networkAnnotator(desk(), {down})->annotate({record("XX.A..HHZ", 3000, {at(1000)})}, {}, {}, Progress());
        QVERIFY(p && p->stations.at(0).labels.at(0).polarity == Polarity::Negative);
        QVERIFY(p->stations[0].labels[0].source.magnitude.has_value());
    }
    /// Onsets below the threshold are described, so that lowering it later costs nothing and loses nothing.
    void lowerThresholdsFindDescribedCandidates()
    {
        AnnotateOptions high;
        high.thresholdP = 0.95;
        const Prediction p = annotated(desk(), {record("XX.A..HHZ", 3000, {at(1310)})}, high);
        QVERIFY(p.stations.at(0).labels.empty());
        QCOMPARE(p.stations[0].candidates.size(), std::size_t{1});
        const Prediction lower = proposed(p, {0.5, 0.5, 1.0});
        QCOMPARE(lower.stations.at(0).labels.size(), std::size_t{1});
        QVERIFY(lower.stations[0].labels[0] == p.stations[0].candidates[0]);
        QCOMPARE(lower.stations[0].labels[0].source.magnitude->value, 6.0);
        QVERIFY(proposed(lower, {0.95, 0.95, 1.0}).stations[0].labels.empty());
    }
    void anotherSizeIsAnError()
    {
        const auto few = std::make_shared<FakeNetwork>(deskContract(), [](std::span<const float>) { return std::vector<float>(5000); });
        const auto result = networkAnnotator(few)->annotate({record("XX.A..HHZ", 3000, {})}, {}, {}, Progress());
        QVERIFY(!result && result.error().code == Error::Code::ModelMismatch);
        QVERIFY(result.error().message.find("source") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(SourceColumnsTest)
#include "source_columns_test.moc"
