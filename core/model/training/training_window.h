#pragma once
// TrainingWindow: a network's input with what it should say of it.

#include "core/model/contract.h"
#include "core/model/training/example.h"

#include <cstddef>
#include <vector>

namespace seisdesk {

/// One P in a window and what is known of its source.
struct WindowEvent {
    double pSample = 0.0;  ///< in the window
    Polarity polarity = Polarity::Unset;
    std::optional<double> magnitude, distanceKm, backAzimuthDeg;
    bool operator==(const WindowEvent&) const = default;
};

struct TrainingWindow {
    std::vector<float> input;   ///< [3][windowSamples], normalised as the contract says, in its component order
    std::vector<float> phases;  ///< [2][values], probability of P and of S; the rest to one is noise
    std::vector<float> weight;  ///< [values], 0 where nobody knows what is there
    std::vector<WindowEvent> events;
};

/// How curves are taught.
struct CurveTarget {
    std::size_t stride = 2;       ///< samples per value; value j stands in the middle of its samples
    double sigmaSamples = 8.0;    ///< of the Gaussian that stands for an onset
};

/// What is known around the onsets of an example that is not exhaustive.
inline constexpr double knownBeforePSeconds = 10.0, knownBehindSSeconds = 5.0;

/// The window of an example that begins at sample `first` (may be negative); what the example does not cover is missing. Onsets
/// up to three sigma outside the window still show. In an example that is not exhaustive what is known is: the 10 s before a P
/// and up to its S, and 5 s more behind an S; a P without an S (or an S without a P) only makes its own neighbourhood known; `quiet` spans
/// are; `masked` spans never are.
TrainingWindow trainingWindow(const Example& example, std::ptrdiff_t first, const Contract& contract, const CurveTarget& target);

}  // namespace seisdesk
