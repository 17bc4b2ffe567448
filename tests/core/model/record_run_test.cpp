// Whole records through a device: the same prediction as window by window, whatever runs out.

#include "core/model/annotator.h"
#include "core/model/record_run.h"

#include "tests/core/model/fake_device.h"
#include "tests/core/model/records.h"
#include "tests/core/model/same_prediction.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2021-02-03T04:05:06.007Z");

/// With a record shorter than a window, and one of another rate.
std::vector<TracePtr> network()
{
    std::vector<TracePtr> out = gappyNetwork(origin, 6.0);
    out.push_back(trace("XX.D..BHZ", {pulses(origin, 20.0, 2000, pulseTimes(origin))}));
    return out;
}

Contract withMotions()
{
    Contract c = pickingContract();
    c.outputs = {"noise", "P", "S", "up", "down"};
    return c;
}

/// Echo with first motions: up is half of P's curve, down a tenth.
FakeNetwork::Answer motions(std::size_t window)
{
    return [answer = echo(window), window](std::span<const float> in) {
        std::vector<float> out = answer(in);
        for (const float share : {0.75f, 0.1f})
            for (std::size_t i = 0; i < window; ++i) out.push_back(share * out[window + i]);
        return out;
    };
}

Result<Prediction> annotated(const std::shared_ptr<const Network>& network, const std::vector<TracePtr>& traces, bool keepCurves, const Progress& progress = {})
{
    AnnotateOptions options;
    options.keepCurves = keepCurves;
    return networkAnnotator(network)->annotate(traces, {}, options, progress);
}

}  // namespace

class record_run_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatWindowsSay_data()
    {
        QTest::addColumn<bool>("firstMotions");
        QTest::addColumn<bool>("keepCurves");
        for (const bool motion : {false, true})
            for (const bool keep : {false, true}) QTest::addRow("motions %d, curves %d", motion, keep) << motion << keep;
    }
    void saysWhatWindowsSay()
    {
        QFETCH(bool, firstMotions);
        QFETCH(bool, keepCurves);
        for (const Stacking stacking : {Stacking::Tapered, Stacking::Mean, Stacking::Maximum}) {
            Contract contract = firstMotions ? withMotions() : pickingContract();
            contract.stacking = stacking;
            contract.blindingSamples = stacking == Stacking::Tapered ? 0 : 100;
            const auto answer = firstMotions ? motions(1000) : echo(1000);
            const auto device = std::make_shared<FakeDevice>(contract, answer);
            const auto whole = annotated(device, network(), keepCurves), windows = annotated(std::make_shared<FakeNetwork>(contract, answer), network(), keepCurves);
            QVERIFY(whole && windows);
            QCOMPARE(difference(*whole, *windows, 1e-6), QString());
            QCOMPARE(device->passes, std::size_t(1));
            std::size_t picks = 0, decided = 0;
            for (const auto& s : whole->stations)
                for (const Label& l : s.labels) {
                    ++picks;
                    decided += l.polarity == Polarity::Positive ? 1 : 0;
                }
            QVERIFY(picks > 20);
            QCOMPARE(decided > 5, firstMotions);
        }
    }

    /// Windows of several stations fill batches together, and memory that runs out halves them.
    void batchesAreHalvedAndNothingIsLost()
    {
        const auto easy = std::make_shared<FakeDevice>(pickingContract(), echo(1000)), tight = std::make_shared<FakeDevice>(pickingContract(), echo(1000));
        tight->largestBatch = 3;
        const auto a = annotated(easy, network(), true), b = annotated(tight, network(), true);
        QVERIFY(a && b);
        QCOMPARE(difference(*a, *b, 0.0), QString());
        QCOMPARE(easy->batches.size(), std::size_t(1));
        QVERIFY(easy->batches.front() > 50);
        QVERIFY(*std::max_element(tight->batches.begin(), tight->batches.end()) <= 3);
        QCOMPARE(tight->windows.load(), easy->windows.load());
    }

    /// Records that do not fit go through the device window by window.
    void whatIsTooLargeGoesByWindows()
    {
        const auto device = std::make_shared<FakeDevice>(pickingContract(), echo(1000));
        device->largestRecord = 100;
        const auto a = annotated(device, network(), true), b = annotated(std::make_shared<FakeNetwork>(pickingContract(), echo(1000)), network(), true);
        QVERIFY(a && b);
        QCOMPARE(difference(*a, *b, 0.0), QString());
        QCOMPARE(device->passes, std::size_t(1));
        QVERIFY(device->batches.empty() && device->calls > 3);
    }

    void cancelEndsIt()
    {
        const auto device = std::make_shared<FakeDevice>(pickingContract(), echo(1000));
        const Progress progress;
        device->largestBatch = 4;
        device->onCall = [&] { progress.cancel(); };
        const auto cancelled = annotated(device, network(), true, progress);
        QVERIFY(!cancelled && cancelled.error().code == Error::Code::Cancelled);
        QCOMPARE(device->calls.load(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(record_run_test)
#include "record_run_test.moc"
