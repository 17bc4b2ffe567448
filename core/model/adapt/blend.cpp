#include "core/model/adapt/blend.h"

#include "core/model/adapt/whole_weights.h"
#include "core/model/nets/wrapped_names.h"

namespace seisdesk {

Result<Adapter> blended(const StateDict& parent, Adapter adapter, double share)
{
    StateDict out;
    out.metadata = adapter.tensors.metadata;
    for (const auto& [name, tensor] : adapter.tensors) {
        const bool first = name.find(".lora_A.") != std::string::npos, second = name.find(".lora_B.") != std::string::npos;
        const Tensor* const from = parent.find(unwrappedName(name));
        if (!first && !second && (!from || from->shape != tensor.shape)) {
            return Error{Error::Code::ModelMismatch, "\"" + name.substr(0, 200) + "\" is not in the parent or has another shape there."};
        }
        std::vector<float> values = tensor.toFloats();
        const std::vector<float> start = first ? values : second ? std::vector<float>(values.size()) : from->toFloats();  // a pair is a product: one half is enough
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<float>(static_cast<double>(start[i]) + share * (static_cast<double>(values[i]) - static_cast<double>(start[i])));
        out.add(name, Tensor::ofFloats(tensor.shape, values));
    }
    adapter.tensors = std::move(out);
    return adapter;
}

Result<void> writeBlended(const std::filesystem::path& parent, const std::filesystem::path& adapter, double share, const std::filesystem::path& to)
{
    auto whole = readAdapter(adapter);
    if (!whole) return whole.error();
    const auto weights = readWeights(parent);
    if (!weights) return weights.error();
    const auto plain = plainTensors(weights->tensors);
    if (!plain) return plain.error();
    const auto less = blended(*plain, std::move(*whole), share);
    return less ? writeAdapter(*less, to) : Result<void>(less.error());
}

}  // namespace seisdesk
