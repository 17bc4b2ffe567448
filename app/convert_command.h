#pragma once
// `seisdesk convert`: events and picks of one format in, of another out.

#include "core/io/event_formats.h"
#include "core/io/records.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct ConvertArguments {
    std::vector<std::string> inputs;
    std::filesystem::path output;
    std::string format;  ///< empty: by the output's extension
    std::string agency;
};

/// What came of it.
struct ConvertSummary {
    std::size_t events = 0, picks = 0;
    std::vector<ReadIssue> issues;
    std::vector<std::string> notes;
};

/// Reads, gathers picks that belong to no event into one, and writes. Errors: InvalidArgument without a format, NotFound without events and picks, and as
/// readers and writers.
Result<ConvertSummary> convertFiles(const ConvertArguments& arguments, const Progress& progress);

/// Adds the subcommand "convert"; the returned arguments are filled by app.parse().
std::shared_ptr<ConvertArguments> addConvertCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but some files had problems or the format could not say all, 130 interrupted.
int runConvert(const ConvertArguments& arguments);

}  // namespace seisdesk
