#pragma once
// MagnitudeCorrections: what is added to a station's magnitude of a type, from a small CSV file.

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <string>

namespace seisdesk {

/// By station ("CI.CCC") and type ("ML").
using MagnitudeCorrections = std::map<std::pair<std::string, std::string>, double>;

/// Lines "CI.CCC,ML,0.12"; blank lines, '#' comments and a header without a number are skipped. Error Malformed that names the line.
Result<MagnitudeCorrections> magnitudeCorrectionsFrom(const std::string& text);
/// Of a file. Errors: NotFound, Malformed.
Result<MagnitudeCorrections> readMagnitudeCorrections(const std::filesystem::path& file);

}  // namespace seisdesk
