#pragma once
// SeisComP's own XML, for scolv and the rest of SeisComP from version 4 on.

#include "core/io/records.h"

#include <string>
#include <vector>

namespace seisdesk {

/// SC3ML 0.12, valid by its schema. Ids stay as in QuakeML, depths become kilometres. Arrivals of weight 0 are not used; what SeisComP has no place for (comments of arrivals,
/// modes of magnitudes, some words) is left out.
std::string seisCompXml(const std::vector<Event>& events);

/// Reads SC3ML of any version. Picks that belong to no event become an event without origin; arrivals that are not used get weight 0. Ids stay as they
/// are. Error: as readQuakeMl().
Result<std::vector<Event>> readSeisCompXml(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

}  // namespace seisdesk
