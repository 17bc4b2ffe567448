#pragma once
// `seisdesk models list|import|fetch|card|show|remove|verify`: shipped weights, the user's, and the catalogue of public ones.

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct ModelsArguments {
    std::string action;            ///< "list", "import", "fetch", "card", "show", "remove", "verify"
    std::filesystem::path folder;  ///< empty: defaultModelFolder()
    std::string target;            ///< the file to import, or a model's name; verify: empty means all
    std::string name, task, licence, source, trainingData, notes;
    double sampleRateHz = 0.0;     ///< 0: not given
    bool replace = false;
    bool json = false;
};

/// Adds the subcommand "models"; the returned arguments are filled by app.parse(). Run it when `app.got_subcommand("models")`.
std::shared_ptr<ModelsArguments> addModelsCommand(CLI::App& app);

/// Prints to standard output, errors to standard error. Exit codes: 0 done, 1 failed, 2 wrong arguments.
int runModels(const ModelsArguments& arguments);

}  // namespace seisdesk
