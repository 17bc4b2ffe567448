#include "core/model/source_windows.h"

#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2020-01-01T00:00:00Z");

Contract contract(Task task, std::vector<std::string> outputs, double rate = 100.0, std::size_t window = 1000)
{
    Contract c = pickingContract(rate, window);
    c.task = task;
    c.outputs = std::move(outputs);
    return c;
}

/// Answers with the place of the highest sample of the first component.
std::shared_ptr<const Network> placeOfTop(double rate = 100.0, std::size_t window = 1000)
{
    return std::make_shared<FakeNetwork>(contract(Task::Distance, {"distance"}, rate, window), [window](std::span<const float> in) {
        return std::vector<float>{static_cast<float>(std::max_element(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(window)) - in.begin())};
    });
}

double placed(const std::shared_ptr<const Network>& network, double length, double onset, Placement placement, double at)
{
    Instrument i;
    i.axes[0] = {pulses(origin, 100.0, static_cast<std::size_t>(length * 100), {origin + fromSeconds(onset)})};
    SourceEstimate estimate;
    SourceWindows windows({network}, 4, Progress());
    if (!windows.add(i, {{origin + fromSeconds(at), &estimate}}, placement) || !windows.flush() || !estimate.distanceKm) return -1.0;
    return estimate.distanceKm->value;
}

}  // namespace

class source_windows_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theOnsetStandsWhereItStoodInTraining()
    {
        QCOMPARE(placed(placeOfTop(), 100, 50, Placement::Anchored, 50), 250.0);
        QCOMPARE(placed(placeOfTop(50.0), 100, 50, Placement::Anchored, 50), 250.0);
        QCOMPARE(placed(placeOfTop(), 100, 1, Placement::Anchored, 1), 100.0);    // moved into the record
        QCOMPARE(placed(placeOfTop(), 100, 99, Placement::Anchored, 99), 900.0);
        QCOMPARE(placed(placeOfTop(), 6, 5, Placement::Anchored, 5), 500.0);      // short: from its start
        QCOMPARE(placed(placeOfTop(), 100, 7, Placement::FromStart, 0), 700.0);
        QCOMPARE(placed(placeOfTop(), 100, 7, Placement::FromStart, 3), 400.0);
    }

    void polarityHasAnUndecidedBand()
    {
        QVERIFY(decidedPolarity(0.9) == Polarity::Positive && decidedPolarity(0.1) == Polarity::Negative);
        QVERIFY(decidedPolarity(0.5) == Polarity::Undecidable && decidedPolarity(0.6) == Polarity::Undecidable && decidedPolarity(0.4) == Polarity::Undecidable);
        QVERIFY(decidedPolarity(std::nan("")) == Polarity::Unset);
    }

    void valuesGoWhereTheyBelong()
    {
        SourceEstimate e;
        setEstimate(e, contract(Task::Magnitude, {"magnitude"}), std::vector<float>{3.5f});
        setEstimate(e, contract(Task::Distance, {"distance"}), std::vector<float>{-2.0f});
        setEstimate(e, contract(Task::Polarity, {"down", "up"}), std::vector<float>{0.25f, 0.75f});
        setEstimate(e, contract(Task::BackAzimuth, {"azimuth"}), std::vector<float>{-90.0f});
        QCOMPARE(e.magnitude->value, 3.5);
        QCOMPARE(e.distanceKm->value, 0.0);
        QCOMPARE(*e.probabilityUp, 0.75);
        QCOMPARE(e.backAzimuthDeg->value, 270.0);
        setEstimate(e, contract(Task::BackAzimuth, {"cos", "sin"}), std::vector<float>{0.0f, 1.0f});
        QVERIFY(std::abs(e.backAzimuthDeg->value - 90.0) < 1e-6);
        setEstimate(e, contract(Task::Magnitude, {"magnitude"}), std::vector<float>{std::nanf("")});
        setEstimate(e, contract(Task::Magnitude, {"magnitude"}), {});
        QCOMPARE(e.magnitude->value, 3.5);
    }

    void pickersAreLeftOutAndNothingIsNothing()
    {
        SourceWindows none({std::make_shared<FakeNetwork>(pickingContract(), echo(1000)), nullptr}, 4, Progress());
        QVERIFY(none.empty());
        SourceEstimate e;
        SourceWindows some({placeOfTop()}, 4, Progress());
        QVERIFY(some.add(Instrument{}, {{origin, &e}}, Placement::Anchored) && some.flush());
        QVERIFY(!e.distanceKm);
    }
};

QTEST_APPLESS_MAIN(source_windows_test)
#include "source_windows_test.moc"
