#pragma once
// Backbone: the transformer between embedder and heads, and how nested names are made.

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
};

/// A module that only gives its children a longer name.
inline std::shared_ptr<torch::nn::Module> nest(torch::nn::Module& parent, const std::string& name)
{
    return parent.register_module(name, std::make_shared<torch::nn::Module>());
}

}  // namespace seisdesk::nets
