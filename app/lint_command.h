#pragma once
// `seisdesk lint`: what is wrong with QuakeML files, and what other programs will stumble over.

#include "core/io/quakeml.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct LintArguments {
    std::vector<std::string> files;
    std::filesystem::path repaired;  ///< a file, or a folder for several; empty: nothing is repaired
    bool json = false;
};

struct LintedFile {
    std::string path;
    std::vector<LintFinding> findings;
    std::string written;  ///< the repaired copy
};

/// StationXML is read, and what the reader says are the findings. Error: InvalidArgument where the repaired copies would not fit, and as writers.
Result<std::vector<LintedFile>> lintFiles(const LintArguments& arguments);

/// One line for each finding, or one JSON object.
std::string lintText(const std::vector<LintedFile>& files);
std::string lintJson(const std::vector<LintedFile>& files);

/// Adds the subcommand "lint"; the returned arguments are filled by app.parse().
std::shared_ptr<LintArguments> addLintCommand(CLI::App& app);

/// Exit codes: 0 nothing found or all repaired, 1 failed, 2 wrong arguments, 3 something is wrong.
int runLint(const LintArguments& arguments);

}  // namespace seisdesk
