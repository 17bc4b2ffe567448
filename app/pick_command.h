#pragma once
// `seisdesk pick`: records in, picks out, without a window.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/io/records.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct PickArguments {
    std::vector<std::string> inputs;
    std::vector<std::string> inventories;
    std::vector<std::string> models;       ///< paths or names; none: the default
    std::string device = "auto";
    std::optional<double> thresholdP, thresholdS;
    std::filesystem::path output;          ///< .xml (QuakeML), .csv or .json
    bool archive = false;                  ///< block by block whatever the size, see archive_picking.h
    unsigned shard = 1, shards = 1;        ///< only this part of the archive
    bool json = false;                     ///< print a summary as JSON on standard output
    bool timing = false;                   ///< print where the time went on standard error
};

/// Where the time went, in seconds. `loading` is of engine and weights; `preparing` is what annotation takes beside the
/// network: components, filters, windows, stacking, peaks (the classical picker is all of that).
struct PickTiming {
    double loading = 0.0, reading = 0.0, preparing = 0.0, network = 0.0, writing = 0.0;
};

/// What came of it.
struct PickSummary {
    std::string model;
    std::size_t files = 0, traces = 0, stations = 0, p = 0, s = 0;
    double seconds = 0.0;
    double stationDays = 0.0;  ///< recorded days of all instruments that were picked now; only of archives
    PickTiming timing;
    std::vector<ReadIssue> issues;
    std::string note;                ///< about the model, see LoadedModels
    std::vector<std::string> notes;  ///< what was done about components and rates, by instrument
};

/// Reads, picks and writes; the output appears whole or not at all. Errors: Cancelled, and as readers, engine and writers.
Result<PickSummary> pickFiles(const PickArguments& arguments, const Progress& progress);

/// Adds the subcommand "pick"; the returned arguments are filled by app.parse().
std::shared_ptr<PickArguments> addPickCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but some files had problems, 130 interrupted.
int runPick(const PickArguments& arguments);

}  // namespace seisdesk
