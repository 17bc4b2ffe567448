#pragma once
// Backbone: the transformer between embedder and heads, and how nested names are made.

#include "core/base/result.h"
#include "core/model/checkpoint/state_dict.h"
#include "core/model/nets/wrapped_names.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <memory>
#include <string>

namespace seisdesk::nets {

struct Backbone : torch::nn::Module {
    using torch::nn::Module::Module;
    /// Tokens [B, T, width] to tokens [B, T, width].
    virtual torch::Tensor forward(torch::Tensor tokens) = 0;
    /// Adds the adapters to the weights they adapt, for inference.
    virtual void merge() = 0;
    /// Copies the weights of a language model as Hugging Face publishes it. The first layers are taken; further ones and the
    /// words are left out, and adapters stay as they are. Error: ModelMismatch naming the first key, in the network's order,
    /// that is missing or of another shape.
    virtual Result<void> loadPublished(const StateDict& file) = 0;
    /// Weights that have an adapter no longer learn; norms, positions and adapters do.
    void freezeAdapted()
    {
        for (auto& entry : named_parameters())
            if (entry.key().find("base_layer.") != std::string::npos) entry.value().set_requires_grad(false);
    }
};

/// The error of loadPublished(): `source` is what the file has under this name, or null.
inline Error publishedMismatch(const std::string& name, const Tensor* source)
{
    if (!source) return {Error::Code::ModelMismatch, "the language model lacks \"" + name + "\""};
    return {Error::Code::ModelMismatch, "\"" + name + "\" of the language model has shape " + source->shapeText()};
}

inline torch::Tensor asTorch(const Tensor& source)
{
    std::vector<float> values = source.toFloats();
    return torch::from_blob(values.data(), source.shape, torch::kFloat32).clone();
}

/// A module that only gives its children a longer name.
inline std::shared_ptr<torch::nn::Module> nest(torch::nn::Module& parent, const std::string& name)
{
    return parent.register_module(name, std::make_shared<torch::nn::Module>());
}

}  // namespace seisdesk::nets
