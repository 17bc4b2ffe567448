#pragma once
// Names that peft gives to the tensors of a transformer with low-rank adapters.

#include <string>

namespace seisdesk {

/// "blocks.0.weight" for "base_model.model.blocks.0.base_layer.weight": a name as it was before peft wrapped it.
inline std::string unwrappedName(std::string name)
{
    for (const std::string part : {"base_model.model.", "base_layer."})
        if (const auto at = name.find(part); at != std::string::npos) name.erase(at, part.size());
    return name;
}

}  // namespace seisdesk
