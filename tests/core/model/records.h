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

/// Times of pulses in five minutes.
inline std::vector<Time> pulseTimes(Time origin)
{
    std::vector<Time> out;
    for (double t = 3.0; t < 300.0; t += 11.7) out.push_back(origin + fromSeconds(t));
    return out;
}

/// Stations with gaps, components that begin later, and one with long gaps that needs several timelines; B's record lasts as long as is said.
inline std::vector<TracePtr> gappyNetwork(Time origin, double secondsOfB)
{
    const std::vector<Time> at = pulseTimes(origin);
    const auto piece = [&](double from, double seconds, unsigned seed) { return pulses(origin + fromSeconds(from), 100.0, static_cast<std::size_t>(seconds * 100.0), at, 0.08, 0.0002, seed); };
    return {trace("XX.A..HHZ", {piece(0, 120, 1)}),
            trace("XX.A..HHN", {piece(2.5, 100, 2)}),
            trace("XX.A..HHE", {piece(0, 120, 3)}),
            trace("XX.B..HHZ", {piece(1, secondsOfB, 4)}),
            trace("XX.C..HHZ", {piece(0.3, 40, 5), piece(40.5, 30, 6), piece(72, 3, 7), piece(150, 60, 8)}),
            trace("XX.C..HHN", {piece(10, 20, 9), piece(160, 50, 10)})};
}

}  // namespace seisdesk::test
