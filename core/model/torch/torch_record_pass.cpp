#include "core/model/torch/torch_record_pass.h"

#include "core/model/batch_size.h"
#include "core/model/cuda/kernels.h"
#include "core/model/torch/device_memory.h"
#include "core/model/torch/guarded.h"
#include "core/model/torch/record_upload.h"
#include "core/model/window_queue.h"

#ifdef SEISDESK_CUDA
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAGuard.h>
#endif

#include <algorithm>
#include <cstring>
#include <optional>

namespace seisdesk::nets {

namespace {

constexpr std::size_t measuredWindows = 8;  ///< the first batch tells how much memory a window takes

std::int64_t axisOf(char component) { return component == 'N' ? 1 : component == 'E' ? 2 : 0; }

std::vector<std::size_t> axesOf(const Contract& contract)
{
    std::vector<std::size_t> out;
    for (const char c : contract.componentOrder) out.push_back(static_cast<std::size_t>(axisOf(c)));
    return out;
}

/// Where kernels run: on the current stream of a GPU, or here.
class Launcher {
public:
    explicit Launcher(torch::Device device) : m_device(device) {}
    void cut(const kernels::WindowCut& job) const { run([&] { kernels::cutOnHost(job); }, [&](auto on) { return kernels::cutOnDevice(job, on); }); }
    void stack(const kernels::WindowStack& job) const { run([&] { kernels::stackOnHost(job); }, [&](auto on) { return kernels::stackOnDevice(job, on); }); }
    void countPeaks(const kernels::CurvePeaks& job) const { run([&] { kernels::countPeaksOnHost(job); }, [&](auto on) { return kernels::countPeaksOnDevice(job, on); }); }
    void fillPeaks(const kernels::CurvePeaks& job, int count) const
    {
        run([&] { kernels::fillPeaksOnHost(job, count); }, [&](auto on) { return kernels::fillPeaksOnDevice(job, count, on); });
    }

private:
    template <class Here, class There>
    void run(const Here& here, [[maybe_unused]] const There& there) const
    {
#ifdef SEISDESK_CUDA
        if (m_device.is_cuda()) {
            const std::string said = there(static_cast<kernels::Stream>(at::cuda::getCurrentCUDAStream(m_device.index()).stream()));
            TORCH_CHECK(said.empty(), said);
            return;
        }
#endif
        here();
    }
    torch::Device m_device;
};

/// The pass's own stream, so that several passes may run at once.
class OwnStream {
public:
#ifdef SEISDESK_CUDA
    explicit OwnStream(torch::Device device)
    {
        if (device.is_cuda()) m_stream = at::cuda::getStreamFromPool(false, device.index());
    }
    /// Makes it the current one while it lives.
    struct Current {
        explicit Current(const OwnStream& own)
        {
            if (own.m_stream) guard.emplace(*own.m_stream);
        }
        std::optional<c10::cuda::CUDAStreamGuard> guard;
    };

private:
    std::optional<c10::cuda::CUDAStream> m_stream;
#else
    explicit OwnStream(torch::Device) {}
    struct Current {
        explicit Current(const OwnStream&) {}
    };
#endif
};

class TorchRecordPass final : public RecordPass {
public:
    TorchRecordPass(std::shared_ptr<Picker> module, const Contract& contract, std::string version, ModuleRun how, RecordPlan plan, const Progress& progress)
        : m_module(std::move(module)), m_contract(contract), m_version(std::move(version)), m_how(std::move(how)), m_plan(std::move(plan)), m_progress(progress), m_own(m_how.device),
          m_launch(m_how.device), m_memory(m_how.device), m_queue(m_plan.lines, contract.windowSamples, axesOf(contract)), m_batch(m_plan.mostAtOnce), m_measured(!m_how.device.is_cuda())
    {
        const c10::InferenceMode inference;
        [[maybe_unused]] const OwnStream::Current current(m_own);
        const auto size = static_cast<std::int64_t>(m_queue.size()), curves = static_cast<std::int64_t>(contract.outputs.size());
        const auto floats = torch::TensorOptions(torch::kFloat32).device(m_how.device);
        m_record = torch::empty({3, size}, floats);
        m_curves = torch::zeros({curves, size}, floats);
        m_coverage = torch::zeros({size}, floats);
        m_weights = torch::tensor(m_plan.weights, torch::kFloat32).to(m_how.device);
        m_upload.emplace(m_record);
    }

    Result<void> append(std::span<const float> rows, std::size_t count) override
    {
        return watched([&]() -> Result<void> {
            const std::size_t first = m_queue.filled();
            if (!m_queue.received(rows, count)) return Error{Error::Code::InvalidArgument, "The samples do not belong to the planned records."};
            m_upload->put(rows, count, first);
            while (m_queue.ready().size() >= (m_measured ? m_batch.now() : std::min(measuredWindows, m_batch.most())))
                if (auto done = runBatch(); !done) return done;
            return {};
        });
    }

    Result<std::vector<PassOutput>> finish() override
    {
        return watched([&]() -> Result<std::vector<PassOutput>> {
            if (!m_queue.complete()) return Error{Error::Code::InvalidArgument, "The records are not complete."};
            while (!m_queue.ready().empty())
                if (auto done = runBatch(); !done) return done.error();
            stack({}, {}, {}, 0);  // what no window looked at
            return outputs();
        });
    }

private:
    template <class Work>
    auto watched(const Work& work) -> decltype(work())
    {
        auto result = guarded(m_version, [&]() -> decltype(work()) {
            const c10::InferenceMode inference;
            [[maybe_unused]] const OwnStream::Current current(m_own);
            return work();
        });
        if (!result) m_how.health->report(result.error().message);
        return result;
    }

    std::size_t length() const { return m_contract.windowSamples; }

    /// The next windows through the network, as many at once as memory allows.
    Result<void> runBatch()
    {
        while (true) {
            if (m_progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            const std::size_t count = std::min(m_measured ? m_batch.now() : measuredWindows, m_queue.ready().size());
            // Running out of memory must not reach the caller while fewer windows may still fit.
            auto done = guarded(m_version, [&] { return runWindows(count); });
            if (done || done.error().code != Error::Code::OutOfSpace || !m_batch.halve(count)) return done;
            m_measured = true;
            m_memory.release();
        }
    }

    Result<void> runWindows(std::size_t count)
    {
        const auto windows = m_queue.ready().first(count);
        const auto n = static_cast<std::int64_t>(count), components = static_cast<std::int64_t>(m_contract.componentOrder.size()), samples = static_cast<std::int64_t>(length());
        torch::Tensor places = torch::empty({2, n}, torch::TensorOptions(torch::kInt64).pinned_memory(m_how.device.is_cuda()));
        for (std::size_t i = 0; i < count; ++i) {
            places.data_ptr<std::int64_t>()[i] = windows[i].start;
            places.data_ptr<std::int64_t>()[count + i] = windows[i].available;
        }
        const torch::Tensor onDevice = places.to(m_how.device, torch::kInt64, true);
        if (!m_measured) m_memory.restart();
        const torch::Tensor input = torch::empty({n, components, samples}, torch::TensorOptions(torch::kFloat32).device(m_how.device));
        kernels::WindowCut job;
        job.record = m_record.data_ptr<float>();
        job.stride = m_record.size(1);
        job.starts = onDevice.data_ptr<std::int64_t>();
        job.available = job.starts + n;
        job.out = input.data_ptr<float>();
        job.windows = static_cast<int>(n);
        job.components = static_cast<int>(components);
        job.length = static_cast<int>(samples);
        for (std::size_t c = 0; c < m_contract.componentOrder.size(); ++c) job.axis[c] = static_cast<int>(axisOf(m_contract.componentOrder[c]));
        job.normalisation = m_contract.normalisation;
        job.detrend = m_contract.detrend;
        job.sampleDeviation = m_contract.sampleDeviation;
        job.taperSamples = static_cast<int>(m_contract.taperSamples);
        m_launch.cut(job);
        const torch::Tensor output = outputsOf(*m_module, m_how, input).reshape({n, -1});
        const std::int64_t curves = static_cast<std::int64_t>(m_contract.outputs.size()) * samples;
        const auto columns = static_cast<std::int64_t>(m_contract.sourceOutputs.size() * m_contract.sourceColumns());
        if (output.size(1) != curves + columns)
            return Error{Error::Code::ModelMismatch, m_version + " returns " + std::to_string(output.size(1)) + " values for a window, not the " + std::to_string(curves + columns) + " of its contract."};
        if (columns > 0) m_columns.push_back(output.narrow(1, curves, columns).clone());
        if (!m_measured) {
            m_measured = true;
            m_batch.fit(m_memory.freeBytes(), m_memory.peakBytes() / count + 1);
        }
        for (const QueuedWindow& w : windows) m_ran.push_back(w);
        m_queue.take(count);
        stack(output, onDevice, std::span(m_ran).last(count), n);
        return {};
    }

    /// Lays a batch's outputs over the record and finishes what no later window reaches.
    void stack(const torch::Tensor& output, const torch::Tensor& places, std::span<const QueuedWindow> windows, std::int64_t n)
    {
        kernels::WindowStack job;
        job.windows = static_cast<int>(n);
        job.curves = static_cast<int>(m_curves.size(0));
        job.length = static_cast<int>(length());
        if (n > 0) {
            job.output = output.data_ptr<float>();
            job.outputStride = output.size(1);
            job.starts = places.data_ptr<std::int64_t>();
            job.available = job.starts + n;
        }
        job.weights = m_weights.data_ptr<float>();
        job.largest = m_contract.stacking == Stacking::Maximum;
        job.curve = m_curves.data_ptr<float>();
        job.coverage = m_coverage.data_ptr<float>();
        job.size = m_curves.size(1);
        job.record = m_record.data_ptr<float>();
        job.recordStride = m_record.size(1);
        job.finishedFrom = m_finished;
        job.finishedBefore = m_finished = static_cast<std::int64_t>(m_queue.finishedBefore());
        job.first = windows.empty() ? job.finishedFrom : std::min(job.finishedFrom, windows.front().start);
        job.last = windows.empty() ? job.finishedBefore : std::max(job.finishedBefore, windows.back().start + windows.back().available);
        m_launch.stack(job);
    }

    template <class T>
    torch::Tensor sent(const std::vector<T>& values, torch::ScalarType type) const
    {
        return torch::from_blob(const_cast<T*>(values.data()), {static_cast<std::int64_t>(values.size())}, type).to(m_how.device, type, false, true);
    }

    std::vector<PassOutput> outputs();
    void addPeaks(std::vector<PassOutput>& out, const std::vector<std::size_t>& lineOf, const std::vector<std::size_t>& pieceInLine);

    std::shared_ptr<Picker> m_module;
    const Contract& m_contract;
    std::string m_version;
    ModuleRun m_how;
    RecordPlan m_plan;
    Progress m_progress;
    OwnStream m_own;
    Launcher m_launch;
    DeviceMemory m_memory;
    WindowQueue m_queue;
    BatchSize m_batch;
    bool m_measured;
    torch::Tensor m_record, m_curves, m_coverage, m_weights;
    std::optional<RecordUpload> m_upload;
    std::vector<torch::Tensor> m_columns;  ///< per batch
    std::vector<QueuedWindow> m_ran;
    std::int64_t m_finished = 0;
};

std::vector<PassOutput> TorchRecordPass::outputs()
{
    std::vector<PassOutput> out(m_plan.lines.size());
    std::vector<std::size_t> lineOf, pieceInLine;
    for (std::size_t l = 0; l < out.size(); ++l) {
        out[l].peaks.resize(m_plan.peaks.size());
        for (std::size_t p = 0; p < m_plan.lines[l].pieces.size(); ++p) {
            lineOf.push_back(l);
            pieceInLine.push_back(p);
        }
    }
    addPeaks(out, lineOf, pieceInLine);
    if (m_plan.keepCurves) {
        const torch::Tensor curves = m_curves.to(torch::kCPU);
        for (std::int64_t c = 0; c < curves.size(0); ++c) {
            const float* from = curves[c].data_ptr<float>();
            for (std::size_t l = 0; l < out.size(); ++l, from += m_plan.lines[l - 1].size) out[l].curves.emplace_back(from, from + m_plan.lines[l].size);
        }
    }
    const torch::Tensor columns = m_columns.empty() ? torch::Tensor() : torch::cat(m_columns).to(torch::kCPU);
    for (std::size_t w = 0; w < m_ran.size(); ++w) {
        PassOutput& line = out[m_ran[w].line];
        line.starts.push_back(m_ran[w].startInLine);
        if (!columns.defined()) continue;
        const float* const from = columns[static_cast<std::int64_t>(w)].data_ptr<float>();
        line.columns.emplace_back(from, from + columns.size(1));
    }
    return out;
}

/// All requested curves' peaks: one look at how many there are, then one download of those.
void TorchRecordPass::addPeaks(std::vector<PassOutput>& out, const std::vector<std::size_t>& lineOf, const std::vector<std::size_t>& pieceInLine)
{
    if (m_plan.peaks.empty() || lineOf.empty() || m_queue.size() == 0) return;
    std::vector<std::int64_t> bounds(2 * lineOf.size());
    std::vector<double> separations;
    std::size_t lineFirst = 0, at = 0;
    for (const PassLine& line : m_plan.lines) {
        for (const PassPiece& piece : line.pieces) {
            bounds[at] = static_cast<std::int64_t>(lineFirst + piece.first);
            bounds[lineOf.size() + at++] = static_cast<std::int64_t>(lineFirst + piece.first + piece.count);
            separations.push_back(piece.separation);
        }
        lineFirst += line.size;
    }
    const torch::Tensor pieces = sent(bounds, torch::kInt64), apart = sent(separations, torch::kFloat64);
    std::vector<kernels::CurvePeaks> jobs;
    std::vector<torch::Tensor> counts, totals, found;
    for (const PeakRequest& request : m_plan.peaks) {
        kernels::CurvePeaks job;
        job.curves = m_curves.data_ptr<float>();
        job.size = m_curves.size(1);
        job.curveCount = static_cast<int>(m_curves.size(0));
        job.curve = static_cast<int>(request.curve);
        job.pieceFirsts = pieces.data_ptr<std::int64_t>();
        job.pieceLasts = job.pieceFirsts + lineOf.size();
        job.separations = apart.data_ptr<double>();
        job.pieces = static_cast<int>(lineOf.size());
        job.threshold = request.threshold;
        job.triggers = m_contract.pickRule == PickRule::Triggers;
        counts.push_back(torch::empty({kernels::tilesOf(job) + 1}, torch::TensorOptions(torch::kInt32).device(m_how.device)));
        job.counts = counts.back().data_ptr<std::int32_t>();
        m_launch.countPeaks(job);
        totals.push_back(counts.back().narrow(0, kernels::tilesOf(job), 1));
        jobs.push_back(job);
    }
    const torch::Tensor total = torch::cat(totals).to(torch::kCPU);
    const std::size_t peakBytes = sizeof(kernels::CurvePeak), valueBytes = sizeof(float) * static_cast<std::size_t>(m_curves.size(0)), each = peakBytes + valueBytes + 2 * sizeof(std::int32_t);
    for (std::size_t r = 0; r < jobs.size(); ++r) {
        const auto n = static_cast<std::size_t>(total.data_ptr<std::int32_t>()[r]);
        found.push_back(torch::empty({static_cast<std::int64_t>(((n * each) + 7) / 8 * 8)}, torch::TensorOptions(torch::kUInt8).device(m_how.device)));
        auto* const base = reinterpret_cast<std::byte*>(found.back().data_ptr<std::uint8_t>());
        jobs[r].peaks = reinterpret_cast<kernels::CurvePeak*>(base);
        jobs[r].states = reinterpret_cast<std::int32_t*>(base + n * peakBytes);
        jobs[r].next = jobs[r].states + n;
        jobs[r].values = reinterpret_cast<float*>(jobs[r].next + n);
        if (n > 0) m_launch.fillPeaks(jobs[r], static_cast<int>(n));
    }
    const torch::Tensor all = torch::cat(found).to(torch::kCPU);
    const auto* base = reinterpret_cast<const std::byte*>(all.data_ptr<std::uint8_t>());
    for (std::size_t r = 0; r < jobs.size(); base += found[r++].numel()) {
        const auto n = static_cast<std::size_t>(total.data_ptr<std::int32_t>()[r]), curves = static_cast<std::size_t>(m_curves.size(0));
        for (std::size_t k = 0; k < n; ++k) {
            std::int32_t state = 0;
            std::memcpy(&state, base + n * peakBytes + k * sizeof state, sizeof state);
            if (state != kernels::Kept) continue;
            kernels::CurvePeak peak;
            std::memcpy(&peak, base + k * peakBytes, sizeof peak);
            const auto piece = static_cast<std::size_t>(peak.piece);
            PassPeak one{pieceInLine[piece], {peak.index, peak.height, peak.sigmaBefore, peak.sigmaAfter}, std::vector<float>(curves)};
            std::memcpy(one.values.data(), base + n * (peakBytes + 2 * sizeof state) + k * valueBytes, valueBytes);
            out[lineOf[piece]].peaks[r].push_back(std::move(one));
        }
    }
}

}  // namespace

Result<std::unique_ptr<RecordPass>> torchRecordPass(std::shared_ptr<Picker> module, const Contract& contract, const std::string& version, const ModuleRun& how, RecordPlan plan,
                                                    const Progress& progress)
{
    if (contract.componentOrder.size() > static_cast<std::size_t>(kernels::largestComponents))
        return Error{Error::Code::Unsupported, version + " has more components than a record."};
    auto pass = guarded(version, [&]() -> Result<std::unique_ptr<RecordPass>> {
        return std::unique_ptr<RecordPass>(std::make_unique<TorchRecordPass>(std::move(module), contract, version, how, std::move(plan), progress));
    });
    if (!pass) how.health->report(pass.error().message);
    return pass;
}

}  // namespace seisdesk::nets
