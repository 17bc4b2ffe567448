#pragma once
// DeviceChoice: where a network is to run, as the user says it.

#include "core/base/result.h"

#include <string>
#include <vector>

namespace seisdesk {

struct DeviceChoice {
    enum class Kind { Automatic, Cpu, Cuda };
    Kind kind = Kind::Cpu;
    int index = 0;       ///< of the CUDA device
    bool half = false;   ///< 16-bit arithmetic, where it says the same
    bool operator==(const DeviceChoice&) const = default;
};

/// "auto" (a GPU where there is one), "cpu", "cuda", "cuda:1"; each with ":half" behind it for 16-bit arithmetic. Error: InvalidArgument.
Result<DeviceChoice> parseDevice(const std::string& text);

/// The engine plugins that can serve it, best first. The CUDA engine also runs on the processor: where there is a card it comes first, so that
/// the device can be changed while the program runs.
std::vector<std::string> enginePlugins(DeviceChoice::Kind kind, bool cardThere);

/// Whether an NVIDIA driver is loaded. Cheap.
bool hasCudaCard();

/// What --device takes, for the help of commands.
inline constexpr const char* deviceHelp = "auto (a GPU where there is one), cpu, cuda or cuda:N; with :half behind it 16-bit arithmetic, where it says the same";

}  // namespace seisdesk
