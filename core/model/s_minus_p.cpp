#include "core/model/s_minus_p.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double pg = 6.1, pn = 8.0, headDelaySeconds = 5.5, ratio = 1.75, depthKm = 8.0;
constexpr double longestSeconds = 90.0, suits = 2.5;

}  // namespace

Estimate distanceOfSMinusP(double seconds)
{
    const double direct = seconds * pg / (ratio - 1.0), head = pn * (seconds / (ratio - 1.0) - headDelaySeconds);
    const double slant = std::max(direct, head);
    const double epicentral = std::sqrt(std::max(slant * slant - depthKm * depthKm, 0.16 * slant * slant));
    const double depthPart = 0.5 * depthKm * depthKm / std::max(epicentral, depthKm);
    return {epicentral, std::hypot(head > direct ? 0.15 * slant : 0.1 * slant, depthPart, 1.0)};
}

void joinSMinusP(std::vector<Label>& labels)
{
    struct Pair {
        double likelihood = 0.0;
        Estimate distance;
    };
    std::vector<Pair> best(labels.size());
    for (std::size_t s = 0; s < labels.size(); ++s) {
        if (labels[s].phase != "S") continue;
        std::size_t owner = s;
        Pair likeliest;
        for (std::size_t p = s; p-- > 0;) {
            const double seconds = toSeconds(labels[s].time - labels[p].time);
            if (seconds > longestSeconds) break;
            const auto& said = labels[p].source.distanceKm;
            if (labels[p].phase != "P" || !said || !said->sigma || !(seconds > 0.0)) continue;
            const Estimate distance = distanceOfSMinusP(seconds);
            const double sigma = std::hypot(*said->sigma, *distance.sigma), z = std::abs(said->value - distance.value) / sigma;
            const double likelihood = labels[p].confidence.value_or(1.0) * labels[s].confidence.value_or(1.0) * std::exp(-0.5 * z * z) / sigma;
            if (z < suits && likelihood > likeliest.likelihood) owner = p, likeliest = {likelihood, distance};
        }
        if (owner < s && likeliest.likelihood > best[owner].likelihood) best[owner] = likeliest;
    }
    for (std::size_t p = 0; p < labels.size(); ++p) {
        if (!(best[p].likelihood > 0.0)) continue;
        Estimate& said = *labels[p].source.distanceKm;
        const double a = 1.0 / (*said.sigma * *said.sigma), b = 1.0 / (*best[p].distance.sigma * *best[p].distance.sigma);
        said = {(a * said.value + b * best[p].distance.value) / (a + b), 1.0 / std::sqrt(a + b)};
    }
}

}  // namespace seisdesk
