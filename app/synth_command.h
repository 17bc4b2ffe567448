#pragma once
// `seisdesk synth -o DIR`: writes the demonstration event.

#include "core/base/result.h"
#include "core/synth/demo.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace seisdesk {

/// Writes records/NET.STA..CHA.mseed, stations.xml, truth.xml (QuakeML with the exact picks) and labels.csv.
Result<void> writeDemo(const std::filesystem::path& folder, const synth::DemoOptions& options);

struct SynthArguments {
    std::string folder;
    synth::DemoOptions options;
};

/// Adds the subcommand "synth"; the returned arguments are filled by app.parse().
std::shared_ptr<SynthArguments> addSynthCommand(CLI::App& app);

/// Exit codes: 0 written, 1 failed.
int runSynth(const SynthArguments& arguments);

}  // namespace seisdesk
