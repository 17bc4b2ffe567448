#include "core/synth/faults.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seisdesk::synth {

bool Faults::hides(double sample, double rateHz) const
{
    return std::any_of(gaps.begin(), gaps.end(), [&](const Gap& g) {
        return sample > static_cast<double>(g.begin) - 0.1 * rateHz && sample < static_cast<double>(g.end) + 0.5 * rateHz;
    });
}

Faults randomFaults(std::size_t samples, double rateHz, FastRandom& random)
{
    Faults f;
    const double kind = random.uniform();
    if (kind < 0.12) f.recorded = {true, false, false};
    else if (kind < 0.135) f.recorded = {false, true, false};
    else if (kind < 0.15) f.recorded[1 + static_cast<std::size_t>(random.uniform() * 2.0)] = false;
    else if (kind < 0.165) f.dead = static_cast<std::size_t>(random.uniform() * 3.0);
    else if (kind < 0.175) f.copyOf = 0;
    if (random.chance(0.04))
        for (int k = random.chance(0.3) ? 3 : 1; k > 0; --k) {
            Faults::Gap gap;
            gap.begin = static_cast<std::size_t>(random.uniform() * static_cast<double>(samples));
            gap.end = std::min(samples, gap.begin + static_cast<std::size_t>(random.logUniform(0.05, 15.0) * rateHz) + 1);
            gap.zeros = random.chance(0.5);
            f.gaps.push_back(gap);
        }
    if (random.chance(0.025)) f.clipShare = random.uniform(0.15, 0.9);
    return f;
}

void digitise(std::array<std::vector<float>, 3>& rows, const Station& station, const Faults& faults, FastRandom& random)
{
    constexpr float nothing = std::numeric_limits<float>::quiet_NaN();
    float largest = 0.0f;
    for (const auto& row : rows)
        for (const float v : row) largest = std::max(largest, std::abs(v));
    auto limit = static_cast<float>(station.clipCounts);
    if (faults.clipShare) limit = std::min(limit, static_cast<float>(largest * *faults.clipShare));
    for (auto& row : rows) {
        const double most = 0.02 * limit * random.uniform();
        const auto offset = static_cast<float>(most * random.normal());
        if (largest > limit)
            for (float& v : row) v = std::clamp(v, -limit, limit);
        for (float& v : row) v += offset;
        if (station.wholeCounts)
            for (float& v : row) v = std::floor(v + 0.5f);
    }
    if (faults.copyOf)
        for (auto& row : rows) row = rows[*faults.copyOf];
    if (faults.dead) {
        const float rest = random.chance(0.5) ? 0.0f : std::nearbyint(static_cast<float>(100.0 * random.normal()));
        const bool flat = random.chance(0.5);
        for (float& v : rows[*faults.dead]) v = flat ? rest : rest + random.roughNormal();
    }
    for (std::size_t c = 0; c < 3; ++c) {
        for (const auto& gap : faults.gaps)
            std::fill_n(rows[c].begin() + static_cast<std::ptrdiff_t>(gap.begin), gap.end - gap.begin, gap.zeros ? 0.0f : nothing);
        if (!faults.recorded[c]) std::fill(rows[c].begin(), rows[c].end(), nothing);
    }
}

}  // namespace seisdesk::synth
