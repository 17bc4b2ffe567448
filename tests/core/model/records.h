#pragma once
// Made records for the tests of core/model.

#include "core/waveform/trace.h"

#include <cmath>
#include <random>
#include <string>

namespace seisdesk::test {

inline TracePtr trace(const std::string& id, std::vector<Segment> segments)
{
    Trace t;
    t.id = *StreamId::parse(id);
    t.segments = std::move(segments);
    return std::make_shared<const Trace>(std::move(t));
}

/// Gaussian pulses of the given width at exact times over weak noise, on a record that starts anywhere.
inline Segment pulses(Time start, double rate, std::size_t n, const std::vector<Time>& at, double sigma = 0.08, double noise = 0.0002, unsigned seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal(0.0, noise);
    std::vector<float> x(n);
    for (std::size_t i = 0; i < n; ++i) {
        double v = noise > 0.0 ? normal(random) : 0.0;
        for (const Time t : at) {
            const double d = toSeconds(start - t) + static_cast<double>(i) / rate;
            v += std::exp(-0.5 * d * d / (sigma * sigma));
        }
        x[i] = static_cast<float>(1000.0 * v);
    }
    return makeSegment(start, rate, std::move(x));
}

}  // namespace seisdesk::test
