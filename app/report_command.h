#pragma once
// `seisdesk report`: events in, HTML for people out.

#include "core/base/progress.h"
#include "core/io/records.h"
#include "core/report/event_report.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

struct ReportArguments {
    std::vector<std::string> inputs, records, inventories;
    std::string title;              ///< empty: the first input's name
    std::filesystem::path output;   ///< a folder, or a file named .html
};

struct ReportSummary {
    std::size_t events = 0, pages = 0;
    std::vector<ReadIssue> issues;
};

/// Shores and borders in a part of the world, where the distribution's files are installed; else nothing.
MapGround groundIn(const MapExtent& extent);

/// Writes index.html and a page for each event into a folder, which is made; or one page into a file. Maps have groundIn() under them. Errors as writing.
Result<std::size_t> writeReport(ReportInput input, const std::filesystem::path& output);

/// Reads and writes. Errors: NotFound without located events, Cancelled, and as readers and writers.
Result<ReportSummary> reportFiles(const ReportArguments& arguments, const Progress& progress);

/// Adds the subcommand "report"; the returned arguments are filled by app.parse().
std::shared_ptr<ReportArguments> addReportCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 3 done but some files had problems, 130 interrupted.
int runReport(const ReportArguments& arguments);

}  // namespace seisdesk
