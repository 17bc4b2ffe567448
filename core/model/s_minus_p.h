#pragma once
// S minus P: the epicentral distance that the time between a station's P and S says, joined with what the network says.

#include "core/label/label.h"

#include <vector>

namespace seisdesk {

/// Epicentral distance of an average crust: first arrivals Pg and Sg at 6.1 km/s, behind their crossing Pn and Sn at 8.0 km/s and
/// 5.5 s, Vp/Vs 1.75, sources at 8 km. The sigma stands for crusts and depths that differ, and for S picked late.
Estimate distanceOfSMinusP(double seconds);

/// `labels` are one instrument's, by time. A P and an S behind it suit each other when the distance of the P lies within 2.5 sigma (of
/// both together) of the time between them; the likelihood of that, times both confidences, decides to which P an S belongs and which S
/// a P takes. The distance becomes the mean weighted by the variances; a P without a distance or a suitable S keeps what it has.
void joinSMinusP(std::vector<Label>& labels);

}  // namespace seisdesk
