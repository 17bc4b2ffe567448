#pragma once
// fetchModel: published weights of the catalogue, downloaded and imported.

#include "core/base/progress.h"
#include "core/model/model_folder.h"
#include "core/net/download.h"

#include <filesystem>
#include <string>

namespace seisdesk {

/// Where a file of the catalogue can be downloaded; empty where it is not published as it is (a conversion).
std::string downloadAddress(const CatalogueEntry& entry);

/// What a download that was stopped leaves, to go on with.
std::filesystem::path partOf(const CatalogueEntry& entry, const ModelFolder& folder);

/// Downloads to the folder (going on with what is there), checks size and SHA-256, and imports under the catalogue's name. Errors: as
/// download() and ModelFolder::import(); Unsupported where there is no address.
Result<ModelCard> fetchModel(const CatalogueEntry& entry, const std::string& address, const ModelFolder& folder, Engine& engine, bool replace,
                             const Progress& progress);

}  // namespace seisdesk
