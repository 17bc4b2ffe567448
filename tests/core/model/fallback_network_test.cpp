// A GPU that fails leaves the work to the processor, with the same picks, and says so.

#include "core/model/fallback_network.h"

#include "tests/core/model/fake_device.h"
#include "tests/core/model/records.h"
#include "tests/core/model/same_prediction.h"

#include "core/model/annotator.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2021-02-03T04:05:06.007Z");

std::vector<TracePtr> record()
{
    std::vector<Time> at;
    for (double t = 3.0; t < 190.0; t += 11.7) at.push_back(origin + fromSeconds(t));
    return {trace("XX.A..HHZ", {pulses(origin, 100.0, 20000, at)}), trace("XX.A..HHN", {pulses(origin + fromSeconds(0.5), 100.0, 19000, at)})};
}

/// A device and what stands behind it.
struct Pair {
    std::shared_ptr<FakeDevice> device = std::make_shared<FakeDevice>(pickingContract(), echo(1000));
    std::shared_ptr<FakeNetwork> processor = std::make_shared<FakeNetwork>(pickingContract(), echo(1000));
    int loads = 0;
    std::shared_ptr<const FallbackNetwork> network = std::make_shared<const FallbackNetwork>(device, [this]() -> Result<std::shared_ptr<const Network>> {
        ++loads;
        return std::shared_ptr<const Network>(processor);
    });
    Result<Prediction> annotated() const { return networkAnnotator(network)->annotate(record(), {}, {}, Progress()); }
};

Prediction wanted() { return *networkAnnotator(std::make_shared<FakeNetwork>(pickingContract(), echo(1000)))->annotate(record(), {}, {}, Progress()); }

}  // namespace

class fallback_network_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staysOnTheDeviceWhileItWorks()
    {
        Pair p;
        const auto got = p.annotated();
        QVERIFY(got);
        QCOMPARE(difference(*got, wanted(), 0.0), QString());
        QCOMPARE(p.loads, 0);
        QCOMPARE(p.network->device(), std::string("cuda:0"));
        QVERIFY(p.network->remark().empty());
    }

    /// An error of the driver in the middle of a pass.
    void afterAFailureTheProcessorGoesOn()
    {
        Pair p;
        p.device->onCall = [&] { p.device->failure = "CUDA error: an illegal memory access was encountered"; };
        p.device->largestBatch = 5;
        const auto got = p.annotated();
        QVERIFY(got);
        QCOMPARE(difference(*got, wanted(), 0.0), QString());
        QCOMPARE(p.loads, 1);
        QCOMPARE(p.network->device(), std::string("cpu"));
        QVERIFY(!p.network->takesRecords());
        QVERIFY(p.network->remark().find("illegal memory access") != std::string::npos && p.network->remark().find("the processor") != std::string::npos);
        // For good: the device is not asked again, even if it would answer.
        p.device->failure.clear();
        p.device->onCall = {};
        const auto calls = p.device->calls.load();
        QVERIFY(p.annotated());
        QCOMPARE(p.device->calls.load(), calls);
        QCOMPARE(p.loads, 1);
    }

    void aPassThatCannotBeginIsAFailureToo()
    {
        Pair p;
        p.device->failure = "CUDA error: unspecified launch failure";
        const auto got = p.annotated();
        QVERIFY(got);
        QCOMPARE(difference(*got, wanted(), 0.0), QString());
        QCOMPARE(p.network->device(), std::string("cpu"));
    }

    /// Fewer windows at once first; the processor only when one is too many.
    void memoryIsNotGivenUpEarly()
    {
        Pair p;
        p.device->largestBatch = 1;
        auto got = p.annotated();
        QVERIFY(got);
        QCOMPARE(difference(*got, wanted(), 0.0), QString());
        QCOMPARE(p.loads, 0);
        QCOMPARE(p.network->device(), std::string("cuda:0"));
        p.device->largestBatch = 0;
        got = p.annotated();
        QVERIFY(got);
        QCOMPARE(difference(*got, wanted(), 0.0), QString());
        QCOMPARE(p.loads, 1);
        QCOMPARE(p.network->device(), std::string("cpu"));
        QVERIFY(p.network->remark().find("Too many windows") != std::string::npos);
    }

    void otherErrorsArePassedOn()
    {
        Pair p;
        const auto refused = p.network->forward(std::vector<float>(7), 1);
        QVERIFY(!refused && refused.error().code == Error::Code::InvalidArgument);
        QCOMPARE(p.network->device(), std::string("cuda:0"));
    }

    void bothFailuresAreTold()
    {
        const auto device = std::make_shared<FakeDevice>(pickingContract(), echo(1000));
        device->failure = "CUDA error: unknown error";
        const FallbackNetwork network(device, []() -> Result<std::shared_ptr<const Network>> { return Error{Error::Code::NotFound, "The weights are gone."}; });
        const auto output = network.forward(std::vector<float>(3000), 1);
        QVERIFY(!output && output.error().code == Error::Code::NotFound);
        QVERIFY(output.error().message.find("unknown error") != std::string::npos && output.error().message.find("weights are gone") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(fallback_network_test)
#include "fallback_network_test.moc"
