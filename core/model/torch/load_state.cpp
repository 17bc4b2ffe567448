#include "core/model/torch/load_state.h"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <unordered_set>

namespace seisdesk::nets {

namespace {

std::vector<std::pair<std::string, torch::Tensor>> entriesOf(const torch::nn::Module& module)
{
    std::vector<std::pair<std::string, torch::Tensor>> entries;
    for (const auto& p : module.named_parameters()) entries.emplace_back(p.key(), p.value());
    for (const auto& b : module.named_buffers()) entries.emplace_back(b.key(), b.value());
    return entries;
}

bool needsNone(const std::string& name, const torch::Tensor& target)
{
    return name.ends_with("num_batches_tracked") || target.numel() == 0;
}

}  // namespace

Result<void> loadState(torch::nn::Module& module, const StateDict& tensors)
{
    const torch::NoGradGuard noGrad;
    std::unordered_set<std::string> expected;
    for (auto& [name, target] : entriesOf(module)) {
        expected.insert(name);
        const Tensor* source = tensors.find(name);
        if (!source) {
            if (needsNone(name, target)) continue;
            return Error{Error::Code::ModelMismatch, "the weights lack \"" + name + "\""};
        }
        const torch::IntArrayRef shape = target.sizes();
        if (!std::equal(shape.begin(), shape.end(), source->shape.begin(), source->shape.end())) {
            std::string wanted = "[";
            for (std::size_t i = 0; i < shape.size(); ++i) wanted += (i ? ", " : "") + std::to_string(shape[i]);
            return Error{Error::Code::ModelMismatch, "\"" + name + "\" has shape " + source->shapeText() + " instead of " + wanted + "]"};
        }
        const std::vector<float> values = source->toFloats();
        if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) {
            return Error{Error::Code::InvalidArgument, "\"" + name + "\" holds values that are not finite"};
        }
        target.copy_(torch::from_blob(const_cast<float*>(values.data()), shape, torch::kFloat32));
    }
    for (const auto& [name, tensor] : tensors) {
        if (!expected.count(name)) return Error{Error::Code::ModelMismatch, "the weights hold \"" + name.substr(0, 200) + "\", which the network has not"};
    }
    return {};
}

StateDict stateOf(const torch::nn::Module& module)
{
    StateDict out;
    for (const auto& [name, value] : entriesOf(module)) {
        const bool whole = value.scalar_type() == torch::kInt64;
        const torch::Tensor t = value.detach().to(torch::kCPU, whole ? torch::kInt64 : torch::kFloat32).contiguous();
        Tensor tensor{whole ? DType::Int64 : DType::Float32, t.sizes().vec(), std::vector<std::byte>(t.nbytes())};
        if (!tensor.bytes.empty()) std::memcpy(tensor.bytes.data(), t.data_ptr(), tensor.bytes.size());
        out.add(name, std::move(tensor));
    }
    return out;
}

}  // namespace seisdesk::nets
