#pragma once
// alternating: a segment whose power is known.

#include "core/waveform/trace.h"

#include <vector>

namespace seisdesk::test {

/// Alternating about an offset: amplitude 1 before the onset, `after` from it on.
inline Segment alternating(double rate, std::size_t samples, std::size_t onset, float after)
{
    std::vector<float> x(samples);
    for (std::size_t i = 0; i < samples; ++i) x[i] = 500.0f + (i < onset ? 1.0f : after) * (i % 2 ? 1.0f : -1.0f);
    return makeSegment(Time{}, rate, std::move(x));
}

}  // namespace seisdesk::test
