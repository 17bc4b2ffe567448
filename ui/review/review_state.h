#pragma once
// ReviewState: what panels are shown of the event under review; a value.

#include "core/locate/locator.h"

#include <QString>

#include <optional>
#include <vector>

namespace seisdesk {

struct ReviewState {
    bool hasEvent = false;
    std::vector<PhasePick> picks;               ///< also those that are switched off
    std::optional<Location> location, ghost;    ///< their picks have the picks' ids
    std::optional<double> fixedDepthKm;
    bool fromOneStation = false, locating = false;
    QString problem;                            ///< why there is no location
    std::string touched;                        ///< id of the pick that was moved or is dragged; empty for none

    /// What is drawn now.
    const Location* shown() const { return ghost ? &*ghost : location ? &*location : nullptr; }
};

}  // namespace seisdesk
