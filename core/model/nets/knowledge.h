#pragma once
// Knowledge: what is known about a weights file beside its tensors.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/contract.h"
#include "core/model/engine.h"

#include <filesystem>
#include <optional>
#include <string>

namespace seisdesk {

struct Knowledge {
    std::optional<Contract> contract;  ///< complete, from the file or its card
    std::optional<Task> task;
    std::optional<double> sampleRateHz;
    std::string name;
};

/// In this order: the file's own contract (with the card's pick uncertainties, where it has none), the card beside it, the built-in
/// catalogue (both by checksum), the hint, the file's name. Error: Malformed for a contract that cannot be read.
Result<Knowledge> knowledgeOf(const Checkpoint& checkpoint, const std::filesystem::path& file, const ModelHint& hint);

}  // namespace seisdesk
