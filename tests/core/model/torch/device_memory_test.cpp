#include "core/model/torch/device_memory.h"

#include "tests/core/model/torch/cuda_card.h"

#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

class device_memory_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theProcessorsIsNotCounted()
    {
        nets::DeviceMemory memory{torch::Device(torch::kCPU)};
        memory.restart();
        const torch::Tensor some = torch::zeros({1000});
        QCOMPARE(memory.freeBytes(), std::size_t(0));
        QCOMPARE(memory.peakBytes(), std::size_t(0));
        memory.release();
    }
    void peaksAreThoseSinceTheRestart()
    {
        if (!hasCard()) QSKIP(noCard);
        nets::DeviceMemory memory{torch::Device(torch::kCUDA, 0)};
        const auto floats = torch::TensorOptions(torch::kFloat32).device(torch::kCUDA);
        const torch::Tensor before = torch::zeros({1 << 20}, floats);
        memory.restart();
        QCOMPARE(memory.peakBytes(), std::size_t(0));
        const std::size_t free = memory.freeBytes();
        QVERIFY(free > 0);
        {
            const torch::Tensor large = torch::zeros({1 << 22}, floats);
        }
        QVERIFY(memory.peakBytes() >= (std::size_t{4} << 22) && memory.peakBytes() < (std::size_t{5} << 22));
        memory.release();
        QVERIFY(memory.freeBytes() + (std::size_t{1} << 20) >= free);
    }
};

QTEST_APPLESS_MAIN(device_memory_test)
#include "device_memory_test.moc"
