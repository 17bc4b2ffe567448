#include "core/model/device_choice.h"

#include <charconv>
#include <filesystem>
#include <string_view>

namespace seisdesk {

Result<DeviceChoice> parseDevice(const std::string& text)
{
    constexpr std::string_view halfEnding = ":half";
    DeviceChoice out;
    std::string_view rest = text;
    if (rest.ends_with(halfEnding)) {
        out.half = true;
        rest.remove_suffix(halfEnding.size());
    }
    if (rest == "cpu") return out;
    if (rest == "auto") {
        out.kind = DeviceChoice::Kind::Automatic;
        return out;
    }
    const Error unknown{Error::Code::InvalidArgument, "There is no device \"" + text + "\"; devices are auto, cpu, cuda, cuda:0, cuda:1 ..., with :half behind them for 16-bit arithmetic."};
    if (!rest.starts_with("cuda")) return unknown;
    out.kind = DeviceChoice::Kind::Cuda;
    rest.remove_prefix(4);
    if (rest.empty()) return out;
    if (rest.front() != ':') return unknown;
    rest.remove_prefix(1);
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), out.index);
    if (error != std::errc{} || end != rest.data() + rest.size() || out.index < 0) return unknown;
    return out;
}

std::vector<std::string> enginePlugins(DeviceChoice::Kind kind, bool cardThere)
{
    const std::string cpu = "seisdesk-engine-cpu.so", cuda = "seisdesk-engine-cuda.so";
    if (kind == DeviceChoice::Kind::Cuda) return {cuda};
    return cardThere ? std::vector<std::string>{cuda, cpu} : std::vector<std::string>{cpu, cuda};
}

bool hasCudaCard()
{
    std::error_code error;
    return std::filesystem::exists("/proc/driver/nvidia/version", error) || std::filesystem::exists("/dev/dxg", error);  // the latter under Windows
}

}  // namespace seisdesk
