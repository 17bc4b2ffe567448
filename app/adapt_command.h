#pragma once
// `seisdesk adapt`: a network learns from a few labelled events, and proves that it became better.

#include "core/base/progress.h"
#include "core/io/records.h"
#include "core/model/adapt/adaptation.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct AdaptArguments {
    std::string model;                     ///< path or name; empty: the network that comes with SeisDesk
    std::vector<std::string> data;         ///< a labelled set, or files and folders of records and labels
    std::vector<std::string> unlabelled;   ///< records to learn from without labels
    std::vector<std::string> references;   ///< labelled sets that must not be forgotten
    std::vector<std::string> rehearsal;    ///< labelled sets the model learned from, learned again beside the new ones
    std::optional<std::size_t> shots;      ///< events
    std::string splitBy = "event";         ///< or "station"
    bool trustAutomatic = false;           ///< of records: automatic picks are labels, too
    std::uint64_t seed = 1;
    std::optional<double> minutes;
    std::string scope = "automatic";
    std::uint64_t steps = FineTuneJob{}.steps;
    std::optional<double> learningRate;
    double rehearsalShare = FineTuneJob{}.rehearsalShare;
    std::size_t synthetic = ReferenceOptions{}.windows;
    std::string device = "cpu";
    int threads = 0;                       ///< 0: all processors
    std::string author, notes;
    std::filesystem::path out;             ///< the adapter; "<out>.learning" holds the checkpoint meanwhile
    std::string json;                      ///< file to write, "-" for standard output, empty for none
    bool discard = false;                  ///< of an adapter that the gate refuses only the report is kept
};

/// The weights to learn from. Errors: as weightsNamed; NotFound without any.
Result<std::filesystem::path> parentOf(const AdaptArguments& arguments);
/// The engine for the device, with the threads asked for. Errors: as loadEngine.
Result<std::shared_ptr<Engine>> engineOf(const AdaptArguments& arguments);
/// What the command line says of learning, without examples.
FineTuneJob fineTuneJobOf(const AdaptArguments& arguments, const std::filesystem::path& parent);

/// The adapter takes its place, and what was needed on the way goes. Error: Unreadable.
Result<void> settle(const std::filesystem::path& adapter, const AdaptArguments& arguments);

/// Reads, learns, proves; the adapter lies at `out`. Errors: as weightsNamed, readExampleSet and adapted.
Result<AdaptationReport> adapt(const AdaptArguments& arguments, std::vector<ReadIssue>& issues, const Progress& progress);

std::shared_ptr<AdaptArguments> addAdaptCommand(CLI::App& app);

/// Exit codes: 0 the gate lets the adapter pass, 1 failed, 2 wrong arguments, 3 it passes but some files had problems, 4 the gate
/// refuses it (adapter and report are there all the same), 130 interrupted (the same command goes on).
int runAdapt(const AdaptArguments& arguments);

}  // namespace seisdesk
