#pragma once
// ShippedModels: the networks that come with the program, and which of them picks when nobody says otherwise.

#include "core/model/model_folder.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// A network in "<folder>/<name>/<version>/": weights, and model.json, its card.
struct ShippedModel {
    ModelCard card;
    std::filesystem::path folder;  ///< that of the version
    std::filesystem::path weights() const { return folder / card.file; }
    std::string number() const { return folder.filename().string(); }  ///< "1.0"
};

struct ShippedModels {
    std::vector<ShippedModel> models;   ///< by name, newest version first
    std::vector<std::string> problems;  ///< folders that cannot be used, one sentence each

    /// By "name" (the newest), "name/number" or the card's version. Null when there is none.
    const ShippedModel* find(const std::string& name) const;
    /// The newest of the default's name; null when nothing is shipped.
    const ShippedModel* standard() const;
};

/// The name of the network that is the default.
inline constexpr const char* standardModelName = "seismollm-desk";

/// Weights with this checksum, computed anew: in the model folder, among those that come with the program, among adopted adapters. Empty where
/// there are none.
std::filesystem::path weightsWithSha256(const std::string& sha256);
/// True for a file whose content has this checksum.
bool hasSha256(const std::filesystem::path& file, const std::string& sha256);

/// Reads the cards, not the weights. A folder that does not exist is empty.
ShippedModels shippedModelsIn(const std::filesystem::path& folder);
/// Of the program: "../share/seisdesk/models" beside its own folder, or where it was installed to; $SEISDESK_SHIPPED_MODELS
/// overrides.
ShippedModels shippedModels();

}  // namespace seisdesk
