#pragma once
// QuakeML BED 1.2: events with their picks, arrivals, origins, magnitudes and mechanisms.

#include "core/io/records.h"

namespace seisdesk {

/// Reads QuakeML 1.0 to 1.2 and SeisComP's real-time variant around the defects that producers are known for, each an
/// issue: bad enumeration values, missing or repeated ids, arrivals whose pick was not delivered, broken times, files
/// that break off. Error: NotFound, Unreadable, Malformed (no XML at all), Unsupported (XML of another kind).
Result<std::vector<Event>> readQuakeMl(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

/// Writes what is valid by the BED 1.2 schema, atomically: illegal ids become legal ones (the same everywhere in the
/// file), words outside an enumeration are left out, long texts are cut to the schema's lengths.
Result<void> writeQuakeMl(const std::filesystem::path& path, const std::vector<Event>& events);

/// What the schema cannot see: missing mandatory children, ids outside the ASCII pattern, ids used twice, dangling
/// references, foreign elements before our own. Empty when all is well; a file that cannot be read is one finding.
std::vector<std::string> lintQuakeMl(const std::filesystem::path& path);

}  // namespace seisdesk
