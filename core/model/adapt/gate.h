#pragma once
// Gate: whether an adapted model may be offered for use, and why (not), in words for the analyst.

#include "core/model/adapt/bootstrap.h"
#include "core/model/adapt/label_audit.h"

#include <string>
#include <vector>

namespace seisdesk {

struct Verdict {
    bool adopt = false;
    std::vector<std::string> reasons;  ///< against it; what speaks for it when there are none
};

struct GateOptions {
    double referenceDrop = 0.01;       ///< most that F1 of P or S may lose on a reference set
    double collapse = 0.7;             ///< least height of peaks at held-out labels, of what it was
    std::size_t leastEvents = 6;       ///< were all of five better, chance would do so once in 16
    double residualSeconds = 0.02;     ///< most that residuals may surely grow by
    double spreadSeconds = 0.05;
    double polarityDrop = 0.05, magnitudeGrowth = 0.1, distanceGrowthShare = 0.1;  ///< the same for what is said of the source
};

/// A frozen set that the model must not forget.
struct ReferenceChange {
    std::string name;                  ///< "synthetic records", "stead50"
    std::vector<Change> changes;
};

struct Proof {
    BeforeAndAfter heldOut;            ///< with picks below the thresholds, for the height of peaks
    std::vector<Change> changes;       ///< of heldOut
    std::vector<ReferenceChange> references;
    std::vector<LabelAudit> audits;
};

/// Height of the highest pick within half a second of a label, in the middle of all labels; zero where there is none. Absent without labels.
std::optional<double> medianPeakHeight(std::span<const Comparison> comparisons);

Verdict judged(const Proof& proof, const GateOptions& options = {});

}  // namespace seisdesk
