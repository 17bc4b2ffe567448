#pragma once
// Window: where windows are laid on a record, how a network's input is made of one, and how much its samples count.

#include "core/model/contract.h"

#include <cstddef>
#include <span>
#include <vector>

namespace seisdesk {

/// A spread below this share of the largest value is rounding: such a component does not change.
inline constexpr double flatSpread = 3e-7;

/// First samples of windows that cover `size` samples. A record shorter than a window gets one, which reaches past its
/// end; otherwise the last window is shifted back so that it ends with the record. `overlap` (0 to 0.95) is what
/// neighbours share; never less than the contract's blinded ends.
std::vector<std::size_t> windowStarts(std::size_t size, const Contract& contract, double overlap);

/// Mean and scale as the contract says over the samples that are there; missing ones (NaN, infinite) become 0, and so
/// does a component that does not change (within the resolution of float).
void normalise(std::span<float> samples, Normalisation normalisation);

/// All components of a window, [components][length], as the contract says: what prepareWindow() and training share.
/// `sampleDeviation`: standard deviations over n - 1.
void normaliseWindow(std::span<float> window, std::size_t components, Normalisation normalisation, bool sampleDeviation = false);

/// The same with the contract's straight line taken off before and its ramps laid over afterwards.
void conditionWindow(std::span<float> window, const Contract& contract);

/// A network's input, [components][windowSamples], from up, north, east rows of `stride` samples that begin with the
/// window; only the first `available` of them are there. False when nothing finite is in the window.
bool prepareWindow(std::span<const float> rows, std::size_t stride, std::size_t first, std::size_t available,
                   const Contract& contract, std::span<float> out);

/// Weight of each sample of a window where windows overlap. Tapered: 1 in the middle, falling linearly over a quarter of the
/// window towards its ends, where a network sees only one side of an onset; blinded samples weigh so little that they
/// count only where no other window looks (the ends of records). Otherwise 1, and 0 for blinded samples.
std::vector<float> windowWeights(const Contract& contract);

}  // namespace seisdesk
