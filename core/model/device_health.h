#pragma once
// DeviceHealth: whether a GPU can still be used by this process. Some failures poison it for as long as the process runs.

#include <mutex>
#include <string>

namespace seisdesk {

/// True for what CUDA says of failures after which no call of this process succeeds: faults in memory, failed launches, a device that is gone.
bool poisonsDevice(const std::string& message);

/// Shared by all networks on a device. Thread-safe.
class DeviceHealth {
public:
    /// Remembers the first failure that poisons; others are no reason to give the device up.
    void report(const std::string& message);
    bool lost() const;
    /// A sentence for people; empty while all is well.
    std::string reason() const;

private:
    mutable std::mutex m_mutex;
    std::string m_message;
};

}  // namespace seisdesk
