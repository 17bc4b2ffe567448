#pragma once
// SEISAN event: what the name of an S-file says of its earthquake.

#include "core/base/time.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace seisdesk {

/// Origin time of an event named as SEISAN names its files, "05-0208-14L.S201309": day, hour and minute, second, L R or D for the
/// distance, year and month. Absent for other names.
std::optional<Time> seisanTime(std::string_view name);

/// SEISAN gives an earthquake that is registered again a name some seconds beside its first one. Names of events by the name of the
/// first of those within three seconds of one another; other names stand for themselves.
std::map<std::string, std::string> firstReadings(const std::set<std::string>& names);

}  // namespace seisdesk
