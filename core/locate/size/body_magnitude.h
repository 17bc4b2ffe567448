#pragma once
// Body-wave magnitude mb: what Gutenberg & Richter's Q makes of amplitude and period of teleseismic P.

#include <optional>

namespace seisdesk {

/// Q for vertical P, between the table's values along straight lines. Nothing outside 20 to 100 degrees or below 700 km.
std::optional<double> gutenbergRichterQ(double distanceDegrees, double depthKm);

/// log10(A / T) + Q, A the ground's in micrometres (given in metres).
std::optional<double> bodyWaveMagnitude(double metres, double periodSeconds, double distanceDegrees, double depthKm);

}  // namespace seisdesk
