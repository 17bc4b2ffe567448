#pragma once
// Adapter files: where adopted ones are kept, and how a file becomes a ModelVersion. Slow: for worker threads.

#include "core/base/result.h"
#include "core/model/model_folder.h"
#include "core/store/model_registry.h"

#include <filesystem>
#include <string>
#include <vector>

namespace seisdesk {

/// Copies the file to "<folder>/<name>-<first 8 digits of its checksum>.safetensors". It appears there whole and on the disk, or
/// not at all. Errors: NotFound, Unreadable, OutOfSpace.
Result<std::filesystem::path> keepAdapter(const std::filesystem::path& adapter, const std::filesystem::path& folder, const std::string& name);
/// The same to a file of the user's choice, replacing one that is there.
Result<void> copyWhole(const std::filesystem::path& from, const std::filesystem::path& to);

/// Where the file of a version is now: its path, or a file of the same checksum among the models of this computer. Empty when nowhere.
std::filesystem::path fileOfVersion(const ModelVersion& version);

/// The version behind weights as loadModels() takes them, by the first of them; none: the network that comes with the program.
/// Errors: Unsupported for the classical picker, which has no weights; NotFound, Unreadable.
Result<ModelVersion> versionOfWeights(const std::vector<std::string>& weights);

/// An adapter with the parent it names. The parent's path is empty where its file is nowhere to be found on this computer.
struct AdapterLineage {
    ModelVersion adapter, parent;
};
/// From an adapter file. Errors: as readAdapter(); ModelMismatch for a file that is not an adapter.
Result<AdapterLineage> adapterLineage(const std::filesystem::path& file);

}  // namespace seisdesk
