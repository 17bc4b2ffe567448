#pragma once
// Random, FastRandom: seeded numbers that are the same with every compiler and library.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace seisdesk::synth {

class Random {
public:
    explicit Random(std::uint64_t seed) : m_engine(seed) {}
    /// Uniform in [0, 1).
    double uniform() { return static_cast<double>(m_engine() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Standard normal (Box-Muller).
    double normal()
    {
        const double r = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return r * std::cos(2.0 * std::numbers::pi * uniform());
    }

private:
    std::mt19937_64 m_engine;
};

/// xoshiro256++ (Blackman & Vigna 2021), seeded by splitmix64: for long noise.
class FastRandom {
public:
    explicit FastRandom(std::uint64_t seed)
    {
        for (auto& word : m_state) {
            seed += 0x9e3779b97f4a7c15ULL;
            std::uint64_t z = seed;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
            word = z ^ (z >> 31);
        }
    }
    std::uint64_t next()
    {
        auto& s = m_state;
        const std::uint64_t out = std::rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
        s[2] ^= s[0], s[3] ^= s[1], s[1] ^= s[2], s[0] ^= s[3], s[2] ^= t, s[3] = std::rotl(s[3], 45);
        return out;
    }
    /// Uniform in [0, 1).
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    double logUniform(double low, double high) { return low * std::exp(std::log(high / low) * uniform()); }
    bool chance(double probability) { return uniform() < probability; }
    /// Standard normal (Box-Muller).
    double normal()
    {
        const double r = std::sqrt(-2.0 * std::log(1.0 - uniform()));
        return r * std::cos(2.0 * std::numbers::pi * uniform());
    }
    double sign() { return next() >> 63 ? 1.0 : -1.0; }
    /// Nearly normal, unit variance, bounded by 3.5: the sum of four 16-bit uniforms of one word.
    float roughNormal()
    {
        const std::uint64_t r = next();
        const auto sum = static_cast<std::int32_t>((r & 0xffff) + ((r >> 16) & 0xffff) + ((r >> 32) & 0xffff) + (r >> 48));
        return static_cast<float>(sum - 131070) * 2.6429e-5f;  // sqrt(3) / 65536
    }

private:
    std::array<std::uint64_t, 4> m_state{};
};

}  // namespace seisdesk::synth
