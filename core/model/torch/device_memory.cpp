#include "core/model/torch/device_memory.h"

#ifdef SEISDESK_CUDA
#include "core/model/cuda/kernels.h"

#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAGuard.h>
#endif

namespace seisdesk::nets {

#ifdef SEISDESK_CUDA

namespace {

auto statsOf(const torch::Device& device) { return c10::cuda::CUDACachingAllocator::getDeviceStats(device.index()); }
constexpr std::size_t allTypes = 0;  // StatType::AGGREGATE

}  // namespace

std::size_t DeviceMemory::freeBytes() const
{
    if (!m_device.is_cuda()) return 0;
    const c10::cuda::CUDAGuard guard(m_device.index());
    std::size_t free = 0, total = 0;
    if (!kernels::deviceMemory(free, total)) return 0;
    const auto stats = statsOf(m_device);
    return free + static_cast<std::size_t>(stats.reserved_bytes[allTypes].current - stats.allocated_bytes[allTypes].current);
}

void DeviceMemory::restart()
{
    if (!m_device.is_cuda()) return;
    c10::cuda::CUDACachingAllocator::resetPeakStats(m_device.index());
    m_before = static_cast<std::size_t>(statsOf(m_device).allocated_bytes[allTypes].current);
}

std::size_t DeviceMemory::peakBytes() const
{
    if (!m_device.is_cuda()) return 0;
    return static_cast<std::size_t>(statsOf(m_device).allocated_bytes[allTypes].peak) - m_before;
}

void DeviceMemory::release() const
{
    if (m_device.is_cuda()) c10::cuda::CUDACachingAllocator::emptyCache();
}

#else

std::size_t DeviceMemory::freeBytes() const { return 0; }
void DeviceMemory::restart() { m_before = 0; }
std::size_t DeviceMemory::peakBytes() const { return 0; }
void DeviceMemory::release() const {}

#endif

}  // namespace seisdesk::nets
