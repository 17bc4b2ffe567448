#pragma once
// harvest: what a network can teach itself from records that nobody has labelled, with everything doubtful left out.

#include "core/model/adapt/example_set.h"
#include "core/model/adapt/multi_view.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace seisdesk {

/// A P and an S of one instrument that may be of one earthquake.
struct PickPair {
    StreamId instrument;
    Label p, s;
    double pDb = 0.0, sDb = 0.0;  ///< above the noise before the P
    std::vector<TimeSpan> doubtful;  ///< around what else was seen in the part that training takes as known: neither onset nor noise
};

struct HarvestOptions {
    MultiViewOptions views;
    double confidence = 0.5;          ///< least height of the mean curve
    double spreadSeconds = 0.15;      ///< largest standard deviation over the views
    double agreeing = 0.6;            ///< least share of the views
    double shortestPairSeconds = 0.4, longestPairSeconds = 40.0;  ///< S minus P: to some 330 km
    double signalDb = 3.0;            ///< least power over the noise before P, of both
    double maskedSeconds = 1.0;       ///< either side of what else was seen
    /// Asked about all pairs that passed, so that they can be associated: true for those to keep. Absent: all are kept.
    std::function<std::vector<bool>(const std::vector<PickPair>&)> associated;
    /// Noise is trusted where no view saw anything within so many seconds, and no trigger went off.
    double quietSeconds = 60.0;
    double triggerRatio = 3.0;        ///< STA over LTA in amplitude, 0.5 and 10 s, 2 to 15 Hz, on the vertical
    double windowSeconds = 60.0;      ///< of an example
    double quietShare = 0.5;          ///< quiet windows per window with picks, at most
    std::size_t leastPairs = 5;       ///< fewer are no material: the set is then empty
    double calibration = 0.15;        ///< share of the earthquakes that learning is stopped by
    std::uint64_t seed = 1;
};

/// How many survived each gate, in this order.
struct HarvestCounts {
    double hours = 0.0;               ///< of record, all instruments
    std::size_t picks = 0, confident = 0, steady = 0, pairs = 0, loud = 0, undisturbed = 0, associated = 0;
    std::size_t examples = 0, quietWindows = 0;
};

struct Harvest {
    ExampleSet set;                   ///< nothing held out: its labels are no truth to be scored against
    std::vector<double> weights;      ///< of every example, 0 to 1: the lower confidence of its surest pair; 1 for quiet ones
    HarvestCounts counts;
    std::vector<std::string> sentences;  ///< what was found and left out, for people
};

/// Looks at every instrument in several ways and keeps pairs of P and S on which the views agree. Windows are labelled where pairs
/// stand and nowhere else. What else was seen between 10 s before a P and 5 s behind its S, which training takes as known, is masked; a pair
/// with anything confident between its P and its S is left out, because they may not belong together. Errors: as multiView().
Result<Harvest> harvest(const LoadedModels& models, const std::vector<TracePtr>& traces, const Inventory& inventory, const HarvestOptions& options,
                        const Progress& progress);

/// Spans of at least `leastSeconds` in which nothing was seen and no trigger went off; onsets are kept away by `quietSeconds`.
std::vector<TimeSpan> trustedNoise(const std::vector<TimeSpan>& coverage, const std::vector<Label>& seen, const std::vector<Segment>& vertical,
                                   const HarvestOptions& options, double leastSeconds);

}  // namespace seisdesk
