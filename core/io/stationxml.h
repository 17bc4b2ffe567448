#pragma once
// StationXML 1.0 to 1.2: stations, channels, orientations and responses by epoch.

#include "core/io/records.h"

namespace seisdesk {

/// Reads all that is readable. Missing or bad parts, responses whose stages do not agree with the stated sensitivity,
/// and a file that breaks off are issues. Error: NotFound, Unreadable, Malformed (no XML at all), Unsupported (XML of
/// another kind).
Result<Inventory> readStationXml(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

/// Writes StationXML 1.2, atomically. Open epochs have no dates.
Result<void> writeStationXml(const std::filesystem::path& path, const Inventory& inventory);

}  // namespace seisdesk
