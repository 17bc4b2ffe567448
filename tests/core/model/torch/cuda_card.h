#pragma once
// Whether the tests' GPU parts can run.

#include <torch/cuda.h>
#include <torch/types.h>

#include <vector>

namespace seisdesk::test {

inline constexpr const char* noCard = "No CUDA device here: this part was not run.";

#ifdef SEISDESK_CUDA
inline bool hasCard() { return torch::cuda::is_available() && torch::cuda::device_count() > 0; }
#else
inline bool hasCard() { return false; }
#endif

/// The processor, and the first GPU where there is one.
inline std::vector<torch::Device> devicesHere()
{
    std::vector<torch::Device> out{torch::Device(torch::kCPU)};
    if (hasCard()) out.push_back(torch::Device(torch::kCUDA, 0));
    return out;
}

}  // namespace seisdesk::test
