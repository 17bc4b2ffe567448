#pragma once
// Trainer: what runs a recipe. Implemented by engines; see Engine::train.

#include "core/base/progress.h"
#include "core/model/training/recipe.h"
#include "core/model/training/training_window.h"

#include <filesystem>
#include <functional>

namespace seisdesk {

struct ValidationSet;

/// What a training run needs beside its recipe.
struct TrainingJob {
    Recipe recipe;
    Contract contract;
    std::function<TrainingWindow(std::uint64_t)> window;  ///< by number; called from several threads
    const std::vector<ValidationSet>* validation = nullptr;
    std::filesystem::path folder;  ///< weights.safetensors, checkpoint.safetensors and training.csv are written here
    std::string device = "cpu";
    int loaders = 1;               ///< threads that prepare windows
    bool resume = true;            ///< go on from the folder's checkpoint, if there is one
};

struct TrainingOutcome {
    std::uint64_t steps = 0;      ///< done in all
    std::uint64_t resumedAt = 0;
    double seconds = 0.0;         ///< of this call
    double loss = 0.0;            ///< mean over the last steps
    std::filesystem::path weights;
};

}  // namespace seisdesk
