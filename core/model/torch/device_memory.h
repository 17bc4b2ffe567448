#pragma once
// DeviceMemory: how much of a GPU's memory is left, and how much work takes.

#include <torch/types.h>

#include <cstddef>

namespace seisdesk::nets {

/// All zero on the processor, whose memory is not counted.
class DeviceMemory {
public:
    explicit DeviceMemory(torch::Device device) : m_device(device) {}
    /// What LibTorch could still get, with what it keeps unused.
    std::size_t freeBytes() const;
    /// Most that was held at once since the last restart(), beyond what was held then.
    void restart();
    std::size_t peakBytes() const;
    /// Gives back what LibTorch keeps unused.
    void release() const;

private:
    torch::Device m_device;
    std::size_t m_before = 0;
};

}  // namespace seisdesk::nets
