// Times of the kernels on a day of three components: core_model_kernels_benchmark [--device cuda] [--hours 24] [--window 8192] [--batch 256].
// Prints one JSON array: what, seconds, bytes that must be read and written once, and on a GPU their share of the memory's bandwidth.

#include "core/model/contract.h"
#include "core/model/cuda/kernels.h"
#include "core/model/window.h"
#include "tests/core/model/torch/cuda_card.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace seisdesk;
using Clock = std::chrono::steady_clock;

struct Measured {
    const char* name;
    double seconds, bytes;
};

void wait([[maybe_unused]] bool cuda)
{
#ifdef SEISDESK_CUDA
    if (cuda) torch::cuda::synchronize();
#endif
}

/// Median of nine rounds of several calls, so that launching is not what is measured.
double median(bool cuda, const std::function<void()>& call)
{
    const int calls = cuda ? 20 : 1;
    std::vector<double> seconds;
    for (int round = 0; round < 10; ++round) {
        wait(cuda);
        const auto began = Clock::now();
        for (int i = 0; i < calls; ++i) call();
        wait(cuda);
        if (round > 0) seconds.push_back(std::chrono::duration<double>(Clock::now() - began).count() / calls);
    }
    std::nth_element(seconds.begin(), seconds.begin() + 4, seconds.end());
    return seconds[4];
}

}  // namespace

int main(int argc, char** argv)
{
    bool cuda = false;
    double hours = 24.0;
    std::int64_t window = 8192, batch = 256;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string word = argv[i], value = argv[i + 1];
        if (word == "--device") cuda = value.starts_with("cuda");
        else if (word == "--hours") hours = std::atof(value.c_str());
        else if (word == "--window") window = std::atoll(value.c_str());
        else if (word == "--batch") batch = std::atoll(value.c_str());
    }
    if (cuda && !test::hasCard()) {
        std::fprintf(stderr, "There is no CUDA device here, or this build has no CUDA: configure with the preset \"cuda\" on a machine with a card.\n");
        return 1;
    }
    const torch::InferenceMode inference;
    torch::manual_seed(1);
    const torch::Device device = cuda ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
    const auto floats = torch::TensorOptions(torch::kFloat32).device(device);
    const auto size = static_cast<std::int64_t>(hours * 3600.0 * 100.0);
    const std::int64_t step = window / 2, curves = 5, windows = std::max<std::int64_t>(1, std::min(batch, (size - window) / step));
    const torch::Tensor record = torch::randn({3, size}, floats), input = torch::empty({windows, 3, window}, floats), output = torch::rand({windows, curves * window}, floats);
    const torch::Tensor starts = torch::arange(windows, torch::kInt64).mul(step).to(device), available = torch::full({windows}, window, torch::kInt64).to(device);
    Contract contract;
    contract.windowSamples = static_cast<std::size_t>(window);
    const torch::Tensor weights = torch::tensor(windowWeights(contract), torch::kFloat32).to(device), curve = torch::zeros({curves, size}, floats), coverage = torch::zeros({size}, floats);

    kernels::WindowCut cut;
    cut.record = record.data_ptr<float>();
    cut.stride = size;
    cut.starts = starts.data_ptr<std::int64_t>();
    cut.available = available.data_ptr<std::int64_t>();
    cut.out = input.data_ptr<float>();
    cut.windows = static_cast<int>(windows);
    cut.components = 3;
    cut.length = static_cast<int>(window);
    for (int c = 0; c < 3; ++c) cut.axis[c] = c;

    kernels::WindowStack stack;
    stack.output = output.data_ptr<float>();
    stack.outputStride = curves * window;
    stack.starts = cut.starts;
    stack.available = cut.available;
    stack.windows = cut.windows;
    stack.curves = static_cast<int>(curves);
    stack.length = cut.length;
    stack.weights = weights.data_ptr<float>();
    stack.curve = curve.data_ptr<float>();
    stack.coverage = coverage.data_ptr<float>();
    stack.size = size;
    stack.record = cut.record;
    stack.recordStride = size;
    stack.last = std::min(size, (windows - 1) * step + window);
    stack.finishedBefore = stack.last;

    // What networks say: near zero but for an onset every twenty seconds.
    const torch::Tensor t = torch::arange(size, floats), onsets = torch::exp(-0.005 * (torch::remainder(t, 2000.0) - 1000.0).square()) * (0.5 + 0.4 * torch::sin(t * 1e-4));
    const std::int64_t first = 0;
    const double apart = 100.0;
    const torch::Tensor firsts = torch::full({1}, first, torch::kInt64).to(device), lasts = torch::full({1}, size, torch::kInt64).to(device), separations = torch::full({1}, apart, torch::kFloat64).to(device);
    kernels::CurvePeaks peaks;
    peaks.curves = onsets.data_ptr<float>();
    peaks.size = size;
    peaks.curveCount = 1;
    peaks.pieceFirsts = firsts.data_ptr<std::int64_t>();
    peaks.pieceLasts = lasts.data_ptr<std::int64_t>();
    peaks.separations = separations.data_ptr<double>();
    peaks.pieces = 1;
    peaks.threshold = 0.3;
    const torch::Tensor counts = torch::zeros({kernels::tilesOf(peaks) + 1}, torch::kInt32).to(device);
    const std::int64_t room = size / 1000 + 10;
    const torch::Tensor found = torch::zeros({room * static_cast<std::int64_t>(sizeof(kernels::CurvePeak))}, torch::kUInt8).to(device), states = torch::zeros({2, room}, torch::kInt32).to(device);
    peaks.counts = counts.data_ptr<std::int32_t>();
    peaks.peaks = reinterpret_cast<kernels::CurvePeak*>(found.data_ptr<std::uint8_t>());
    peaks.states = states.data_ptr<std::int32_t>();
    peaks.next = peaks.states + room;

    std::string wrong;
    [[maybe_unused]] const auto launched = [&](const std::string& said) {
        if (!said.empty()) wrong = said;
    };
    const auto run = [&](const auto& here, [[maybe_unused]] const auto& there) {
        return median(cuda, [&] {
#ifdef SEISDESK_CUDA
            if (cuda) return launched(there());
#endif
            here();
        });
    };
#ifdef SEISDESK_CUDA
#define THERE(call) [&] { return kernels::call; }
#else
#define THERE(call) [] { return std::string(); }
#endif
    std::vector<Measured> rows;
    const double samples = static_cast<double>(size), cutBytes = 4.0 * 3.0 * (static_cast<double>((windows - 1) * step + window) + static_cast<double>(windows * window));
    rows.push_back({"windows cut and normalised", run([&] { kernels::cutOnHost(cut); }, THERE(cutOnDevice(cut, nullptr))), cutBytes});
    const double stacked = static_cast<double>(stack.last);
    rows.push_back({"outputs stacked and divided", run([&] { kernels::stackOnHost(stack); }, THERE(stackOnDevice(stack, nullptr))),
                    4.0 * (static_cast<double>(windows * window * curves) + stacked * (2.0 * static_cast<double>(curves) + 2.0 + 1.0))});
    rows.push_back({"peaks counted", run([&] { kernels::countPeaksOnHost(peaks); }, THERE(countPeaksOnDevice(peaks, nullptr))), 4.0 * samples});
    const int count = counts.to(torch::kCPU).data_ptr<std::int32_t>()[kernels::tilesOf(peaks)];
    if (count > room) return 1;
    rows.push_back({"peaks read and suppressed", run([&] { kernels::fillPeaksOnHost(peaks, count); }, THERE(fillPeaksOnDevice(peaks, count, nullptr))), 4.0 * samples});
    double bandwidth = 0.0;
#ifdef SEISDESK_CUDA
    if (cuda) bandwidth = kernels::deviceBandwidth();
#endif
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s\n", wrong.c_str());
        return 1;
    }
    std::printf("[");
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::printf("%s{\"name\": \"%s\", \"seconds\": %.9g, \"bytes\": %.9g, \"share\": %.4g}", i ? ", " : "", rows[i].name, rows[i].seconds, rows[i].bytes,
                    bandwidth > 0.0 ? rows[i].bytes / rows[i].seconds / bandwidth : 0.0);
    std::printf("]\n");
    return 0;
}
