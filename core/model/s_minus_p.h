#pragma once
// S minus P: the epicentral distance that the time between a station's P and S says, joined with what the network says.

#include "core/label/label.h"

#include <vector>

namespace seisdesk {

/// Epicentral distance of an average crust: first arrivals Pg and Sg at 6.1 km/s, behind their crossing Pn and Sn at 8.0 km/s and
/// 5.5 s, Vp/Vs 1.75, sources at 8 km. The sigma stands for crusts and depths that differ, and for S picked late.
Estimate distanceOfSMinusP(double seconds);

/// `labels` are one instrument's, by time. Each S is given to the P before it whose own distance it suits best (within 2.5 sigma of
/// both together), each P takes the most confident of such S; its distance becomes the mean weighted by the variances. A P without
/// distance or without such an S keeps what it has.
void joinSMinusP(std::vector<Label>& labels);

}  // namespace seisdesk
