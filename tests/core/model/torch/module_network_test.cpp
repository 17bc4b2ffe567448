#include "core/model/torch/module_network.h"

#include "core/model/torch/seismollm_desk.h"
#include "tests/core/model/torch/cuda_card.h"
#include "tests/core/model/torch/tiny_desk.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// Passes the components on as curves, or fails.
struct Echoing : nets::Picker {
    torch::Tensor forward(torch::Tensor x) override
    {
        if (!failure.empty()) TORCH_CHECK(false, failure);
        return x * 0.5;
    }
    std::string failure;
};

Contract contract()
{
    Contract c;
    c.windowSamples = 100;
    c.outputs = {"noise", "P", "S"};
    return c;
}

}  // namespace

class module_network_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsWhereItIsTold()
    {
        std::vector<float> input(600);
        for (std::size_t i = 0; i < input.size(); ++i) input[i] = static_cast<float>(i);
        for (const torch::Device& device : devicesHere()) {
            nets::ModuleRun how;
            how.device = device;
            const nets::ModuleNetwork network(contract(), "echo@0", std::make_shared<Echoing>(), how);
            QCOMPARE(network.device(), device.str());
            const auto output = network.forward(input, 2);
            QVERIFY(output && output->size() == 600);
            for (std::size_t i = 0; i < 600; ++i) QCOMPARE((*output)[i], 0.5f * input[i]);
            QVERIFY(!network.takesRecords() && !network.recordPass({}, {}));
        }
    }

    /// What poisons the GPU is remembered for all networks there.
    void failuresAreReported()
    {
        nets::ModuleRun how;
        const auto module = std::make_shared<Echoing>();
        const nets::ModuleNetwork network(contract(), "echo@0", module, how);
        module->failure = "CUDA out of memory. Tried to allocate 20 GiB";
        auto output = network.forward(std::vector<float>(300), 1);
        QVERIFY(!output && output.error().code == Error::Code::OutOfSpace && !how.health->lost());
        module->failure = "CUDA error: an illegal memory access was encountered";
        output = network.forward(std::vector<float>(300), 1);
        QVERIFY(!output && output.error().code == Error::Code::Internal);
        QVERIFY(how.health->lost() && how.health->reason().find("illegal memory access") != std::string::npos);
    }

    void onlyPickersTakeRecords()
    {
        nets::ModuleRun how;
        how.takesRecords = true;
        Contract polarity = contract();
        polarity.task = Task::Polarity;
        QVERIFY(nets::ModuleNetwork(contract(), "echo@0", std::make_shared<Echoing>(), how).takesRecords());
        QVERIFY(!nets::ModuleNetwork(polarity, "echo@0", std::make_shared<Echoing>(), how).takesRecords());
    }

    /// bfloat16 has eight bits: outputs differ, and not by more than that.
    void sixteenBitsAreUsedWhereAskedFor()
    {
        torch::manual_seed(1);
        for (const torch::Device& device : devicesHere()) {
            const auto module = std::make_shared<nets::SeisMoLLMDesk>(tinyDesk());
            nets::ModuleRun full, half;
            full.device = half.device = device;
            half.half = true;
            const nets::ModuleNetwork exact(tinyContract(), "tiny@0", module, full), rough(tinyContract(), "tiny@0", module, half);
            std::vector<float> input(3 * 512 * 2);
            for (std::size_t i = 0; i < input.size(); ++i) input[i] = std::sin(0.37f * static_cast<float>(i));
            const auto a = exact.forward(input, 2), b = rough.forward(input, 2);
            QVERIFY(a && b && a->size() == b->size());
            double worst = 0.0;
            for (std::size_t w = 0; w < 2; ++w)
                for (std::size_t i = 0; i < 5 * 512; ++i) worst = std::max(worst, std::abs(static_cast<double>((*a)[w * a->size() / 2 + i]) - static_cast<double>((*b)[w * a->size() / 2 + i])));
            QVERIFY2(worst > 1e-6 && worst < 0.05, qPrintable(QString::number(worst)));
        }
    }
};

QTEST_APPLESS_MAIN(module_network_test)
#include "module_network_test.moc"
