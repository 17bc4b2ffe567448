#pragma once
// `seisdesk evaluate`: how a model does on labelled windows or labelled continuous records.

#include "core/base/progress.h"
#include "core/io/records.h"
#include "core/model/score.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct EvaluateArguments {
    std::vector<std::string> models;      ///< paths or names; "classical" needs no weights
    std::filesystem::path data;           ///< HDF5 set, folder of a published set, or records with a labels.csv
    std::vector<std::string> inventories; ///< continuous records only
    bool argmax = false;                  ///< the highest peak of each window whatever its height
    std::string device = "cpu";
    std::optional<double> thresholdP, thresholdS;
    std::string json;                     ///< file to write, "-" for standard output, empty for none
};

struct Evaluation {
    ScoreTable table;
    std::string model, data;
    bool exhaustive = false;
    std::vector<ReadIssue> issues;
};

/// Windows: every window goes through the picker on its own; source networks see it from its start (right-padded with
/// zeros when it is shorter than theirs), with no need of a pick. Continuous: the records are annotated as a whole, and
/// source estimates come from windows around the picks. Errors: Cancelled, and as readers and engine.
Result<Evaluation> evaluate(const EvaluateArguments& arguments, const Progress& progress);

/// Adds the subcommand "evaluate"; the returned arguments are filled by app.parse().
std::shared_ptr<EvaluateArguments> addEvaluateCommand(CLI::App& app);

/// Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 done but some files had problems, 130 interrupted.
int runEvaluate(const EvaluateArguments& arguments);

}  // namespace seisdesk
