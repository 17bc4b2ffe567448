#pragma once
// Picker: any network module of SeisDesk, waveform windows in, outputs as in Contract out.

#include <torch/nn/module.h>
#include <torch/types.h>

namespace seisdesk::nets {

struct Picker : torch::nn::Module {
    using torch::nn::Module::Module;
    /// float32 [batch, components, samples] to [batch, outputs, samples] or [batch, outputs].
    virtual torch::Tensor forward(torch::Tensor x) = 0;
};

}  // namespace seisdesk::nets
