#pragma once
// What a learning round keeps in its folder beside checkpoint and adapter: the labels that it began with, and its report.

#include "core/session/learning.h"

namespace seisdesk {

/// The labels of the round: those in the folder, or else `now`, which are put there. Each file appears whole or not at all.
Result<std::vector<Label>> roundLabels(const std::filesystem::path& folder, std::vector<Label> now);

Result<void> keepReport(const std::filesystem::path& folder, const LearningReport& report);
Result<LearningReport> keptReport(const std::filesystem::path& folder);

/// Runs the round: labels, `learn`, checksums that the report lacks, report on disk.
Result<LearningReport> runRound(const Learn& learn, LearningInput input, const Progress& progress);

}  // namespace seisdesk
