#include "core/model/device_health.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace seisdesk {

bool poisonsDevice(const std::string& message)
{
    // Texts of cudaGetErrorString() and the names of the codes, as LibTorch passes them on.
    static constexpr std::array<std::string_view, 17> signs = {
        "illegal memory access", "illegal instruction", "illegal address", "misaligned address", "invalid program counter", "invalid address space", "hardware stack error",
        "unspecified launch failure", "launch timed out", "device-side assert", "uncorrectable ecc", "uncorrectable nvlink", "context is destroyed", "no longer accessible",
        "device is lost", "unavailable or busy", "unknown error"};
    std::string lower = message;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower.find("cuda") == std::string::npos) return false;
    return std::any_of(signs.begin(), signs.end(), [&](std::string_view sign) { return lower.find(sign) != std::string::npos; });
}

void DeviceHealth::report(const std::string& message)
{
    if (!poisonsDevice(message)) return;
    const std::lock_guard lock(m_mutex);
    if (m_message.empty()) m_message = message;
}

bool DeviceHealth::lost() const
{
    const std::lock_guard lock(m_mutex);
    return !m_message.empty();
}

std::string DeviceHealth::reason() const
{
    const std::lock_guard lock(m_mutex);
    return m_message.empty() ? std::string() : "The GPU failed and cannot be used until SeisDesk is started again (" + m_message + ").";
}

}  // namespace seisdesk
