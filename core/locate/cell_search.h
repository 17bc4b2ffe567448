#pragma once
// Where on Earth, and how deep: a search by cells that halve around the best ones.

#include "core/locate/locator.h"

namespace seisdesk {

struct TrialSource {
    GeoPoint place;
    double depthKm = 0.0;
    Misfit::Value value;
};

/// The best places that are apart from each other, refined, best first, at most three. `centre` and `reachKm` bound the first attempt; it widens where
/// the best lies at the edge or leaves many picks unexplained. Empty when cancelled.
std::vector<TrialSource> searchCells(const Misfit& misfit, const GeoPoint& centre, double reachKm, double deepestKm, std::optional<double> fixedDepthKm,
                                     const Progress& progress);

}  // namespace seisdesk
