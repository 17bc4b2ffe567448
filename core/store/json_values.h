#pragma once
// JSON for values that JSON itself cannot say: text that is not UTF-8, numbers that are not finite, absent members.

#include <nlohmann/json.hpp>

#include "core/base/time.h"
#include "core/waveform/stream_id.h"

#include <optional>
#include <string>

namespace seisdesk {

using Json = nlohmann::json;

/// Text as a string; text that is not valid UTF-8 as {"latin1": one character per byte}, so that no byte is lost.
Json jsonText(const std::string& text);
std::string textOf(const Json& value);

/// Finite numbers as numbers (17 digits where needed), the others as "nan", "inf", "-inf".
Json jsonNumber(double value);
double numberOf(const Json& value);

/// Nanoseconds since 1970.
inline Json jsonTime(Time time) { return time.time_since_epoch().count(); }
inline Time timeOf(const Json& value) { return Time(Duration(value.get<std::int64_t>())); }

/// Four strings: network, station, location, channel.
Json jsonStream(const StreamId& stream);
StreamId streamOf(const Json& value);

/// Members that are empty are left out.
inline void putText(Json& object, const char* key, const std::string& text)
{
    if (!text.empty()) object[key] = jsonText(text);
}
inline std::string textAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() ? std::string() : textOf(*found);
}
inline void putNumber(Json& object, const char* key, const std::optional<double>& value)
{
    if (value) object[key] = jsonNumber(*value);
}
inline std::optional<double> numberAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() ? std::nullopt : std::optional(numberOf(*found));
}

}  // namespace seisdesk
