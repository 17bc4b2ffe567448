#include "core/synth/paths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace seisdesk::synth {

namespace {

constexpr double degrees = 180.0 / std::numbers::pi;

/// Pieces of constant velocity that a ray crosses, each with its total thickness.
struct Stack {
    struct Piece {
        double km, velocity, quality;
    };
    std::array<Piece, 16> pieces{};
    std::size_t count = 0;
    double fastest = 0.0;

    void add(const Crust& crust, double fromKm, double toKm, Wave wave)
    {
        for (std::size_t i = 0; i < crust.layers.size() && count < pieces.size(); ++i) {
            const double bottom = i + 1 < crust.layers.size() ? crust.layers[i + 1].topKm : std::numeric_limits<double>::infinity();
            const double km = std::min(toKm, bottom) - std::max(fromKm, crust.layers[i].topKm);
            if (km <= 0.0) continue;
            const Layer& l = crust.layers[i];
            pieces[count++] = {km, l.velocity(wave), l.quality(wave)};
            fastest = std::max(fastest, l.velocity(wave));
        }
    }
    double distance(double p) const
    {
        double x = 0.0;
        for (std::size_t i = 0; i < count; ++i) {
            const double s = p * pieces[i].velocity;
            x += pieces[i].km * s / std::sqrt(std::max(1e-14, 1.0 - s * s));
        }
        return x;
    }
    /// The ray parameter that reaches `x`.
    double solve(double x) const
    {
        double low = 0.0, high = 1.0 / fastest;
        for (int i = 0; i < 48; ++i) {
            const double p = 0.5 * (low + high);
            (distance(p) < x ? low : high) = p;
        }
        return low;
    }
    /// Time from tau(p) + p x, which forgives errors of p.
    WavePath path(double p, double x) const
    {
        WavePath out;
        out.rayParameterSKm = p;
        out.travelTimeSeconds = p * x;
        for (std::size_t i = 0; i < count; ++i) {
            const auto& piece = pieces[i];
            const double s = p * piece.velocity, cosine = std::sqrt(std::max(1e-14, 1.0 - s * s));
            out.travelTimeSeconds += piece.km * cosine / piece.velocity;
            out.pathKm += piece.km / cosine;
            out.tStarSeconds += piece.km / (cosine * piece.velocity * piece.quality);
        }
        return out;
    }
};

}  // namespace

std::vector<WavePath> wavePaths(const Crust& crust, double depthKm, double distanceKm, Wave wave)
{
    std::vector<WavePath> out;
    const double depth = std::max(depthKm, 1e-3);
    const double vSource = crust.layers[crust.layerAt(depth)].velocity(wave);
    const auto takeoff = [&](double p) { return std::asin(std::min(1.0, p * vSource)) * degrees; };

    Stack up;
    up.add(crust, 0.0, depth, wave);
    out.push_back(up.path(up.solve(distanceKm), distanceKm));
    out.back().takeoffDegrees = 180.0 - takeoff(out.back().rayParameterSKm);

    double fastest = up.fastest;
    for (std::size_t i = crust.layerAt(depth) + 1; i < crust.layers.size(); ++i) {
        const Layer& above = crust.layers[i - 1];
        const Layer& below = crust.layers[i];
        const bool moho = i + 1 == crust.layers.size();
        Stack bounce;
        bounce.add(crust, 0.0, below.topKm, wave);
        bounce.add(crust, depth, below.topKm, wave);
        fastest = std::max(fastest, bounce.fastest);

        WavePath reflected = bounce.path(bounce.solve(distanceKm), distanceKm);
        const double v1 = above.velocity(wave), v2 = below.velocity(wave);
        const double contrast = (below.densityKgM3 * v2 - above.densityKgM3 * v1) / (below.densityKgM3 * v2 + above.densityKgM3 * v1);
        const double s = std::min(1.0, reflected.rayParameterSKm * v2);  // sine of the transmitted ray: 1 and more is total reflection
        reflected.kind = PathKind::Reflected;
        reflected.transmission = contrast + ((moho ? 0.6 : 0.3) - contrast) * std::pow(s, 8.0);
        reflected.takeoffDegrees = takeoff(reflected.rayParameterSKm);
        reflected.moho = moho;
        out.push_back(reflected);

        const double v = below.velocity(wave), p = 1.0 / v;
        if (v <= fastest) continue;
        const double along = distanceKm - bounce.distance(p);
        if (along < 0.0) continue;
        WavePath head = bounce.path(p, distanceKm);
        head.kind = PathKind::Head;
        head.pathKm += along;
        head.tStarSeconds += along / v / below.quality(wave);
        head.takeoffDegrees = takeoff(p);
        head.transmission = moho ? 0.5 : 0.8;
        head.moho = moho;
        out.push_back(head);
    }
    std::sort(out.begin(), out.end(), [](const WavePath& a, const WavePath& b) { return a.travelTimeSeconds < b.travelTimeSeconds; });
    return out;
}

}  // namespace seisdesk::synth
