#pragma once
// Peaks: onsets read off a probability curve.

#include <span>
#include <vector>

namespace seisdesk {

/// A local maximum of a curve. Places and widths are in samples.
struct Peak {
    double index = 0.0;   ///< of the vertex of the parabola through the highest sample and its neighbours
    float height = 0.0f;  ///< of the highest sample
    /// One sigma before and after: w * sqrt(1 - h^2), at least a quarter of a sample. w is the half-width at half height on
    /// that side over sqrt(2 ln 2), the standard deviation of a Gaussian of that width (taken to where the curve rises
    /// again or ends, if it does so first); h is the height. A curve learnt from Gaussian labels of height 1 and deviation
    /// s is that label smeared by the onset's own deviation u, so that w^2 = s^2 + u^2 and h = s/w, hence this u.
    double sigmaBefore = 0.0;
    double sigmaAfter = 0.0;
};

/// Maxima of at least `threshold`, in order. Of two nearer than `separation` samples the higher stays (the earlier of
/// equals). A maximum needs a lower neighbour on both sides, so the ends of a curve and of its NaN stretches are none;
/// the middle of a flat top counts.
std::vector<Peak> findPeaks(std::span<const float> curve, double threshold, double separation);

/// One for each stretch that rises above `threshold` and stays above half of it: its highest sample (the first of equals).
/// Stretches may begin or end where the curve does.
std::vector<Peak> findTriggers(std::span<const float> curve, double threshold);

}  // namespace seisdesk
