#pragma once
// blend: weights between a network and what it became.

#include "core/model/adapt/adapter_file.h"

#include <filesystem>

namespace seisdesk {

/// The adapter with only a share of its changes: 0 is the parent, 1 the adapter as it is (Wortsman et al. 2022). Between the two lie networks that
/// keep most of what was learned and forget less. `parent` is under plain names, see plainTensors(). Error: ModelMismatch naming the tensor.
Result<Adapter> blended(const StateDict& parent, Adapter adapter, double share);
/// The same from file to file. Errors: also those of reading and writing.
Result<void> writeBlended(const std::filesystem::path& parent, const std::filesystem::path& adapter, double share, const std::filesystem::path& to);

}  // namespace seisdesk
