#pragma once
// recogniseSeisBench: PhaseNet, PhaseNetLight and EQTransformer as SeisBench saves them, and EQTransformer's own Keras files.

#include "core/model/nets/knowledge.h"
#include "core/model/nets/recognise.h"

namespace seisdesk {

bool looksLikeSeisBench(const StateDict& tensors);
/// The contract is the file's own or its card's, else what SeisBench wrote beside it. Errors: InvalidArgument (there is
/// nothing beside it), Malformed, Unsupported, ModelMismatch, each naming what is wrong.
Result<Recognition> recogniseSeisBench(const StateDict& tensors, const std::filesystem::path& file, const Knowledge& known);

bool looksLikeKerasEQTransformer(const StateDict& tensors);
Result<Recognition> recogniseKerasEQTransformer(const StateDict& tensors, const std::filesystem::path& file, const Knowledge& known);

}  // namespace seisdesk
