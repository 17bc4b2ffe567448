#pragma once
// Station corrections as text: tables (CSV) and NonLinLoc's delays.

#include "core/base/result.h"
#include "core/locate/misfit.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// "station,phase,seconds": NET.STA, P or S, and how late its waves come.
std::string stationCorrectionsCsv(const StationCorrections& corrections);

/// NonLinLoc's control lines "LOCDELAY code phase n delay"; codes are those of stations without network, as in its observations.
std::string nonLinLocDelays(const StationCorrections& corrections);

/// What either of them, and LOCDELAY lines among others, say. Codes without network stand as they are ("CCC"). Phases are waves by their names (Pg is P).
/// Error Malformed names the line.
Result<StationCorrections> parseStationCorrections(std::string_view text, const std::filesystem::path& file);

/// Errors: NotFound, Unreadable and as above.
Result<StationCorrections> readStationCorrections(const std::filesystem::path& file);

/// Those without a network go to the stations of that code among `stations` ("NET.STA"); what matches none stays away.
StationCorrections withNetworks(const StationCorrections& corrections, const std::vector<std::string>& stations);

}  // namespace seisdesk
