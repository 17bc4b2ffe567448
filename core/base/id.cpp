#include "core/base/id.h"

#include <charconv>
#include <random>

namespace seisdesk {

Id Id::random()
{
    thread_local std::mt19937_64 generator = [] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device(), device(), device()};
        return std::mt19937_64(seed);
    }();
    Id id;
    while (id.isNull()) id = {generator(), generator()};
    return id;
}

Result<Id> Id::parse(std::string_view hex)
{
    Id id;
    const auto part = [&](std::size_t at, std::uint64_t& out) {
        const char* begin = hex.data() + at;
        const auto [end, code] = std::from_chars(begin, begin + 16, out, 16);
        return code == std::errc{} && end == begin + 16;
    };
    if (hex.size() != 32 || !part(0, id.high) || !part(16, id.low))
        return Error{Error::Code::Malformed, "'" + std::string(hex) + "' is not an id of 32 hexadecimal digits."};
    return id;
}

std::string Id::text() const
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(32, '0');
    for (int i = 0; i < 16; ++i) {
        out[static_cast<std::size_t>(15 - i)] = digits[(high >> (4 * i)) & 15];
        out[static_cast<std::size_t>(31 - i)] = digits[(low >> (4 * i)) & 15];
    }
    return out;
}

}  // namespace seisdesk
