#pragma once
// peakLabel: the automatic pick that a peak of a network's curve stands for.

#include "core/model/peaks.h"
#include "core/model/pick_uncertainty.h"

#include <string>

namespace seisdesk {

/// Who picked, and for whom.
struct PickOrigin {
    StreamId stream;        ///< the label is put on
    std::string model;      ///< as Label::model
    Time created{};
};

/// A preliminary label with an id of its own, the height of the peak as confidence, and its widths at `sampleRateHz`, scaled by `uncertainty`.
Label peakLabel(const Peak& peak, double sampleRateHz, const std::string& phase, Time time, const PickUncertainty& uncertainty, const PickOrigin& origin);

}  // namespace seisdesk
