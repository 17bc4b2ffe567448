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

/// One thing that is wrong with a file, or that other programs are known to stumble over.
struct LintFinding {
    std::size_t line = 0;        ///< from 1; 0 for the file as a whole
    std::string object;          ///< "<pick> of smi:..."
    std::string what, remedy;    ///< sentences' ends: "has no <time>", "add it or delete the pick"
    bool repaired = false;
    bool operator==(const LintFinding&) const = default;
};

/// What the schema cannot see: missing mandatory children, ids outside the ASCII pattern, used twice or leading nowhere, words, lengths, units and
/// ranges, times out of order, foreign elements before our own, habits of SeisComP and the ISC. Empty when all is well; a file that cannot be read is
/// one finding.
std::vector<LintFinding> lintQuakeMl(const std::filesystem::path& path);

/// The same, and writes the document with what can be repaired repaired; all else, foreign elements included, stays as it is. Error: as readers and
/// writers.
Result<std::vector<LintFinding>> repairQuakeMl(const std::filesystem::path& path, const std::filesystem::path& output);

}  // namespace seisdesk
