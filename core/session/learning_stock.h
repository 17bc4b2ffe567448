#pragma once
// LearningStock: how much there is to learn from, counted from the labels of a project.

#include "core/label/label_set.h"
#include "core/session/learning.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace seisdesk {

/// What analysts did to picks.
struct CorrectionCounts {
    std::size_t confirmed = 0, moved = 0, added = 0, rejected = 0, repolarised = 0;
    /// Rejected ones that were replaced count with what replaced them.
    std::size_t all() const { return confirmed + moved + added + rejected + repolarised; }
    bool operator==(const CorrectionCounts&) const = default;
};

struct LearningStock {
    CorrectionCounts corrections;
    std::map<std::string, CorrectionCounts> byPhase;    ///< "P", "S", other words as they are
    std::map<std::string, CorrectionCounts> byStation;  ///< "NET.STA"
    std::size_t events = 0;                             ///< distinct ones that corrected picks belong to
    /// Events of each part: "train", "calibration", "held out". Filled in by who knows the project.
    std::vector<std::pair<std::string, std::size_t>> parts;
    std::vector<std::string> missing;                   ///< what more there should be, one sentence each
};

/// Counts and says what is missing. Spans and what only a model said are left out.
LearningStock learningStock(const LabelSet& labels);

}  // namespace seisdesk
