#pragma once
// An adaptation's report as JSON.

#include "core/model/adapt/adaptation.h"

#include <string>

namespace seisdesk {

/// {"before", "after", "reference_before", "reference_after": each as toJson(ScoreTable) writes it, on the held-out events and on the first
/// reference; "gate": {"adopt", "reasons"}, "shots", "seconds", "parent", "adapter", "scope", "scope_reason", "steps", "best_step",
/// "learning_seconds", "parts", "thresholds", "changes", "by_distance", "by_snr", "labels", "references", "learning_curve", "curves",
/// "changed_picks"}. Without `curves` the last three are left out.
std::string toJson(const AdaptationReport& report, bool curves = true);

/// {"adopt", "reasons"}
std::string toJson(const Verdict& verdict);

/// The same for people, in lines.
std::string toText(const AdaptationReport& report);

}  // namespace seisdesk
