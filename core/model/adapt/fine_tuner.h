#pragma once
// FineTuner's words: what a fine-tuning run is given and gives back. Implemented by engines; see Engine::fineTune.

#include "core/base/progress.h"
#include "core/model/training/example.h"
#include "core/model/training/recipe.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// What may change in the copy of the network.
enum class Scope {
    Automatic,   ///< chosen by the number of examples
    Lora,        ///< low-rank adapters in the transformer, and norms (SeisMoLLM)
    Norms,       ///< biases and normalisations
    Heads,       ///< the last layers
    Everything
};
std::string word(Scope scope);  ///< "lora", "norms", "heads", "everything", "automatic"
std::optional<Scope> scopeFrom(const std::string& text);

struct FineTuneJob {
    std::filesystem::path parent;        ///< weights; may be an adapter itself, whose own parent is found by its checksum
    std::string device = "cpu";
    std::vector<Example> train, calibration;  ///< at the rate of the parent's contract
    std::vector<Example> rehearsal;      ///< of what the parent learned from; synthetic records are always rehearsed beside them
    double rehearsalShare = 0.4;         ///< of the windows
    Scope scope = Scope::Automatic;
    std::int64_t loraRank = 8;
    std::optional<double> learningRate;  ///< absent: the scope's own
    std::uint64_t steps = 300;           ///< at most
    std::optional<double> minutes;       ///< at most
    std::size_t batch = 8;               ///< windows; small ones take more steps in the same time
    std::uint64_t calibrateSteps = 25;   ///< between looks at the calibration part
    std::uint64_t patience = 4;          ///< looks without gain before it stops
    Augmentation augmentation;
    std::uint64_t seed = 1;
    int threads = 0;                     ///< 0: as the engine is set
    std::filesystem::path folder;        ///< adapter.safetensors, checkpoint and learning.csv are written here; a run goes on from its checkpoint
    std::string name, author, notes;     ///< kept in the adapter
};

/// One look at the calibration part (and rehearsal) while learning.
struct LearningPoint {
    std::uint64_t step = 0;
    double seconds = 0.0;
    double trainLoss = 0.0;                  ///< mean since the last look
    std::optional<double> calibrationLoss;   ///< absent without calibration examples
};

struct FineTuneOutcome {
    std::filesystem::path adapter;
    Scope scope = Scope::Automatic;      ///< that was used
    std::string reason;                  ///< why that one, a sentence
    std::uint64_t steps = 0, bestStep = 0;
    double seconds = 0.0;
    bool stoppedEarly = false;
    std::size_t trainedParameters = 0;
    std::vector<LearningPoint> curve;
};

/// Chooses from the number of labelled onsets and the network's family; `reason` is a sentence for people.
struct ScopeChoice {
    Scope scope;
    std::string reason;
};
ScopeChoice chooseScope(const std::string& family, std::size_t onsets);

}  // namespace seisdesk
