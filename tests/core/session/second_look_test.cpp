#include "core/session/second_look.h"

#include "core/model/shipped_models.h"
#include "core/synth/demo.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <algorithm>

using namespace seisdesk;

namespace {

Label proposal(const StreamId& stream, const char* phase, Time time)
{
    Label label;
    label.id = Id::random();
    label.stream = stream;
    label.phase = phase;
    label.time = time;
    label.mode = Mode::Automatic;
    label.confidence = 0.9;
    label.lowerUncertaintySeconds = label.upperUncertaintySeconds = 0.02;
    return label;
}

TracePtr flat(const char* station, double seconds)
{
    Trace trace{{"XX", station, "", "HHZ"}, {makeSegment(Time{}, 10.0, std::vector<float>(static_cast<std::size_t>(10.0 * seconds)))}};
    return std::make_shared<const Trace>(std::move(trace));
}

}  // namespace

class SecondLookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordsAreCutAboutThePicks()
    {
        const StreamId a{"XX", "A", "", "HHZ"};
        const auto pieces = recordsAround({flat("A", 1000.0), flat("B", 1000.0)}, {proposal(a, "P", Time{} + fromSeconds(100)), proposal(a, "S", Time{} + fromSeconds(110)), proposal(a, "P", Time{} + fromSeconds(995))}, 40.0);
        QCOMPARE(pieces.size(), std::size_t{1});
        QCOMPARE(pieces[0]->id.station, std::string("A"));
        QCOMPARE(pieces[0]->segments.size(), std::size_t{2});
        QVERIFY(std::abs(toSeconds(pieces[0]->segments[0].start - Time{}) - 60.0) < 0.11 && std::abs(toSeconds(pieces[0]->segments[0].span().length()) - 90.0) < 0.21);
        QVERIFY(std::abs(toSeconds(pieces[0]->segments[1].span().length()) - 45.0) < 0.21);
    }
    void agreementIsThatOfTheNearestPickOfTheViews()
    {
        const StreamId a{"XX", "A", "", "HHZ"};
        MultiView views;
        StationPrediction station;
        station.anchor = a;
        station.coverage = {{Time{}, Time{} + fromSeconds(500)}};
        station.labels = {proposal(a, "P", Time{} + fromSeconds(100.1)), proposal(a, "P", Time{} + fromSeconds(100.4)), proposal(a, "S", Time{} + fromSeconds(100.0))};
        views.mean.stations = {station};
        views.agreement = {{station.labels[0].id, {5, 3, 0.2, 0.07}}, {station.labels[1].id, {5, 1, 0.1, {}}}, {station.labels[2].id, {5, 5, 0.9, 0.0}}};
        views.seen = {{proposal(a, "P", Time{} + fromSeconds(200.2))}};
        const std::vector<Label> picks{proposal(a, "Pg", Time{} + fromSeconds(100)), proposal(a, "P", Time{} + fromSeconds(200)), proposal(a, "P", Time{} + fromSeconds(700)), proposal({"XX", "B", "", "HHZ"}, "P", Time{} + fromSeconds(100))};
        const auto found = agreementsOf(picks, views, 5, 0.5);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(found.at(picks[0].id).agreeing == 3 && found.at(picks[0].id).spreadSeconds == 0.07);
        QVERIFY(found.at(picks[1].id).views == 5 && found.at(picks[1].id).agreeing == 1);
    }
    void theClassicalPickerIsNotAskedTwice()
    {
        DoubtInput input;
        input.labels = {proposal({"XX", "A", "", "HHZ"}, "P", Time{} + fromSeconds(100))};
        input.traces = {flat("A", 200.0)};
        input.model.weights = {"classical"};
        const auto look = secondLook(input, {}, {});
        QVERIFY(look && look->agreement.empty() && !look->other && look->effectKm.empty());
        Progress progress;
        progress.cancel();
        QVERIFY(!secondLook(input, {}, progress));
    }
    /// With the network that comes with the program: a made-up pick in the noise is seen by no view, and so comes before true ones.
    void aPickThatNobodySeesComesFirst()
    {
        qputenv("SEISDESK_SHIPPED_MODELS", QByteArray::fromStdString(test::sourceFile("../models").string()));
        if (!shippedModels().standard()) QSKIP("models/seismollm-desk is not in this source tree");
        if (const auto engine = loadEngine(); !engine) QSKIP(qPrintable(QString::fromStdString("The engine is not built: " + engine.error().message)));
        synth::DemoOptions options;
        options.stations = 3;
        const synth::Demo demo = synth::demo(options);
        DoubtInput input;
        for (const Trace& trace : demo.traces) input.traces.push_back(std::make_shared<const Trace>(trace));
        input.inventory = demo.inventory;
        input.thresholds = {0.2, 0.2};
        for (const Label& truth : demo.picks) input.labels.push_back(proposal(truth.stream, truth.phase.c_str(), truth.time));
        const Label& some = demo.picks.front();
        const Time early = demo.traces.front().span().begin + fromSeconds(8);
        input.labels.push_back(proposal(some.stream, "P", early));
        const Id invented = input.labels.back().id;
        input.model.other = shippedModels().standard()->weights().string();
        auto look = secondLook(input, {}, {});
        QVERIFY2(look, look ? "" : look.error().message.c_str());
        QVERIFY(look->other && look->agreement.size() == input.labels.size());
        for (const Label& label : input.labels)
            if (label.id != invented) QVERIFY2(look->agreement.at(label.id).agreeing >= 4, label.stream.text().c_str());
        QCOMPARE(look->agreement.at(invented).agreeing, std::size_t{0});
        input.look = std::make_shared<const SecondLook>(std::move(*look));
        const auto ranked = rankByDoubt(input, {});
        QVERIFY(ranked && ranked->size() == input.labels.size());
        QCOMPARE(ranked->front().label, invented);
        QVERIFY2(ranked->front().reason.find("0 of 5 ways of looking") != std::string::npos, ranked->front().reason.c_str());
    }
};

QTEST_APPLESS_MAIN(SecondLookTest)
#include "second_look_test.moc"
