#pragma once
// `seisdesk locate`: picks in, located events out.

#include "core/io/records.h"
#include "core/locate/locate_events.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct LocateArguments {
    std::vector<std::string> inputs;
    std::vector<std::string> inventories;
    std::string model = "iasp91";
    std::filesystem::path output;
    std::optional<double> fixedDepthKm;
    AssociateOptions associate;
    std::filesystem::path corrections;  ///< of the stations; empty for none
    std::string agency;
    bool relocate = true;             ///< events that have an origin
    std::filesystem::path alone;      ///< CSV of the picks that belong to no event; empty for none
};

/// What came of it.
struct LocateSummary {
    LocatedEvents result;
    std::vector<ReadIssue> issues;
    double seconds = 0.0;
};

/// Reads, associates, locates and writes QuakeML; the output appears whole or not at all. Errors: NotFound without picks or stations, Cancelled,
/// and as velocity models, readers and writers.
Result<LocateSummary> locateFiles(const LocateArguments& arguments, const Progress& progress);

/// Options that commands share.
void addLocateOptions(CLI::App& command, LocateArguments& arguments);

/// Adds the subcommand "locate"; the returned arguments are filled by app.parse().
std::shared_ptr<LocateArguments> addLocateCommand(CLI::App& app);

/// Runs locateFiles() with progress, prints notes and events, and behind the name of the output what `said` says of the result. Exit codes: 0 done, 1 failed, 2
/// wrong arguments, 3 done but some files had problems, 130 interrupted.
int runLocating(const LocateArguments& arguments, const std::function<std::string(const LocatedEvents&)>& said);

int runLocate(const LocateArguments& arguments);

}  // namespace seisdesk
