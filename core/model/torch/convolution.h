#pragma once
// Convolutions as the published networks use them: "same" length by zeros on both sides, rounded up by the stride.

#include "core/model/nets/seist_config.h"

#include <torch/nn/modules/conv.h>
#include <torch/types.h>

namespace seisdesk::nets {

inline torch::nn::Conv1d convolution(std::int64_t in, std::int64_t out, std::int64_t kernel, bool bias, std::int64_t stride = 1,
                                     std::int64_t groups = 1)
{
    return torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, kernel).stride(stride).groups(groups).bias(bias));
}

/// [B, C, L] with the zeros that samePadding() says.
inline torch::Tensor padded(const torch::Tensor& x, std::int64_t kernel, std::int64_t stride = 1)
{
    const Padding padding = samePadding(x.size(2), kernel, stride);
    return torch::constant_pad_nd(x, {padding.left, padding.right}, 0);
}

}  // namespace seisdesk::nets
