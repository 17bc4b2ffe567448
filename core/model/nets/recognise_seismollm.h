#pragma once
// SeisMoLLM checkpoints: their tensors under plain names, and which of the tasks they are for.

#include "core/model/nets/knowledge.h"
#include "core/model/nets/recognise.h"

namespace seisdesk {

/// By the names of the transformer, whatever training wrapped around them.
bool looksLikeSeisMoLLM(const StateDict& tensors);

/// Keys of a checkpoint brought to the module's: `module.` and `_orig_mod.` removed; GPT-2's mask buffers and its word
/// embedding, which nothing uses here, left out.
StateDict seisMoLLMTensors(const StateDict& tensors);

/// The task from the head: curves (picking), two values (polarity or back-azimuth) or one (magnitude or distance); which of
/// two, and the rate, must be known. Windows without a contract are as published: 8192 samples at 50 Hz, 6000 at 100 Hz.
/// Files of our own training give their sizes in the metadata as "seismollm" (JSON); those with several tasks are pickers
/// whose outputs are multiTaskContract()'s.
/// Errors as recognise().
Result<Recognition> recogniseSeisMoLLM(const StateDict& tensors, const std::filesystem::path& file, const Knowledge& known);

}  // namespace seisdesk
