#pragma once
// PyTorch checkpoints (`torch.save`, zip format): weights only, without running any code of the file.

#include "core/model/checkpoint/state_dict.h"

#include <filesystem>

namespace seisdesk {

/// A bare state dict, or the one inside a training checkpoint ("model_dict", "state_dict", "model_state_dict", "model").
/// "module." and "_orig_mod." parts of names are dropped. Numbers and strings beside the tensors become metadata.
/// Errors: Unreadable, Malformed, Unsupported (TorchScript, a class other than tensors and plain containers, a
/// compressed entry, a big-endian file), each with the remedy.
Result<StateDict> readTorchZip(const std::filesystem::path& file);

}  // namespace seisdesk
