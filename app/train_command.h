#pragma once
// `seisdesk train`: weights from a recipe.

#include "core/base/progress.h"
#include "core/model/training/trainer.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace seisdesk {

struct TrainArguments {
    std::filesystem::path recipe;
    std::filesystem::path folder;
    std::filesystem::path data;    ///< sets of the recipe are relative to this
    std::string device = "cpu";
    int threads = 0;               ///< 0: all processors
    int loaders = 0;               ///< 0: one for the CPU, processors less two for a GPU
    std::string start;             ///< replaces the recipe's
    std::vector<std::string> leaveOut;  ///< sets not to learn from, by name
    double minutes = 0.0;          ///< replaces the recipe's; 0: the recipe's
    std::uint64_t seed = 0;        ///< replaces the recipe's; 0: the recipe's
    bool fresh = false;            ///< do not go on from a checkpoint
};

/// The recipe as the arguments change it. Errors: as recipeFromJson, NotFound.
Result<Recipe> recipeOf(const TrainArguments& arguments);

/// Reads, trains, writes. Errors: as recipeOf, TrainingData::open and Engine::train.
Result<TrainingOutcome> train(const TrainArguments& arguments, const Progress& progress);

std::shared_ptr<TrainArguments> addTrainCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 130 interrupted (the same command goes on).
int runTrain(const TrainArguments& arguments);

}  // namespace seisdesk
