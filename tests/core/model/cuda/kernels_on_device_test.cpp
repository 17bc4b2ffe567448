// The kernels on a GPU against Window, Stack and Peaks, on the same random cases as their bodies on the processor.

#include "tests/core/model/cuda/kernel_cases.h"
#include "tests/core/model/torch/cuda_card.h"

#include <torch/types.h>

#include <QtTest>

#include <cstring>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

#ifdef SEISDESK_CUDA

/// An array on the GPU for as long as it lives; fetch() brings it back.
template <class T>
class OnDevice {
public:
    OnDevice(const T* here, std::int64_t count) : m_here(const_cast<T*>(here)), m_bytes(count * static_cast<std::int64_t>(sizeof(T)))
    {
        if (here) m_tensor = torch::from_blob(m_here, {m_bytes}, torch::kUInt8).to(torch::kCUDA);
        if (here && m_bytes == 0) m_tensor = torch::empty({8}, torch::TensorOptions(torch::kUInt8).device(torch::kCUDA));
    }
    T* there() const { return m_tensor.defined() ? reinterpret_cast<T*>(m_tensor.data_ptr<std::uint8_t>()) : nullptr; }
    void fetch() const
    {
        if (m_bytes > 0) std::memcpy(m_here, m_tensor.to(torch::kCPU).data_ptr<std::uint8_t>(), static_cast<std::size_t>(m_bytes));
    }

private:
    T* m_here;
    std::int64_t m_bytes;
    torch::Tensor m_tensor;
};

void check(const std::string& said) { QVERIFY2(said.empty(), said.c_str()); }

void cut(const kernels::WindowCut& job)
{
    const OnDevice record(job.record, 3 * job.stride), out(job.out, static_cast<std::int64_t>(job.windows) * job.components * job.length);
    const OnDevice starts(job.starts, job.windows), available(job.available, job.windows);
    kernels::WindowCut there = job;
    there.record = record.there();
    there.out = out.there();
    there.starts = starts.there();
    there.available = available.there();
    check(kernels::cutOnDevice(there, nullptr));
    out.fetch();
}

void stack(const kernels::WindowStack& job)
{
    const OnDevice output(job.output, job.windows * job.outputStride), weights(job.weights, job.length), curve(job.curve, job.curves * job.size), coverage(job.coverage, job.size),
        record(job.record, 3 * job.recordStride);
    const OnDevice starts(job.starts, job.windows), available(job.available, job.windows);
    kernels::WindowStack there = job;
    there.output = output.there();
    there.weights = weights.there();
    there.curve = curve.there();
    there.coverage = coverage.there();
    there.record = record.there();
    there.starts = starts.there();
    there.available = available.there();
    check(kernels::stackOnDevice(there, nullptr));
    curve.fetch();
    coverage.fetch();
}

int peaks(const kernels::CurvePeaks& job, int room)
{
    const OnDevice curves(job.curves, job.curveCount * job.size), values(job.values, static_cast<std::int64_t>(room) * job.curveCount);
    const OnDevice firsts(job.pieceFirsts, job.pieces), lasts(job.pieceLasts, job.pieces);
    const OnDevice apart(job.separations, job.pieces);
    const OnDevice counts(job.counts, kernels::tilesOf(job) + 1), states(job.states, room), next(job.next, room);
    const OnDevice found(job.peaks, room);
    kernels::CurvePeaks there = job;
    there.curves = curves.there();
    there.values = values.there();
    there.pieceFirsts = firsts.there();
    there.pieceLasts = lasts.there();
    there.separations = apart.there();
    there.counts = counts.there();
    there.states = states.there();
    there.next = next.there();
    there.peaks = found.there();
    check(kernels::countPeaksOnDevice(there, nullptr));
    counts.fetch();
    const int count = job.counts[kernels::tilesOf(job)];
    check(kernels::fillPeaksOnDevice(there, count, nullptr));
    found.fetch();
    states.fetch();
    values.fetch();
    return count;
}

KernelRunner onDevice() { return {cut, stack, peaks}; }

#else

KernelRunner onDevice() { return {}; }

#endif

}  // namespace

class kernels_on_device_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!hasCard()) QSKIP(noCard);
    }
    void windowsAreThoseOfPrepareWindow() { compareCuts(onDevice(), 400); }
    void stacksAreThoseOfStack() { compareStacks(onDevice(), 200); }
    void peaksAreThoseOfFindPeaks() { comparePeaks(onDevice(), 200); }
    /// Windows too large for a block's fast memory.
    void largeWindowsAreCutInPlace()
    {
        Engine64 random(5);
        const std::int64_t stride = 150000;
        const std::vector<float> rows = randomRecord(random, stride);
        Contract contract;
        contract.windowSamples = 60000;
        const std::vector<std::int64_t> starts{0, 1234, 100000}, available{60000, 60000, 50000};
        std::vector<float> out(3 * 3 * 60000), wanted(3 * 60000);
        kernels::WindowCut job{rows.data(), stride, starts.data(), available.data(), out.data(), 3, 3, 60000, {0, 1, 2}, Normalisation::Std, false, false, 0};
        onDevice().cut(job);
        for (std::size_t w = 0; w < 3; ++w) {
            prepareWindow(rows, static_cast<std::size_t>(stride), static_cast<std::size_t>(starts[w]), static_cast<std::size_t>(available[w]), contract, wanted);
            for (std::size_t i = 0; i < wanted.size(); ++i) QVERIFY(std::abs(out[w * wanted.size() + i] - wanted[i]) < 1e-4f);
        }
    }
};

QTEST_APPLESS_MAIN(kernels_on_device_test)
#include "kernels_on_device_test.moc"
