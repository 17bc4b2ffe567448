#pragma once
// pickArchive: `seisdesk pick` on archives of any length, in bounded memory, going on where it was stopped.

#include "app/pick_command.h"
#include "core/io/archive_plan.h"
#include "core/model/load_models.h"

namespace seisdesk {

/// True for what pickFiles() should leave to pickArchive(): by arguments, or by more than `largeArchive` bytes of its files.
bool isArchive(const PickArguments& arguments, const std::vector<std::filesystem::path>& files);
inline constexpr std::uintmax_t largeArchive = std::uintmax_t{256} << 20;

/// Where a run keeps what it has done: beside its output.
std::filesystem::path stateFile(const std::filesystem::path& output);

/// Picks block by block while the next ones are being read. Labels go to the state file block by block; the output is written from it at the end, in
/// the order of instruments and times, and does not depend on interruptions. Errors: as pickFiles(), and InvalidArgument for a state file of other settings.
/// `files` are the inputs, expanded; `issues` what was wrong then.
Result<PickSummary> pickArchive(const PickArguments& arguments, const std::vector<std::filesystem::path>& files, std::vector<ReadIssue> issues, const Annotator& annotator, const Contract* contract, const Progress& progress);

}  // namespace seisdesk
