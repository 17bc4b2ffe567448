#pragma once
// `seisdesk magnitude`: located events and records in, events with amplitudes and magnitudes out.

#include "core/io/records.h"
#include "core/locate/size/event_size.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct MagnitudeArguments {
    std::vector<std::string> inputs;
    std::vector<std::string> inventories;
    std::string model = "iasp91";
    std::filesystem::path output, corrections;
    std::vector<std::string> types{"ML", "Mw"};
    std::string attenuation = "iaspei", average = "median", wave = "S";
    double farthestKm = 1000.0;
    std::string agency;
};

/// What came of it.
struct MagnitudeSummary {
    std::vector<std::pair<ResourceId, EventSize>> sizes;  ///< of events with an origin and records
    std::size_t withoutOrigin = 0, withoutRecords = 0;
    std::vector<ReadIssue> issues;
    double seconds = 0.0;
};

/// Reads, measures and writes QuakeML; the output appears whole or not at all. Errors: NotFound without events, records or stations; InvalidArgument for
/// an unknown attenuation function; Cancelled; and as velocity models, corrections, readers and writers.
Result<MagnitudeSummary> sizeFiles(const MagnitudeArguments& arguments, const Progress& progress);

/// Adds the subcommand "magnitude"; the returned arguments are filled by app.parse().
std::shared_ptr<MagnitudeArguments> addMagnitudeCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but some files had problems, 130 interrupted.
int runMagnitude(const MagnitudeArguments& arguments);

}  // namespace seisdesk
