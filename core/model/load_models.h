#pragma once
// loadModels: weights by path or by the name of an imported or shipped model, loaded and sorted by what they do.

#include "core/base/progress.h"
#include "core/model/annotator.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

struct LoadedModels {
    std::vector<std::string> devices{"cpu"};               ///< what the engine offers; "cpu" when none was needed
    std::shared_ptr<const Network> picker;                 ///< the first that picks; null when none does
    std::vector<std::shared_ptr<const Network>> sources;   ///< polarity, magnitude, distance, back-azimuth
    std::string note;                                      ///< why it is not the model one would expect; empty otherwise
    /// Over the picker and the sources; the classical one where there is no picker.
    std::shared_ptr<const Annotator> annotator() const;
    /// The note, and what the networks say of how they ran; empty when all went as asked for.
    std::string told() const;
    /// Versions of all, with commas.
    std::string versions() const;
};

/// What gives an engine for a device: loadEngine() unless a test says otherwise.
using EngineSource = std::function<Result<std::shared_ptr<Engine>>(const std::string&)>;

/// Loads weights given by path or by the name of an imported or shipped model; "classical" is the picker without weights and
/// needs no engine. No names: the network that comes with the program, or, with a note, the classical picker where there is
/// none or no engine to run it. On a GPU that fails or has no memory left, now or later, the processor goes on, and told() says so; a device
/// that is not there is an error. Errors: as Engine::load, InvalidArgument for a second picker, and Cancelled.
Result<LoadedModels> loadModels(const std::vector<std::string>& pathsOrNames, const std::string& device, const Progress& progress = {},
                                const EngineSource& engines = loadEngine);

}  // namespace seisdesk
