// Whole records through LibTorch and the kernels, on the processor and, where there is one, on a GPU: the same prediction as window by window.

#include "core/model/torch/torch_record_pass.h"

#include "core/model/annotator.h"
#include "core/model/torch/seismollm_desk.h"
#include "tests/core/model/fake_network.h"
#include "tests/core/model/records.h"
#include "tests/core/model/same_prediction.h"
#include "tests/core/model/torch/cuda_card.h"
#include "tests/core/model/torch/tiny_desk.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

const Time origin = *parseTime("2021-02-03T04:05:06.007Z");

/// P and S are the shapes of the first and second components; memory runs out above so many windows.
struct Echoing : nets::Picker {
    torch::Tensor forward(torch::Tensor x) override
    {
        ++calls;
        if (!failure.empty() && calls > 2) TORCH_CHECK(false, failure);
        if (x.size(0) > largestBatch) TORCH_CHECK(false, "CUDA out of memory. Tried to allocate 2.00 GiB");
        largest = std::max(largest, x.size(0));
        const torch::Tensor phases = (x.narrow(1, 0, 2) / 12.0).clamp(0.0, 1.0);
        return torch::cat({1.0 - phases.narrow(1, 0, 1), phases}, 1);
    }
    std::int64_t largestBatch = 1000000, largest = 0, calls = 0;
    std::string failure;
};

Result<Prediction> annotated(const std::shared_ptr<const Network>& network, bool keepCurves)
{
    AnnotateOptions options;
    options.keepCurves = keepCurves;
    return networkAnnotator(network)->annotate(gappyNetwork(origin, 3.0), {}, options, Progress());
}

std::shared_ptr<const Network> network(const Contract& contract, const std::shared_ptr<nets::Picker>& module, torch::Device device, bool whole)
{
    nets::ModuleRun how;
    how.device = device;
    how.takesRecords = whole;
    return std::make_shared<nets::ModuleNetwork>(contract, "net@0", module, how);
}

std::size_t pickCount(const Prediction& p)
{
    std::size_t out = 0;
    for (const auto& s : p.stations) out += s.labels.size();
    return out;
}

}  // namespace

class torch_record_pass_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatWindowsSay_data()
    {
        QTest::addColumn<int>("stacking");
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("order");
        for (const auto& [stacking, rule] : {std::pair(Stacking::Tapered, PickRule::Peaks), std::pair(Stacking::Mean, PickRule::Triggers), std::pair(Stacking::Maximum, PickRule::Peaks)})
            for (const char* order : {"ZNE", "ENZ"})
                QTest::addRow("%d %d %s", static_cast<int>(stacking), static_cast<int>(rule), order) << static_cast<int>(stacking) << static_cast<int>(rule) << QString::fromLatin1(order);
    }
    void saysWhatWindowsSay()
    {
        QFETCH(int, stacking);
        QFETCH(int, rule);
        QFETCH(QString, order);
        Contract contract = pickingContract(100.0, 700);
        contract.componentOrder = order.toStdString();
        contract.stacking = static_cast<Stacking>(stacking);
        contract.pickRule = static_cast<PickRule>(rule);
        contract.blindingSamples = contract.stacking == Stacking::Tapered ? 0 : 50;
        contract.detrend = contract.stacking == Stacking::Maximum;
        contract.taperSamples = contract.detrend ? 6 : 0;
        contract.normalisation = contract.detrend ? Normalisation::Window : Normalisation::Std;
        for (const torch::Device& device : devicesHere())
            for (const bool keep : {true, false}) {
                const auto whole = annotated(network(contract, std::make_shared<Echoing>(), device, true), keep);
                const auto windows = annotated(network(contract, std::make_shared<Echoing>(), device, false), keep);
                QVERIFY2(whole && windows, whole ? "" : whole.error().message.c_str());
                QCOMPARE(difference(*whole, *windows, 1e-4), QString());
                QVERIFY(pickCount(*whole) > 5);
            }
    }

    /// First motions and sources, of a network for all tasks.
    void sourcesAreThoseOfTheSameWindows()
    {
        torch::manual_seed(1);
        Contract contract = tinyContract();
        contract.defaultThresholdP = contract.defaultThresholdS = 0.01;  // untrained, it is sure of nothing
        for (const torch::Device& device : devicesHere()) {
            const auto module = std::make_shared<nets::SeisMoLLMDesk>(tinyDesk());
            const auto whole = annotated(network(contract, module, device, true), false), windows = annotated(network(contract, module, device, false), false);
            QVERIFY2(whole && windows, whole ? "" : whole.error().message.c_str());
            QCOMPARE(difference(*whole, *windows, 1e-3), QString());
            QVERIFY2(pickCount(*whole) > 0, qPrintable(QStringLiteral("%1 candidates").arg(whole->stations[0].candidates.size())));
            QVERIFY(std::any_of(whole->stations[0].labels.begin(), whole->stations[0].labels.end(), [](const Label& l) { return l.source.magnitude.has_value(); }));
        }
    }

    void memoryThatRunsOutHalvesTheBatch()
    {
        const Contract contract = pickingContract(100.0, 700);
        const auto easy = std::make_shared<Echoing>(), tight = std::make_shared<Echoing>();
        tight->largestBatch = 3;
        const auto a = annotated(network(contract, easy, torch::kCPU, true), true), b = annotated(network(contract, tight, torch::kCPU, true), true);
        QVERIFY(a && b);
        QCOMPARE(difference(*a, *b, 1e-6), QString());
        QVERIFY(easy->largest > 50 && tight->largest <= 3 && tight->largest > 1);
    }

    void failuresAreSaidAndRemembered()
    {
        const Contract contract = pickingContract(100.0, 700);
        const auto module = std::make_shared<Echoing>();
        module->failure = "CUDA error: unspecified launch failure";
        nets::ModuleRun how;
        how.takesRecords = true;
        RecordPlan plan;
        plan.weights = std::vector<float>(700, 1.0f);
        plan.mostAtOnce = 1;
        plan.lines = {{2000, {0, 350, 700, 1050, 1300}, {{0, 2000, 10.0}}}};
        const auto pass = nets::torchRecordPass(module, contract, "net@0", how, plan, Progress());
        QVERIFY(pass);
        const auto appended = (*pass)->append(std::vector<float>(6000, 1.0f), 2000);
        QVERIFY(!appended && appended.error().code == Error::Code::Internal);
        QVERIFY(how.health->lost());
        const auto refused = (*pass)->append(std::vector<float>(3, 1.0f), 1);
        QVERIFY(!refused && refused.error().code == Error::Code::InvalidArgument);
    }

    void unfinishedRecordsAndWrongOutputsAreRefused()
    {
        const Contract contract = pickingContract(100.0, 700);
        Contract other = contract;
        other.outputs = {"P"};
        RecordPlan plan;
        plan.weights = std::vector<float>(700, 1.0f);
        plan.lines = {{1000, {0, 300}, {}}};
        auto pass = nets::torchRecordPass(std::make_shared<Echoing>(), contract, "net@0", {}, plan, Progress());
        QVERIFY(pass && (*pass)->append(std::vector<float>(1500, 1.0f), 500));
        QVERIFY(!(*pass)->finish());
        pass = nets::torchRecordPass(std::make_shared<Echoing>(), other, "net@0", {}, plan, Progress());
        QVERIFY(pass && (*pass)->append(std::vector<float>(3000, 1.0f), 1000));
        const auto wrong = (*pass)->finish();
        QVERIFY(!wrong && wrong.error().code == Error::Code::ModelMismatch);
    }
};

QTEST_APPLESS_MAIN(torch_record_pass_test)
#include "torch_record_pass_test.moc"
