#include "core/model/propose.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

const Time t0 = parseTime("2020-01-01T00:00:00Z").value();
constexpr double rate = 100.0;

/// Gaussians of the given heights at the given seconds.
Curve curve(const char* name, const std::vector<std::pair<double, double>>& bumps)
{
    std::vector<float> values(6000, 0.0f);
    for (const auto& [seconds, height] : bumps)
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] += static_cast<float>(height * std::exp(-0.5 * std::pow((static_cast<double>(i) / rate - seconds) / 0.1, 2.0)));
    return {name, makeSegment(t0, rate, std::move(values))};
}

Label label(const char* phase, double seconds, double confidence)
{
    Label out;
    out.id = Id::random();
    out.stream = StreamId::parse("GE.WLF..HHZ").value();
    out.phase = phase;
    out.time = t0 + fromSeconds(seconds);
    out.mode = Mode::Automatic;
    out.confidence = confidence;
    out.polarity = Polarity::Positive;
    return out;
}

Prediction prediction()
{
    StationPrediction station;
    station.instrument = StreamId::parse("GE.WLF..HH").value();
    station.anchor = StreamId::parse("GE.WLF..HHZ").value();
    station.curves = {curve("P", {{10.0, 0.9}, {20.0, 0.4}, {20.5, 0.35}, {40.0, 0.15}}), curve("S", {{15.0, 0.6}})};
    station.labels = {label("P", 10.0, 0.9), label("P", 20.0, 0.4), label("S", 15.0, 0.6)};
    return {"net@1", {station}};
}

QString shown(const Prediction& p)
{
    QStringList out;
    for (const Label& l : p.stations.front().labels) out << QString::fromStdString(l.phase) + QString::number(std::round(toSeconds(l.time - t0) * 100.0) / 100.0);
    return out.join(QLatin1Char(' '));
}

}  // namespace

class ProposeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thresholdsActOnTheirPhase()
    {
        const Prediction base = prediction();
        QCOMPARE(shown(proposed(base, {0.3, 0.3, 1.0})), QStringLiteral("P10 S15 P20"));
        QCOMPARE(shown(proposed(base, {0.5, 0.3, 1.0})), QStringLiteral("P10 S15"));
        QCOMPARE(shown(proposed(base, {0.5, 0.7, 1.0})), QStringLiteral("P10"));
        QCOMPARE(shown(proposed(base, {0.1, 0.7, 1.0})), QStringLiteral("P10 P20 P40"));
        QCOMPARE(shown(proposed(base, {0.3, 0.7, 0.2})), QStringLiteral("P10 P20 P20.5"));
    }
    void knownPicksKeepWhatTheModelSaidOfThem()
    {
        const Prediction base = prediction();
        const Prediction low = proposed(base, {0.1, 0.3, 1.0});
        const auto& labels = low.stations.front().labels;
        QVERIFY(labels[0] == base.stations.front().labels[0]);
        QVERIFY(labels.back().polarity == Polarity::Unset && labels.back().model == "net@1" && labels.back().mode == Mode::Automatic);
        QVERIFY(std::abs(*labels.back().confidence - 0.15) < 0.01);
        QVERIFY(std::abs(*labels.back().lowerUncertaintySeconds - 0.1) < 0.01);
        QVERIFY(low.stations.front().curves[0].values.samples == base.stations.front().curves[0].values.samples);
        // There and back gives what there was.
        QVERIFY(proposed(base, {0.3, 0.3, 1.0}).stations.front().labels[0].id == base.stations.front().labels[0].id);
    }
    /// Known picks were scaled when they were made; new ones are scaled alike.
    void newPicksAreScaledAsTheContractSays()
    {
        const Prediction base = prediction();
        const auto labels = proposed(base, {0.1, 0.3, 1.0, {{2.0, 3.0, 1, 1}, {}}}).stations.front().labels;
        QVERIFY(labels[0] == base.stations.front().labels[0]);
        QVERIFY(std::abs(*labels.back().lowerUncertaintySeconds - 0.2) < 0.02);
        QVERIFY(std::abs(*labels.back().upperUncertaintySeconds - 0.3) < 0.03);
    }
    void ofAPAndAnSAtOneInstantTheLikelierStays()
    {
        Prediction base = prediction();
        base.stations.front().curves = {curve("P", {{10.0, 0.9}, {15.2, 0.4}}), curve("S", {{15.0, 0.6}, {10.25, 0.35}})};
        base.stations.front().labels.clear();
        const Prediction one = proposed(base, {0.3, 0.3, 1.0});
        QCOMPARE(shown(one), QStringLiteral("P10 S15"));
        QCOMPARE(shown(proposed(one, {0.3, 0.7, 1.0})), QStringLiteral("P10 P15.2"));
        QCOMPARE(shown(proposed(base, {0.3, 0.3, 1.0, {}, 0.0})), QStringLiteral("P10 S10.25 S15 P15.2"));
    }
    void withoutCurvesConfidenceDecides()
    {
        Prediction base = prediction();
        base.stations.front().curves.clear();
        QVERIFY(!hasPhaseCurves(base) && hasPhaseCurves(prediction()));
        QCOMPARE(shown(proposed(base, {0.5, 0.5, 1.0})), QStringLiteral("P10 S15"));
    }
};

QTEST_APPLESS_MAIN(ProposeTest)
#include "propose_test.moc"
