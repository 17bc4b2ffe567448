#pragma once
// MixedPrecision: 16-bit arithmetic, where a network bears it, for the operations of this thread while it lives.

#include <ATen/autocast_mode.h>
#include <torch/types.h>
#include <torch/version.h>

namespace seisdesk::nets {

class MixedPrecision {
public:
    /// `type`: kBFloat16 or kHalf; the processor has the former only.
    MixedPrecision(bool on, torch::DeviceType device, torch::ScalarType type) : m_on(on), m_device(device)
    {
        if (!m_on) return;
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
        at::autocast::set_autocast_dtype(m_device, type);
#else
        if (m_device == torch::kCPU) at::autocast::set_autocast_cpu_dtype(type);
        else at::autocast::set_autocast_gpu_dtype(type);
#endif
        enable(true);
    }
    ~MixedPrecision()
    {
        if (!m_on) return;
        at::autocast::clear_cache();
        enable(false);
    }
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    void enable(bool on) const
    {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
        at::autocast::set_autocast_enabled(m_device, on);
#else
        if (m_device == torch::kCPU) at::autocast::set_cpu_enabled(on);
        else at::autocast::set_enabled(on);
#endif
    }
    bool m_on;
    torch::DeviceType m_device;
};

}  // namespace seisdesk::nets
