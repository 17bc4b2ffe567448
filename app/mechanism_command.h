#pragma once
// `seisdesk mechanism`: located events with polarities in, events with first-motion mechanisms out.

#include "core/io/records.h"
#include "core/locate/mechanism/mechanism.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct MechanismArguments {
    std::vector<std::string> inputs;
    std::vector<std::string> inventories;
    std::string model = "iasp91";
    std::filesystem::path output;
    bool polaritiesOnly = false;
    int fewest = 6;
    std::string agency;
};

/// What came of it.
struct MechanismSummary {
    std::vector<std::pair<ResourceId, Mechanism>> mechanisms;
    std::size_t tooFew = 0;  ///< events without enough first motions
    std::vector<ReadIssue> issues;
    double seconds = 0.0;
};

/// Reads, searches and writes QuakeML; the output appears whole or not at all. Arrivals without take-off angles get them from the model where the
/// inventory has their stations. Errors: NotFound without events; Cancelled; and as velocity models, readers and writers.
Result<MechanismSummary> mechanismFiles(const MechanismArguments& arguments, const Progress& progress);

/// Adds the subcommand "mechanism"; the returned arguments are filled by app.parse().
std::shared_ptr<MechanismArguments> addMechanismCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but some files had problems, 130 interrupted.
int runMechanism(const MechanismArguments& arguments);

}  // namespace seisdesk
