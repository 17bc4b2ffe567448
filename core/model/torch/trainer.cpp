#include "core/model/torch/trainer.h"

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/checkpoint/safetensors.h"
#include "core/model/contract_json.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/loader.h"
#include "core/model/torch/mixed_precision.h"
#include "core/model/torch/optimiser.h"
#include "core/model/torch/training_log.h"
#include "core/model/torch/validate.h"

#include <torch/utils.h>

#include <chrono>
#include <cmath>

namespace seisdesk::nets {

namespace {

constexpr std::uint64_t logSteps = 20;

Error within(const std::filesystem::path& file, const Error& error) { return {error.code, file.string() + ": " + error.message + "."}; }

void copyBuffers(const torch::nn::Module& from, torch::nn::Module& to)
{
    const torch::NoGradGuard noGrad;
    const auto source = from.buffers();
    auto target = to.buffers();
    for (std::size_t i = 0; i < source.size(); ++i) target[i].copy_(source[i]);
}

/// 16-bit weights with what a reader needs to know of them.
Result<void> writeWeights(const SeisMoLLMDesk& network, const TrainingJob& job, const std::string& parent, std::uint64_t steps, const std::filesystem::path& file)
{
    StateDict out;
    for (const auto& [name, tensor] : stateOf(network)) {
        if (tensor.type != DType::Float32) continue;  // counters of the batch norms
        const std::vector<float> values = tensor.toFloats();
        const torch::Tensor half = torch::from_blob(const_cast<float*>(values.data()), {static_cast<std::int64_t>(values.size())}, torch::kFloat32).to(torch::kHalf);
        Tensor small{DType::Float16, tensor.shape, std::vector<std::byte>(half.nbytes())};
        std::memcpy(small.bytes.data(), half.data_ptr(), small.bytes.size());
        out.add(name, std::move(small));
    }
    out.metadata["contract"] = toJson(job.contract);
    out.metadata["seismollm"] = toJson(job.recipe.network);
    Recipe recipe = job.recipe;  // folders are of no use elsewhere; the checksum of what it went on from is
    for (std::string* path : {&recipe.start, &recipe.backbone}) *path = std::filesystem::path(*path).filename().string();
    out.metadata["recipe"] = toJson(recipe);
    if (!parent.empty()) out.metadata["parent_sha256"] = parent;
    out.metadata["steps"] = std::to_string(steps);
    return writeSafetensors(out, file);
}

class Run {
public:
    Run(const TrainingJob& job, torch::Device device)
        : m_job(job), m_device(device), m_network(seeded(job)), m_average(std::make_shared<SeisMoLLMDesk>(job.recipe.network)),
          m_log(job.folder)
    {
        m_network->to(device);
        m_average->to(device);
    }

    Result<void> start();
    Result<void> resume();
    Result<TrainingOutcome> run(const Progress& progress);

private:
    static std::shared_ptr<SeisMoLLMDesk> seeded(const TrainingJob& job)
    {
        torch::manual_seed(job.recipe.seed);
        return std::make_shared<SeisMoLLMDesk>(job.recipe.network);
    }
    std::filesystem::path checkpoint() const { return m_job.folder / "checkpoint.safetensors"; }
    std::filesystem::path weights() const { return m_job.folder / "weights.safetensors"; }
    double done() const;
    /// The averaged weights and the present statistics of the norms go into m_average.
    void refreshAverage() const
    {
        m_optimiser->copyAverage(*m_average);
        copyBuffers(*m_network, *m_average);
    }
    Result<void> save();
    void validate();

    const TrainingJob& m_job;
    torch::Device m_device;
    std::shared_ptr<SeisMoLLMDesk> m_network, m_average;
    std::unique_ptr<Optimiser> m_optimiser;
    TrainingLog m_log;
    std::string m_parent;  ///< checksum of the weights it went on from
    std::uint64_t m_step = 0, m_resumedAt = 0;
    double m_before = 0.0;  ///< seconds of earlier calls
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count(); }
};

Result<void> Run::start()
{
    if (!m_job.recipe.backbone.empty()) {
        const std::filesystem::path file = m_job.recipe.backbone;
        const auto from = readCheckpoint(file);
        if (!from) return from.error();
        if (const auto loaded = m_network->mixer->llm->loadPublished(from->tensors); !loaded) return within(file, loaded.error());
    }
    if (!m_job.recipe.start.empty()) {
        const std::filesystem::path file = m_job.recipe.start;
        const auto from = readCheckpoint(file);
        if (!from) return from.error();
        if (const auto loaded = loadState(*m_network, from->tensors); !loaded) return within(file, loaded.error());
        m_parent = from->sha256;
    }
    if (m_job.recipe.network.loraRank > 0) {
        m_network->mixer->llm->freezeAdapted();
        m_average->mixer->llm->freezeAdapted();
    }
    if (const auto loaded = loadState(*m_average, stateOf(*m_network)); !loaded) return loaded;  // what learns not is the same in both
    m_optimiser = std::make_unique<Optimiser>(*m_network, m_job.recipe);
    return {};
}

Result<void> Run::resume()
{
    std::error_code error;
    if (!std::filesystem::exists(checkpoint(), error)) return {};
    const auto from = readSafetensors(checkpoint());
    if (!from) return from.error();
    const auto& said = from->metadata;
    const auto other = [&](const std::string& why) { return Error{Error::Code::ModelMismatch, checkpoint().string() + ": " + why + ". Remove it, or choose another folder."}; };
    if (!said.contains("recipe") || said.at("recipe") != toJson(m_job.recipe)) return other("this checkpoint is of another recipe");
    StateDict network;
    for (const auto& [name, tensor] : *from)
        if (name.starts_with("network.")) network.add(name.substr(8), tensor);
    if (const auto loaded = loadState(*m_network, network); !loaded) return within(checkpoint(), loaded.error());
    if (const auto loaded = m_optimiser->load(*from); !loaded) return within(checkpoint(), loaded.error());
    m_step = m_resumedAt = std::stoull(said.at("step"));
    m_before = std::stod(said.at("seconds"));
    m_log.rewind(m_step);
    return {};
}

double Run::done() const
{
    const double bySteps = static_cast<double>(m_step) / static_cast<double>(m_job.recipe.steps);
    return m_job.recipe.minutes ? std::max(bySteps, (m_before + seconds()) / 60.0 / *m_job.recipe.minutes) : bySteps;
}

Result<void> Run::save()
{
    StateDict out;
    for (const auto& [name, tensor] : stateOf(*m_network)) out.add("network." + name, tensor);
    m_optimiser->save(out);
    out.metadata["recipe"] = toJson(m_job.recipe);
    out.metadata["step"] = std::to_string(m_step);
    out.metadata["seconds"] = std::to_string(m_before + seconds());
    if (const auto written = writeSafetensors(out, checkpoint()); !written) return written;
    m_log.draw();
    refreshAverage();
    return writeWeights(*m_average, m_job, m_parent, m_step, weights());
}

void Run::validate()
{
    if (!m_job.validation) return;
    refreshAverage();
    for (const ValidationSet& set : *m_job.validation) m_log.add(m_step, validated(*m_average, set, m_job.contract, m_job.recipe.batch, m_device));
}

Result<TrainingOutcome> Run::run(const Progress& progress)
{
    const Recipe& recipe = m_job.recipe;
    Loader loader(m_job, m_step);
    const bool mixed = recipe.mixedPrecision && m_device.is_cuda();
    std::array<double, 6> sums{};
    std::uint64_t counted = 0;
    double loss = 0.0;
    while (done() < 1.0) {
        if (progress.cancelled()) {
            if (const auto saved = save(); !saved) return saved.error();
            return Error{Error::Code::Cancelled, "Stopped after step " + std::to_string(m_step) + "; the same command goes on from there."};
        }
        torch::manual_seed(recipe.seed ^ (m_step << 20));  // dropout depends on the step alone
        m_network->train();
        const double rate = learningRate(recipe, m_step, done());
        const TrainingBatch batch = loader.next().to(m_device);
        Losses each;
        {
            const MixedPrecision precision(mixed, torch::kCUDA, torch::kBFloat16);
            each = losses(m_network->heads(batch.input), batch);
        }
        const torch::Tensor total = each.total(recipe.losses);
        total.backward();
        const double norm = m_optimiser->step(rate);
        ++m_step;
        const torch::Tensor* const parts[] = {&total, &each.phases, &each.polarity, &each.magnitude, &each.distance, &each.backAzimuth};
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += parts[i]->item<double>();
        ++counted;
        if (m_step % logSteps == 0 || done() >= 1.0) {
            for (double& s : sums) s /= static_cast<double>(counted);
            loss = sums[0];
            m_log.add({m_step, m_before + seconds(), rate, norm, sums, loader.waited()});
            sums = {};
            counted = 0;
        }
        progress.report(done(), "Step " + std::to_string(m_step) + ", loss " + std::to_string(loss).substr(0, 6));
        if (m_step % recipe.validateSteps == 0 && done() < 1.0) validate();
        if (m_step % recipe.checkpointSteps == 0)
            if (const auto saved = save(); !saved) return saved.error();
    }
    validate();
    if (const auto saved = save(); !saved) return saved.error();
    return TrainingOutcome{m_step, m_resumedAt, seconds(), loss, weights()};
}

}  // namespace

Result<TrainingOutcome> trainDesk(const TrainingJob& job, torch::Device device, const Progress& progress)
{
    std::error_code error;
    std::filesystem::create_directories(job.folder, error);
    if (error) return Error{Error::Code::Unreadable, job.folder.string() + ": this folder cannot be made: " + error.message() + "."};
    Run run(job, device);
    if (const auto started = run.start(); !started) return started.error();
    if (job.resume)
        if (const auto resumed = run.resume(); !resumed) return resumed.error();
    return run.run(progress);
}

}  // namespace seisdesk::nets
