#pragma once
// UTC time to the nanosecond, and half-open intervals of it.

#include "core/base/result.h"

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace seisdesk {

using Duration = std::chrono::nanoseconds;

/// UTC instant, int64 nanoseconds since 1970-01-01 (leap seconds not counted, as in miniSEED and QuakeML).
/// Covers 1677-09-21 to 2262-04-11; readers clamp dates outside (StationXML end dates such as 2599-12-31).
using Time = std::chrono::sys_time<Duration>;

constexpr double toSeconds(Duration d) { return static_cast<double>(d.count()) * 1e-9; }

/// Rounded to the nearest nanosecond; saturates instead of overflowing. NaN gives zero.
Duration fromSeconds(double seconds);

/// Half-open interval [begin, end). Empty when end <= begin. (What SeisComP calls a TimeWindow.)
struct TimeSpan {
    Time begin{};
    Time end{};

    constexpr Duration length() const { return end > begin ? end - begin : Duration::zero(); }
    constexpr bool empty() const { return end <= begin; }
    constexpr bool contains(Time t) const { return begin <= t && t < end; }
    constexpr bool overlaps(const TimeSpan& o) const { return begin < o.end && o.begin < end; }
    /// The shared part; empty (not negative) when there is none.
    constexpr TimeSpan intersected(const TimeSpan& o) const
    {
        const Time b = std::max(begin, o.begin);
        return {b, std::max(b, std::min(end, o.end))};
    }
    /// The smallest span that holds both; an empty operand is ignored.
    constexpr TimeSpan united(const TimeSpan& o) const
    {
        if (empty()) return o;
        if (o.empty()) return *this;
        return {std::min(begin, o.begin), std::max(end, o.end)};
    }
    constexpr TimeSpan padded(Duration before, Duration after) const { return {begin - before, end + after}; }
    auto operator<=>(const TimeSpan&) const = default;
};

/// Parses ISO 8601 as found in QuakeML, StationXML and FDSN services: "2019-07-04T17:02:55.340000Z", a blank instead
/// of 'T', missing 'Z', offsets such as "+00:00", date only, ordinal dates "2019-185T17:02:55". Up to nine decimals
/// are kept. Years outside the range of Time are clamped. Error: Malformed, naming the text.
Result<Time> parseTime(std::string_view text);

/// "2019-07-04T17:02:55.340000Z" with the given number of decimals (0 to 9), truncated towards the past.
std::string formatTime(Time time, int decimals = 6);

/// Current UTC time.
Time now();

}  // namespace seisdesk
