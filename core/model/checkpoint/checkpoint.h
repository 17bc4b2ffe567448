#pragma once
// readCheckpoint: any weights file that SeisDesk understands, recognised by its first bytes.

#include "core/model/checkpoint/state_dict.h"

#include <filesystem>
#include <string>

namespace seisdesk {

enum class CheckpointFormat { TorchZip, Safetensors, KerasHdf5 };
/// "PyTorch", "safetensors", "Keras HDF5".
const char* name(CheckpointFormat format);

struct Checkpoint {
    CheckpointFormat format = CheckpointFormat::TorchZip;
    std::string sha256;  ///< of the whole file, 64 lower-case hex digits
    StateDict tensors;
};

/// Errors: NotFound, Unreadable, Malformed (damaged), Unsupported (a known format that is refused, with the remedy:
/// legacy pickles, TorchScript, foreign classes, compressed archives).
Result<Checkpoint> readCheckpoint(const std::filesystem::path& file);

}  // namespace seisdesk
