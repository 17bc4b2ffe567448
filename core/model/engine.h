#pragma once
// Engine and Network: what runs the weights. LibTorch lives behind these two, in a plugin that is loaded on demand.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/adapt/fine_tuner.h"
#include "core/model/contract.h"
#include "core/model/record_pass.h"
#include "core/model/training/trainer.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace seisdesk {

/// Immutable, loaded network on one device. Safe to call from several threads.
class Network {
public:
    virtual ~Network() = default;
    virtual const Contract& contract() const = 0;
    /// "seist_m_dpk_diting@3f2a91c0": name and the first eight digits of the SHA-256 of the weights file.
    virtual const std::string& version() const = 0;
    /// `input` is [batch, components, windowSamples], row-major and already normalised. Returns the outputs row-major,
    /// see Contract::outputs. Errors: InvalidArgument for a wrong size, OutOfSpace when memory runs out.
    virtual Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const = 0;

    /// Where it runs, as in Device::name.
    virtual std::string device() const { return "cpu"; }
    /// Whether whole records can stay on its device; see recordPass().
    virtual bool takesRecords() const { return false; }
    /// The records of a plan, for one thread. The network must outlive the pass. Errors: OutOfSpace, Internal, Unsupported (the processor).
    virtual Result<std::unique_ptr<RecordPass>> recordPass(RecordPlan, const Progress&) const
    {
        return Error{Error::Code::Unsupported, version() + " does not take whole records."};
    }
    /// What people should know of how it ran: that the GPU failed and the processor went on. Empty: as was asked for.
    virtual std::string remark() const { return {}; }
};

/// What to assume where a weights file does not say it itself.
struct ModelHint {
    std::optional<Task> task;
    std::optional<double> sampleRateHz;
};

struct Device {
    std::string name;         ///< "cpu", "cuda:0", "cuda:1"
    std::string description;  ///< "NVIDIA H200, 139 GiB"
};

/// What an engine plugin offers.
class Engine {
public:
    virtual ~Engine() = default;
    /// "LibTorch 1.13.1, oneDNN, OpenBLAS SkylakeX"
    virtual std::string description() const = 0;
    virtual std::vector<Device> devices() const = 0;
    virtual void setThreads(int count) = 0;
    /// Recognises the file by content and loads it strictly. Errors: NotFound, Malformed, Unsupported (a known format
    /// that is refused, with the remedy), ModelMismatch (naming the first key or shape that differs).
    virtual Result<std::shared_ptr<const Network>> load(const std::filesystem::path& weights, const std::string& device) = 0;
    /// The same with a hint, which wins over the file's name but not over what the file or its card says.
    virtual Result<std::shared_ptr<const Network>> loadAs(const std::filesystem::path& weights, const std::string& device,
                                                          const ModelHint&)
    {
        return load(weights, device);
    }
    /// Trains as the job says and returns when it is done, cancelled or out of time. A cancelled run leaves a checkpoint and
    /// gives Cancelled. Errors: InvalidArgument, ModelMismatch (the recipe's start or the checkpoint does not fit), OutOfSpace.
    virtual Result<TrainingOutcome> train(const TrainingJob&, const Progress&)
    {
        return Error{Error::Code::Unsupported, "This engine cannot train."};
    }
    /// Adapts a copy of the parent to a few examples and writes what changed as an adapter. A cancelled run leaves a checkpoint and
    /// gives Cancelled; the same job goes on from there. Errors: InvalidArgument, Unsupported (a network that cannot be fine-tuned),
    /// ModelMismatch (the folder's checkpoint is of another job), and as load().
    virtual Result<FineTuneOutcome> fineTune(const FineTuneJob&, const Progress&)
    {
        return Error{Error::Code::Unsupported, "This engine cannot fine-tune."};
    }
};

/// Loads the engine plugin for a device as parseDevice() knows them once per process and keeps it; sets the BLAS core type and the thread
/// variables first. Slow (half a second): call it on a worker thread. `SEISDESK_ENGINE_DIR` overrides where the plugin
/// is looked for; otherwise "../lib/seisdesk" beside the program's folder.
Result<std::shared_ptr<Engine>> loadEngine(const std::string& device = "cpu");

}  // namespace seisdesk

/// The one symbol an engine plugin exports. The caller owns the result.
extern "C" seisdesk::Engine* seisdeskCreateEngine();
