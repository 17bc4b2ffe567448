#pragma once
// `seisdesk evaluate`: how a model does on labelled windows or labelled continuous records.

#include "app/evaluation.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace seisdesk {

/// Adds the subcommand "evaluate"; the returned arguments are filled by app.parse().
std::shared_ptr<EvaluateArguments> addEvaluateCommand(CLI::App& app);

/// Prints scores, and of several sets a table; JSON is one object, or an array for several sets. Exit codes: 0 done, 1 failed, 2
/// wrong arguments, 3 done but some files had problems, 130 interrupted.
int runEvaluate(const EvaluateArguments& arguments);

}  // namespace seisdesk
