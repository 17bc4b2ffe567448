#pragma once
// Recipe: everything that decides a training run, as data. Written beside the weights it made.

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/model/nets/seismollm_config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// One ingredient of the data mix.
struct RecipeData {
    std::string set;         ///< path of a labelled set or of records, or "synthetic"
    double share = 1.0;      ///< of the windows, relative to the others
    double lateSeconds = 0.0;  ///< added to the set's onsets, where they are known to be early
    std::vector<std::string> omit{};  ///< what the set says but is not to be learned: "S", "magnitude", "distance" ...
    std::optional<TimeSpan> noise{};  ///< the set is a folder of records, of which this span holds no earthquake
    bool operator==(const RecipeData&) const = default;
};

/// Probabilities with which records are changed before they are learned, see augmented().
struct Augmentation {
    double flip = 0.5, rotate = 0.5, dropComponents = 0.15, filter = 0.2, lowRate = 0.25, noise = 0.25, stack = 0.2, gap = 0.05, stretch = 0.1;
    bool operator==(const Augmentation&) const = default;
};

/// Weights of the tasks in the loss.
struct LossWeights {
    double phases = 1.0, polarity = 0.3, magnitude = 0.2, distance = 0.2, backAzimuth = 0.2;
    bool operator==(const LossWeights&) const = default;
};

struct Recipe {
    std::string name = "seismollm-desk";
    SeisMoLLMConfig network = SeisMoLLMConfig::desk();
    std::size_t windowSamples = 6144;  ///< at 100 Hz
    std::string start;               ///< weights to go on from; empty: random ones
    std::string backbone;            ///< pretrained text transformer whose blocks are taken; empty: none
    std::vector<RecipeData> data{{"synthetic"}};
    double keep = 1.0;               ///< share of each set's events that is used, chosen by the seed
    double validationShare = 0.1;    ///< of each set's events; the rest is trained on
    std::size_t syntheticValidation = 256;  ///< windows
    std::uint64_t steps = 1000;
    std::size_t batch = 32;
    double learningRate = 1e-3, finalLearningRate = 1e-5;  ///< cosine from the first to the second
    std::uint64_t warmUpSteps = 100;
    double weightDecay = 0.01;
    double clip = 1.0;               ///< largest norm of the gradient
    double average = 0.999;          ///< decay of the moving average of the weights, which is what is kept
    double labelSigmaSeconds = 0.08; ///< of the Gaussian that stands for an onset
    LossWeights losses;
    Augmentation augmentation;
    bool mixedPrecision = true;      ///< bfloat16 where the device is a GPU
    std::uint64_t validateSteps = 500, checkpointSteps = 500;
    std::optional<double> minutes;   ///< stop after so much time, the schedule shortened to it; makes runs irreproducible
    std::uint64_t seed = 1;
    bool operator==(const Recipe&) const = default;
};

std::string toJson(const Recipe& recipe);
/// "network" is "desk" or an object of sizes. Errors: Malformed naming the key that is wrong or unknown.
Result<Recipe> recipeFromJson(std::string_view json);

/// Linear warm-up, then cosine. `done` is the share of the steps (or of the minutes) that is over.
double learningRate(const Recipe& recipe, std::uint64_t step, double done);

}  // namespace seisdesk
