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
    double referenceDrop = 0.01;       ///< F1 of P or S on a reference set that may be lost
    double referenceDoubt = 0.02;      ///< and more, up to this, while redrawn records leave it open whether anything is
    double collapse = 0.8;             ///< least share of the held-out onsets that were found before and still are to be
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

/// What was forgotten of a reference, a sentence for each phase: F1 down by more than is allowed, with more than noise to it.
std::vector<std::string> forgotten(const ReferenceChange& reference, const GateOptions& options = {});

struct Proof {
    BeforeAndAfter heldOut;
    std::vector<Change> changes;       ///< of heldOut
    std::vector<ReferenceChange> references;
    std::vector<LabelAudit> audits;
};

Verdict judged(const Proof& proof, const GateOptions& options = {});

}  // namespace seisdesk
