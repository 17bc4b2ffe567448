#pragma once
// LabelledWindow: a piece of one station's record with what people or catalogues said of it.

#include "core/label/label.h"
#include "core/waveform/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// One window of one station.
struct LabelledWindow {
    std::string name;
    std::vector<Trace> traces;  ///< one per component, in the set's component order
    std::vector<Label> labels;  ///< onsets, on the vertical where there is one; empty for noise
    /// Catalogue values: magnitude, epicentral distance, back-azimuth (recomputed from coordinates where both ends are
    /// known, because published columns are partly wrong by 180 degrees).
    SourceEstimate truth;
    Polarity polarity = Polarity::Unset;  ///< of the P
    std::string eventId;                  ///< empty when unknown
    std::string stationId;                ///< "NET.STA", or the window's name
    std::optional<double> snrDb;
};

/// True for a component of zeros: it was not recorded, sets pad what is missing so.
bool isPadding(const Trace& component);

}  // namespace seisdesk
