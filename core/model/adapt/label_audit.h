#pragma once
// LabelAudit: whether one author's labels lie systematically beside where the model and other authors see the onset.

#include "core/model/adapt/comparison.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

struct AuditOptions {
    double limitSeconds = 0.2;         ///< more is a displacement
    double nearbySeconds = 0.8;        ///< labels farther from every pick say nothing of displacement
    std::size_t leastLabels = 5;       ///< of an author and phase near a pick
    std::size_t leastOfOthers = 10;    ///< with fewer labels of others an author is compared with the model alone
};

/// Labels of one author and phase. Seconds are label minus pick; positive is late.
struct AuthorAudit {
    std::string author;                ///< empty: unnamed
    std::string phase;                 ///< "P" or "S"
    std::size_t labels = 0;
    std::size_t near = 0;              ///< of those, with a pick within `nearbySeconds`
    double medianSeconds = 0.0;
    double spreadSeconds = 0.0;        ///< plain median of distances from the median
    std::optional<double> othersSeconds;  ///< median of all other authors
    bool displaced = false;
    std::string finding;               ///< a sentence for people
};

struct LabelAudit {
    std::vector<AuthorAudit> authors;  ///< sorted by author, P before S
    std::size_t labels = 0, near = 0;
    bool passed() const;
    /// Findings of the displaced ones.
    std::vector<std::string> reasons() const;
};

/// Medians of label minus nearest pick of the model the labels are to improve, against those of other authors, or against zero. An
/// author is displaced when that is surely more than the limit; S alone is not held against an author whose P agree, because it may be
/// the model that is late.
LabelAudit auditLabels(std::span<const Comparison> comparisons, const Thresholds& thresholds, const AuditOptions& options = {});

}  // namespace seisdesk
