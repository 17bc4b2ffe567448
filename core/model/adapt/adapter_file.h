#pragma once
// Adapter: what fine-tuning changed in a network, as one small file that names its parent by checksum.

#include "core/model/adapt/fine_tuner.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/contract.h"

#include <filesystem>
#include <map>
#include <string>

namespace seisdesk {

/// Tensors have the module's names and replace those of the parent; pairs of "lora_A" and "lora_B" are added to the weight they adapt.
struct Adapter {
    StateDict tensors;                ///< without metadata
    Scope scope = Scope::Automatic;
    std::int64_t loraRank = 0;        ///< 0 without low-rank adapters
    double loraAlpha = 0.0;
    std::uint64_t steps = 0;          ///< after which these weights were best
    std::string reason, name, author, notes, created;  ///< `created` as ISO 8601
    std::string parentSha256;         ///< of the whole file
    std::string parentFile;           ///< its name
    std::string parentPath;           ///< where it was, asked last; empty in adapters for others
    Contract contract;                ///< the parent's with thresholds of its own
    std::map<std::string, std::string> more;  ///< whatever else the file says: "uncertainty", "metrics" ...
    bool operator==(const Adapter&) const = default;
};

bool isAdapter(const StateDict& file);

/// Errors: as readSafetensors(); Malformed for a file that is no adapter or whose metadata cannot be understood.
Result<Adapter> readAdapter(const std::filesystem::path& file);
/// The whole file anew, in one go: to add thresholds or metrics read it, change it, write it.
Result<void> writeAdapter(const Adapter& adapter, const std::filesystem::path& file);

/// The weights an adapter is made for: by checksum, beside the adapter, in the model folder, among those that come with the program,
/// and where they were when it was made. Error: NotFound naming the adapter, the parent's file and checksum, and the remedy.
Result<std::filesystem::path> parentOf(const Adapter& adapter, const std::filesystem::path& file);

}  // namespace seisdesk
