#pragma once
// The von Mises distribution of directions: what a concentration says of their scatter.

namespace seisdesk {

/// Mean resultant length I1(k) / I0(k), 0 to 1, of a concentration of k >= 0.
double meanResultantLength(double concentration);

/// Circular standard deviation sqrt(-2 ln(I1(k) / I0(k))) in degrees, accurate for any k; infinite for k = 0, NaN for what is no
/// concentration (Mardia and Jupp 2000, Directional Statistics, section 2.3.2).
double circularStandardDeviationDeg(double concentration);

}  // namespace seisdesk
