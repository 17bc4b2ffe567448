#pragma once
// Id: a 128-bit random identity, written as 32 lower-case hexadecimal digits.

#include "core/base/result.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace seisdesk {

struct Id {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    /// A fresh random id; thread-safe. Never null.
    static Id random();
    static Result<Id> parse(std::string_view hex);
    std::string text() const;
    bool isNull() const { return high == 0 && low == 0; }
    auto operator<=>(const Id&) const = default;
};

}  // namespace seisdesk

template <>
struct std::hash<seisdesk::Id> {
    std::size_t operator()(const seisdesk::Id& id) const noexcept { return static_cast<std::size_t>(id.high ^ id.low); }
};
