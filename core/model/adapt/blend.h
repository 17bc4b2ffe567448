#pragma once
// blend: weights between a network and what it became.

#include "core/model/adapt/adapter_file.h"

namespace seisdesk {

/// The adapter with only a share of its changes: 0 is the parent, 1 the adapter as it is (Wortsman et al. 2022). Between the two lie networks that
/// keep most of what was learned and forget less. `parent` is under plain names, see plainTensors(). Error: ModelMismatch naming the tensor.
Result<Adapter> blended(const StateDict& parent, Adapter adapter, double share);

}  // namespace seisdesk
