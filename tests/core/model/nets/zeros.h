#pragma once
// zeros: a tensor of which only the shape matters.

#include "core/model/checkpoint/state_dict.h"

#include <utility>
#include <vector>

namespace seisdesk::test {

inline Tensor zeros(std::vector<std::int64_t> shape)
{
    std::size_t count = 1;
    for (const std::int64_t extent : shape) count *= static_cast<std::size_t>(extent);
    return Tensor::ofFloats(std::move(shape), std::vector<float>(count));
}

}  // namespace seisdesk::test
