#pragma once
// Peaks: onsets read off a probability curve.

#include <span>
#include <vector>

namespace seisdesk {

/// A local maximum of a curve. Places and widths are in samples.
struct Peak {
    double index = 0.0;   ///< of the vertex of the parabola through the highest sample and its neighbours
    float height = 0.0f;  ///< of the highest sample
    /// One sigma before and after: the half-width at half of the height on that side over sqrt(2 ln 2), which is the
    /// standard deviation of a Gaussian of that width. Where the curve does not fall that far before it rises again or
    /// ends, the width is taken to there. At least a quarter of a sample.
    double sigmaBefore = 0.0;
    double sigmaAfter = 0.0;
};

/// Maxima of at least `threshold`, in order. Of two nearer than `separation` samples the higher stays (the earlier of
/// equals). A maximum needs a lower neighbour on both sides, so the ends of a curve and of its NaN stretches are none;
/// the middle of a flat top counts.
std::vector<Peak> findPeaks(std::span<const float> curve, double threshold, double separation);

}  // namespace seisdesk
