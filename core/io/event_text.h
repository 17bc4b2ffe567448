#pragma once
// FDSN event services' "format=text": one event per line, columns between bars.

#include "core/io/records.h"

#include <string_view>

namespace seisdesk {

/// True when the first line that is not blank names the columns EventID, Time, Latitude and Longitude between bars.
bool isEventText(std::string_view text);

/// Columns are found by their names. Each event gets an origin, where there is one a magnitude, and the place as its region name. An EventID that is
/// a legal publicID stays it, others become "smi:local.fdsn/event/<contributor>.<EventID>", so that reading a file twice gives the same events.
/// Lines that make no sense are issues that name them. Error: NotFound, Unreadable, Unsupported (no such header).
Result<std::vector<Event>> readEventText(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

}  // namespace seisdesk
