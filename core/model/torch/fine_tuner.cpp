#include "core/model/torch/fine_tuner.h"

#include "core/base/time.h"
#include "core/model/adapt/adapter_file.h"
#include "core/model/checkpoint/safetensors.h"
#include "core/model/torch/loader.h"
#include "core/model/torch/optimiser.h"
#include "core/model/torch/pupil.h"
#include "core/model/torch/tuning_plan.h"

#include <ATen/Parallel.h>
#include <torch/utils.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>

namespace seisdesk::nets {

namespace {

constexpr double never = 1e300;
constexpr std::size_t calibrationWindows = 12;
constexpr double asGood = 0.03;  // looks at few windows differ by as much: of equals the latest is kept, when steps have become small

/// Threads of the calling thread's tensors, for as long as this lives.
class Threads {
public:
    explicit Threads(int count) : m_before(at::get_num_threads())
    {
        if (count > 0) at::set_num_threads(count);
    }
    ~Threads() { at::set_num_threads(m_before); }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

private:
    int m_before;
};

Tensor ofNumbers(const std::vector<double>& numbers)
{
    Tensor out{DType::Float64, {static_cast<std::int64_t>(numbers.size())}, std::vector<std::byte>(numbers.size() * sizeof(double))};
    if (!numbers.empty()) std::memcpy(out.bytes.data(), numbers.data(), out.bytes.size());
    return out;
}

std::vector<double> numbersOf(const Tensor* tensor)
{
    if (!tensor || tensor->type != DType::Float64) return {};
    std::vector<double> out(tensor->elementCount());
    if (!out.empty()) std::memcpy(out.data(), tensor->bytes.data(), tensor->bytes.size());
    return out;
}

class Tuning {
public:
    Tuning(const FineTuneJob& job, TuningPlan plan, Pupil pupil, Pupil average, torch::Device device)
        : m_job(job), m_plan(std::move(plan)), m_pupil(std::move(pupil)), m_average(std::move(average)), m_device(device)
    {
        m_pupil.module().to(device);
        m_average.module().to(device);
        m_calibration = asTheNetworkTimesThem(m_job.calibration, m_plan.recognition.contract);
        m_optimiser = std::make_unique<Optimiser>(m_pupil.module(), m_plan.recipe, true);
        m_best = m_pupil.learned();
    }

    Result<void> resume();
    Result<FineTuneOutcome> run(const Progress& progress);

private:
    std::filesystem::path checkpoint() const { return m_job.folder / "checkpoint.safetensors"; }
    double seconds() const { return m_before + std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count(); }
    double done() const;
    bool patient() const { return m_job.calibration.empty() || m_waits < m_job.patience; }
    std::optional<double> calibrationLoss();
    void look();
    Result<void> save() const;
    void writeCurve() const;
    Result<FineTuneOutcome> finished() const;
    std::string progressText() const;

    const FineTuneJob& m_job;
    TuningPlan m_plan;
    Pupil m_pupil, m_average;
    torch::Device m_device;
    std::vector<Example> m_calibration;
    std::unique_ptr<Optimiser> m_optimiser;
    StateDict m_best;
    double m_bestLoss = never;
    std::uint64_t m_step = 0, m_bestStep = 0, m_waits = 0, m_counted = 0;
    double m_sum = 0.0;     ///< of the losses since the last look
    double m_before = 0.0;  ///< seconds of earlier calls
    std::vector<LearningPoint> m_curve;
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
};

double Tuning::done() const
{
    const double bySteps = static_cast<double>(m_step) / static_cast<double>(m_job.steps);
    return m_job.minutes ? std::max(bySteps, seconds() / 60.0 / *m_job.minutes) : bySteps;
}

std::optional<double> Tuning::calibrationLoss()
{
    if (m_job.calibration.empty()) return std::nullopt;
    const torch::NoGradGuard noGrad;
    // Few examples are looked at in several places of the window each.
    const std::size_t examples = m_job.calibration.size(), count = examples * std::clamp<std::size_t>(calibrationWindows / examples, 1, 4);
    double sum = 0.0;
    for (std::size_t first = 0; first < count; first += m_job.batch) {
        std::vector<TrainingWindow> windows;
        for (std::size_t i = first; i < std::min(count, first + m_job.batch); ++i)
            windows.push_back(TrainingData::still(m_calibration[i % examples], i, m_plan.teaching, m_pupil.target()));
        sum += static_cast<double>(windows.size()) * m_average.loss(gathered(windows, m_plan.teaching).to(m_device)).item<double>();
    }
    return sum / static_cast<double>(count);
}

void Tuning::look()
{
    m_optimiser->copyAverage(m_average.module());
    LearningPoint point{m_step, 0.0, m_counted ? m_sum / static_cast<double>(m_counted) : 0.0, calibrationLoss()};
    point.seconds = seconds();
    m_sum = 0.0;
    m_counted = 0;
    if (!point.calibrationLoss || *point.calibrationLoss <= m_bestLoss + asGood * std::abs(m_bestLoss)) {
        m_best = m_average.learned();
        m_bestStep = m_step;
        m_bestLoss = std::min(m_bestLoss, point.calibrationLoss.value_or(never));
        m_waits = 0;
    } else {
        ++m_waits;
    }
    m_curve.push_back(point);
    writeCurve();
}

void Tuning::writeCurve() const
{
    std::ofstream out(m_job.folder / "learning.csv", std::ios::trunc);
    out << "step,seconds,train_loss,calibration_loss\n";
    for (const LearningPoint& p : m_curve) {
        out << p.step << ',' << p.seconds << ',';
        if (p.step > 0) out << p.trainLoss;
        out << ',';
        if (p.calibrationLoss) out << *p.calibrationLoss;
        out << '\n';
    }
}

Result<void> Tuning::save() const
{
    StateDict out;
    m_optimiser->save(out);
    for (const auto& [name, tensor] : m_best) out.add("best." + name, tensor);
    std::vector<double> curve;
    for (const LearningPoint& p : m_curve) curve.insert(curve.end(), {static_cast<double>(p.step), p.seconds, p.trainLoss, p.calibrationLoss.value_or(NAN)});
    out.add("curve", ofNumbers(curve));
    out.add("state", ofNumbers({static_cast<double>(m_step), seconds(), static_cast<double>(m_bestStep), m_bestLoss, static_cast<double>(m_waits), m_sum, static_cast<double>(m_counted)}));
    out.metadata["fine_tune"] = m_plan.identity;
    return writeSafetensors(out, checkpoint());
}

Result<void> Tuning::resume()
{
    std::error_code error;
    if (!std::filesystem::exists(checkpoint(), error)) return {};
    const auto from = readSafetensors(checkpoint());
    if (!from) return from.error();
    const auto other = [&](const std::string& why) { return Error{Error::Code::ModelMismatch, checkpoint().string() + ": " + why + ". Remove it, or choose another folder."}; };
    const auto said = from->metadata.find("fine_tune");
    if (said == from->metadata.end() || said->second != m_plan.identity) return other("this checkpoint is of another fine-tuning");
    const std::vector<double> state = numbersOf(from->find("state")), curve = numbersOf(from->find("curve"));
    StateDict best;
    for (const auto& [name, tensor] : m_best) {
        const Tensor* const kept = from->find("best." + name);
        if (!kept || kept->shape != tensor.shape) return other("it lacks \"" + name + "\"");
        best.add(name, *kept);
    }
    if (state.size() != 7 || curve.size() % 4 != 0) return other("it is damaged");
    if (const auto loaded = m_optimiser->load(*from); !loaded) return other(loaded.error().message);
    m_best = std::move(best);
    m_step = static_cast<std::uint64_t>(state[0]), m_before = state[1], m_bestStep = static_cast<std::uint64_t>(state[2]), m_bestLoss = state[3];
    m_waits = static_cast<std::uint64_t>(state[4]), m_sum = state[5], m_counted = static_cast<std::uint64_t>(state[6]);
    for (std::size_t i = 0; i < curve.size(); i += 4)
        m_curve.push_back({static_cast<std::uint64_t>(curve[i]), curve[i + 1], curve[i + 2], std::isnan(curve[i + 3]) ? std::nullopt : std::optional(curve[i + 3])});
    return {};
}

std::string Tuning::progressText() const
{
    std::string text = "Step " + std::to_string(m_step) + " of " + std::to_string(m_job.steps);
    if (m_counted) text += ", loss " + std::to_string(m_sum / static_cast<double>(m_counted)).substr(0, 6);
    if (const double share = done(); share > 0.0 && m_step > 0) text += ", " + std::to_string(std::lround(std::ceil(seconds() * (1.0 - share) / share))) + " s left";
    return text;
}

Result<FineTuneOutcome> Tuning::finished() const
{
    Adapter adapter;
    adapter.tensors = m_best;
    adapter.scope = m_plan.choice.scope;
    if (adapter.scope == Scope::Lora) adapter.loraRank = m_job.loraRank, adapter.loraAlpha = m_pupil.loraAlpha();
    adapter.steps = m_bestStep;
    adapter.reason = m_plan.choice.reason;
    adapter.name = m_job.name, adapter.author = m_job.author, adapter.notes = m_job.notes;
    adapter.created = formatTime(now(), 0);
    adapter.parentSha256 = m_plan.parent.sha256;
    adapter.parentFile = m_job.parent.filename().string();
    std::error_code error;
    adapter.parentPath = std::filesystem::absolute(m_job.parent, error).string();
    adapter.contract = m_plan.recognition.contract;
    if (!m_job.name.empty()) adapter.contract.name = m_job.name;
    FineTuneOutcome out;
    out.adapter = m_job.folder / "adapter.safetensors";
    if (const auto written = writeAdapter(adapter, out.adapter); !written) return written.error();
    out.scope = adapter.scope, out.reason = adapter.reason, out.steps = m_step, out.bestStep = m_bestStep, out.seconds = seconds();
    out.stoppedEarly = !patient();
    out.trainedParameters = m_pupil.trainedParameters();
    out.curve = m_curve;
    return out;
}

Result<FineTuneOutcome> Tuning::run(const Progress& progress)
{
    const TrainingData data = tuningData(m_job, m_plan, m_pupil.target());
    TrainingJob windows;
    windows.recipe = m_plan.recipe;
    windows.contract = m_plan.teaching;
    windows.window = [&](std::uint64_t number) { return data.window(number); };
    Loader loader(windows, m_step);
    if (m_curve.empty()) look();
    while (done() < 1.0 && patient()) {
        if (progress.cancelled()) {
            if (const auto saved = save(); !saved) return saved.error();
            return Error{Error::Code::Cancelled, "Stopped after step " + std::to_string(m_step) + "; the same command goes on from there."};
        }
        const double rate = learningRate(m_plan.recipe, m_step, done());
        const TrainingBatch batch = loader.next().to(m_device);
        const torch::Tensor loss = m_pupil.loss(batch);
        loss.backward();
        m_optimiser->step(rate);
        m_sum += loss.item<double>();
        ++m_counted, ++m_step;
        progress.report(done(), progressText());
        if (m_step % m_job.calibrateSteps != 0 && done() < 1.0) continue;
        look();
        if (const auto saved = save(); !saved) return saved.error();
    }
    return finished();
}

}  // namespace

Result<FineTuneOutcome> tuned(const FineTuneJob& job, torch::Device device, const Progress& progress)
{
    const Threads threads(job.threads);
    auto plan = tuningPlan(job);
    if (!plan) return plan.error();
    std::error_code error;
    std::filesystem::create_directories(job.folder, error);
    if (error) return Error{Error::Code::Unreadable, job.folder.string() + ": this folder cannot be made: " + error.message() + "."};
    const auto copy = [&] { return Pupil::of(plan->recognition, plan->parent.tensors, plan->choice.scope, job.loraRank, job.seed); };
    auto pupil = copy(), average = copy();
    for (const auto* made : {&pupil, &average})
        if (!*made) return Error{made->error().code, job.parent.string() + ": " + made->error().message};
    Tuning tuning(job, std::move(*plan), std::move(*pupil), std::move(*average), device);
    if (const auto resumed = tuning.resume(); !resumed) return resumed.error();
    return tuning.run(progress);
}

}  // namespace seisdesk::nets
