#pragma once
// KnownModel: one row of the list of models: what is on this computer, and what can be had.

#include "core/model/shipped_models.h"
#include "core/net/fetch_model.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace seisdesk {

struct KnownModel {
    enum class State {
        Shipped,    ///< comes with the program
        Installed,  ///< in the model folder
        Begun,      ///< a part of it was downloaded
        Published,  ///< can be downloaded
        Elsewhere,  ///< published in another form: to be converted and imported
    };
    State state = State::Published;
    std::string name, licence, trainingData, notes, source;
    std::string goodFor;
    Task task = Task::Picking;
    double sampleRateHz = 0.0;
    std::uintmax_t sizeBytes = 0;
    std::uintmax_t fetchedBytes = 0;   ///< of one begun
    std::filesystem::path weights;     ///< empty unless it is on this computer
    bool isHere() const { return !weights.empty(); }
};

struct KnownModels {
    std::vector<KnownModel> models;     ///< shipped ones, then those of the folder by name, then the rest of the catalogue in its order
    std::vector<std::string> problems;  ///< of folders and cards, one sentence each
};

/// Reads cards, not weights. A published model is known in the folder by its checksum, whatever it is called there.
/// `address` says where a file can be downloaded.
KnownModels knownModels(const ShippedModels& shipped, const ModelFolder& folder, const std::vector<CatalogueEntry>& published,
                        const std::function<std::string(const CatalogueEntry&)>& address = downloadAddress);

}  // namespace seisdesk
