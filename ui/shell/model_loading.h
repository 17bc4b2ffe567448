#pragma once
// From weights files to an annotator; slow, for worker threads.

#include "core/base/progress.h"
#include "core/model/annotator.h"
#include "core/model/load_models.h"

#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

/// Which model is to pick, and where it runs. A value, kept in the settings.
struct ModelChoice {
    /// One picking network and any number of others; "classical" for the picker without weights; none: the network that comes
    /// with the program.
    std::vector<std::string> weights;
    std::string device = "cpu";  ///< as parseDevice() takes it
    bool operator==(const ModelChoice&) const = default;
};

struct LoadedModel {
    ModelChoice choice;
    std::shared_ptr<const Annotator> annotator;
    double thresholdP = 0.3, thresholdS = 0.3;  ///< the model's own
    PickUncertainty uncertainty;                ///< of its picks
    double instantSeconds = oneInstantSeconds;  ///< 0 for networks that say a P and an S at one moment
    std::vector<std::string> devices{"cpu"};    ///< what the engine offers
    std::string note;                           ///< why it is not the model one would expect; empty otherwise
};

/// A device that is not there or fails leaves the work to the processor, and the note says so. Errors: those of loadModels(); ModelMismatch when
/// none of the files is a picking network.
Result<LoadedModel> loadModel(const ModelChoice& choice, const Progress& progress);
/// The same with other engines, for tests.
Result<LoadedModel> loadModelFrom(const EngineSource& engines, const ModelChoice& choice, const Progress& progress);

}  // namespace seisdesk
