#pragma once
// NonLinLoc hypocentres: what NLLoc and Grid2Time's kin write as .hyp, one file an event or a summary of many.

#include "core/catalog/event.h"
#include "core/io/records.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace seisdesk {

/// Begins with a line "NLLOC".
bool isNonLinLoc(std::string_view text);

/// The hypocentre of most likelihood with its horizontal ellipse, ellipsoid, marginal errors and quality; phases with time, error, residual, weight,
/// distance, azimuth and, where the ray's quality is not 0, take-off angle. What was not located (REJECTED, ABORTED, IGNORED) is a rejected origin. A
/// station may be "NET.STA"; otherwise see completeStreams(). A block without its end is read as far as it goes. Lines that make no sense are issues that
/// name them; a hypocentre that is not in degrees (a run with coordinates of its own) leaves its picks alone. Error: NotFound, Unreadable, Unsupported (no such file).
Result<std::vector<Event>> readNonLinLoc(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

}  // namespace seisdesk
