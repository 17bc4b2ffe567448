#include "core/synth/disturbances.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace seisdesk::synth {

namespace {

constexpr double pi = std::numbers::pi;

/// Noise of unit deviation around a frequency, as wide as `share` of it.
std::vector<float> bandNoise(std::size_t n, double hz, double share, double rateHz, FastRandom& random)
{
    const double w = 2.0 * pi * std::min(hz, 0.4 * rateHz) / rateHz, r = std::exp(-0.5 * w * share);
    const auto a = static_cast<float>(2.0 * r * std::cos(w)), b = static_cast<float>(-r * r);
    std::vector<float> out(n);
    float y1 = 0.0f, y2 = 0.0f;
    double power = 1e-30;
    for (float& v : out) {
        v = random.roughNormal() + a * y1 + b * y2;
        y2 = y1, y1 = v;
        power += static_cast<double>(v) * v;
    }
    const auto scale = static_cast<float>(std::sqrt(static_cast<double>(n) / power));
    for (float& v : out) v *= scale;
    return out;
}

struct Passing {
    double start;  ///< as a share of the record
    double seconds, hz;
    double share;  ///< bandwidth over frequency
    double amplitude;
    bool even = true;  ///< about as strong on all components
};

struct Place {
    Series& noise;
    const std::array<float, 3>& level;
    double rateHz;
    FastRandom& random;

    std::size_t size() const { return noise[0].size(); }

    /// `envelope` of seconds since the start.
    template <class Envelope>
    void band(const Passing& p, Envelope&& envelope)
    {
        const auto n = static_cast<std::size_t>(p.seconds * rateHz);
        const auto first = static_cast<std::ptrdiff_t>(p.start * static_cast<double>(size()));
        std::vector<float> shape(n);
        for (std::size_t k = 0; k < n; ++k) shape[k] = static_cast<float>(p.amplitude * envelope(static_cast<double>(k) / rateHz));
        for (std::size_t c = 0; c < 3; ++c) {
            const auto x = bandNoise(n, p.hz, p.share, rateHz, random);
            const auto gain = static_cast<float>(level[c] * (p.even ? random.uniform(0.6, 1.4) : random.logUniform(0.1, 2.0)));
            for (std::size_t k = 0; k < n; ++k) {
                const std::ptrdiff_t at = first + static_cast<std::ptrdiff_t>(k);
                if (at >= 0 && at < static_cast<std::ptrdiff_t>(size())) noise[c][static_cast<std::size_t>(at)] += gain * shape[k] * x[k];
            }
        }
    }

    void traffic()
    {
        const double width = random.uniform(1.5, 9.0);
        band({random.uniform(-0.2, 1.0), 6.0 * width, random.uniform(3.0, 25.0), random.uniform(0.2, 1.0), random.logUniform(1.0, 15.0)},
             [&](double t) { return std::exp(-0.5 * (t / width - 3.0) * (t / width - 3.0)); });
    }
    void wind()
    {
        const double length = random.uniform(4.0, 60.0), slow = random.uniform(0.1, 0.6), phase = 6.3 * random.uniform();
        band({random.uniform(-0.3, 1.0), length, random.uniform(0.8, 12.0), random.uniform(0.8, 2.0), random.logUniform(0.7, 6.0)},
             [&](double t) { return std::sin(pi * t / length) * (1.0 + 0.6 * std::sin(2.0 * pi * slow * t + phase)); });
    }
    void burst()
    {
        const double rise = random.logUniform(0.01, 1.5), decay = random.logUniform(0.1, 5.0);
        band({random.uniform(), 5.0 * (rise + decay), random.logUniform(3.0, 35.0), random.uniform(0.3, 1.5), random.logUniform(2.0, 60.0)},
             [&](double t) { return (1.0 - std::exp(-t / rise)) * std::exp(-t / decay); });
    }
    void footsteps()
    {
        const double pace = random.uniform(0.45, 0.75), decay = random.uniform(0.02, 0.08), hz = random.uniform(8.0, 35.0);
        const double start = random.uniform(), length = random.uniform(3.0, 25.0), closest = random.uniform(0.2, 0.8) * length;
        const double amplitude = random.logUniform(2.0, 20.0);
        band({start, length, hz, 0.8, amplitude}, [&](double t) {
            return std::exp(-std::fmod(t, pace) / decay) / (1.0 + std::pow((t - closest) / (0.25 * length), 2.0));
        });
    }
    /// A machine that works in strokes: short bursts alike in frequency, not in strength, at no fixed pace.
    void strokes()
    {
        const double decay = random.logUniform(0.03, 0.4), rise = decay * random.uniform(0.1, 1.0), pace = random.logUniform(0.8, 12.0);
        const double length = random.logUniform(10.0, 120.0);
        std::vector<std::pair<double, double>> hits;  // seconds, strength
        for (double t = 0.0; t < length; t += pace * random.uniform(0.3, 1.7) + 0.1) hits.emplace_back(t, random.logUniform(0.15, 1.0));
        std::size_t last = 0;
        const double hz = random.logUniform(3.0, 30.0), width = random.uniform(0.2, 0.9), amplitude = random.logUniform(3.0, 40.0);
        band({random.uniform(-0.5, 0.9), length, hz, width, amplitude, random.chance(0.5)}, [&](double t) {
            while (last + 1 < hits.size() && hits[last + 1].first <= t) ++last;
            const double since = t - hits[last].first;
            return hits[last].second * (1.0 - std::exp(-since / rise)) * std::exp(-since / decay);
        });
    }
    /// A pump or fan: almost one frequency, switched on and off, often on one component.
    void hum()
    {
        const double length = random.logUniform(3.0, 150.0), edge = random.logUniform(0.05, 2.0), beat = random.uniform(0.02, 0.5), depth = random.uniform(0.0, 0.5);
        band({random.uniform(-0.8, 1.0), length, random.logUniform(2.0, 45.0), random.logUniform(0.002, 0.05), random.logUniform(0.7, 20.0), random.chance(0.4)}, [&](double t) {
            return std::clamp(std::min(t, length - t) / edge, 0.0, 1.0) * (1.0 + depth * std::sin(2.0 * pi * beat * t));
        });
    }
    void spike()
    {
        const auto at = static_cast<std::size_t>(random.uniform() * static_cast<double>(size() - 3));
        const std::size_t one = static_cast<std::size_t>(random.uniform() * 3.0);
        const bool all = random.chance(0.4);
        const double most = random.logUniform(8.0, 1500.0), amplitude = random.sign() * most;
        const std::size_t width = 1 + static_cast<std::size_t>(random.uniform() * 3.0);
        for (std::size_t c = 0; c < 3; ++c)
            for (std::size_t k = 0; k < width && (all || c == one); ++k) noise[c][at + k] += static_cast<float>(level[c] * amplitude / (1.0 + static_cast<double>(k)));
    }
    /// A push on the mass, once or back and forth: the seismometer's own step response.
    void push(const Station& station, bool calibration)
    {
        const double w = 2.0 * pi * std::max(0.02, station.cornerHz), h = std::min(0.95, station.damping), wd = w * std::sqrt(1.0 - h * h);
        const double most = random.logUniform(10.0, 2000.0), amplitude = random.sign() * most;
        const double start = random.uniform() * static_cast<double>(size()), length = random.uniform(2.0, 15.0) * rateHz;
        const bool steps = station.instrument == Instrument::Accelerometer;
        const std::size_t one = static_cast<std::size_t>(random.uniform() * 3.0);
        const auto response = [&](double samples) {
            if (samples < 0.0) return 0.0;
            const double t = samples / rateHz;
            return steps ? 1.0 : std::exp(-h * w * t) * (calibration ? std::sin(wd * t) : std::cos(wd * t));
        };
        for (std::size_t c = 0; c < 3; ++c) {
            if (!calibration && c != one) continue;
            for (auto k = static_cast<std::size_t>(start); k < size(); ++k) {
                const double t = static_cast<double>(k) - start;
                noise[c][k] += static_cast<float>(level[c] * amplitude * (response(t) - (calibration ? response(t - length) : 0.0)));
            }
        }
    }
};

}  // namespace

void addDisturbances(Series& noise, const std::array<float, 3>& level, const Station& station, double rateHz, double probability, FastRandom& random)
{
    Place place{noise, level, rateHz, random};
    const bool industry = random.chance(0.12);
    if (industry) probability = std::sqrt(probability);
    for (int most = 12; most > 0 && random.chance(probability); --most) {
        const double kind = random.uniform();
        if (kind < 0.2) place.traffic();
        else if (kind < 0.35) place.wind();
        else if (kind < 0.55) place.burst();
        else if (kind < 0.63) place.footsteps();
        else if (kind < 0.73) place.strokes();
        else if (kind < 0.82) place.hum();
        else if (kind < 0.93) place.spike();
        else place.push(station, kind > 0.965);
        if (!industry) probability *= 0.6;
    }
}

}  // namespace seisdesk::synth
