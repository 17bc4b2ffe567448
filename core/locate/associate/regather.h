#pragma once
// regather: located events look again for their onsets, among weaker ones and those of their neighbours.

#include "core/locate/associate/associator.h"

namespace seisdesk {

struct RegatherOptions {
    AssociateOptions associate;
    int rounds = 8;                ///< at most; it ends when no onset moves
    double windowSigmas = 3.0;     ///< of onset, model and predicted arrival together: so far from the prediction an onset is looked for
    double leastGain = 1.0;        ///< natural logarithm of how much likelier an onset must be to be the event's than chance to join it; one that is in stays above zero
};

/// `first` comes from some or all of `picks`, with its indices. In each round every event offers to take the onsets near its predicted arrivals, an
/// onset goes where it is the likeliest (all together, so that one may leave to make room), events whose onsets changed are refined, and those that
/// have too few left are given up. Arrivals are predicted with options.associate.locate.corrections. At the end every event is located. Error
/// Cancelled.
Result<Association> regather(const TravelTimes& times, const std::vector<LoosePick>& picks, Association first, const RegatherOptions& options = {},
                               const Progress& progress = {});

}  // namespace seisdesk
