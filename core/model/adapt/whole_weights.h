#pragma once
// readWeights: a weights file as its network needs it; an adapter is completed by its parent.

#include "core/model/adapt/adapter_file.h"
#include "core/model/nets/recognise.h"

#include <filesystem>

namespace seisdesk {

/// As readCheckpoint(), but adapters (and adapters of adapters) come with all tensors, low-rank ones added to the weights they
/// adapt, and the checksum is the adapter's own. Errors: as readCheckpoint(), readAdapter() and parentOf(); ModelMismatch when a tensor does not
/// fit the parent.
Result<Checkpoint> readWeights(const std::filesystem::path& file);

/// Under the names that the network's module gives them, low-rank adapters that SeisMoLLM was trained with added to their weights
/// (and its sizes in the metadata say so).
Result<StateDict> plainTensors(const Recognition& recognition, const StateDict& file);
/// The same where nothing but the tensors is known: names that only a recognition understands (SeisBench's, EQTransformer's Keras files) stay.
Result<StateDict> plainTensors(const StateDict& file);

/// `parent` under plain names, with an adapter's changes. Error: ModelMismatch naming the tensor.
Result<StateDict> adapted(const StateDict& parent, const Adapter& adapter);

}  // namespace seisdesk
