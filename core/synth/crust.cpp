#include "core/synth/crust.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace seisdesk::synth {

namespace {

constexpr double degrees = 180.0 / std::numbers::pi;

double bottomOf(const Crust& crust, std::size_t layer)
{
    return layer + 1 < crust.layers.size() ? crust.layers[layer + 1].topKm : std::numeric_limits<double>::infinity();
}

/// What a ray of parameter p gathers between two depths, one way.
struct Leg {
    double x = 0.0, t = 0.0, length = 0.0, tStar = 0.0;
    Leg& operator+=(const Leg& o)
    {
        x += o.x, t += o.t, length += o.length, tStar += o.tStar;
        return *this;
    }
};

Leg leg(const Crust& crust, double fromKm, double toKm, double p, Wave wave)
{
    Leg out;
    for (std::size_t i = 0; i < crust.layers.size(); ++i) {
        const double h = std::min(toKm, bottomOf(crust, i)) - std::max(fromKm, crust.layers[i].topKm);
        if (h <= 0.0) continue;
        const double v = crust.layers[i].velocity(wave);
        const double cosine = std::sqrt(std::max(1e-12, 1.0 - p * p * v * v));
        const double length = h / cosine;
        out += {length * p * v, length / v, length, length / v / crust.layers[i].quality(wave)};
    }
    return out;
}

Ray finished(const Crust& crust, double depthKm, double p, const Leg& total, Wave wave, bool down)
{
    const double vSource = crust.layers[crust.layerAt(depthKm)].velocity(wave);
    const double angle = std::asin(std::min(1.0, p * vSource)) * degrees;
    const double incidence = std::asin(std::min(1.0, p * crust.layers.front().velocity(wave))) * degrees;
    return {{}, wave, total.t, p, down ? angle : 180.0 - angle, incidence, total.length, total.tStar};
}

Ray directRay(const Crust& crust, double depthKm, double distanceKm, Wave wave)
{
    double fastest = 0.0;
    for (std::size_t i = 0; i <= crust.layerAt(depthKm); ++i)
        if (crust.layers[i].topKm < depthKm || i == 0) fastest = std::max(fastest, crust.layers[i].velocity(wave));
    if (depthKm <= 0.0) {  // along the surface
        const double v = crust.layers.front().velocity(wave);
        Ray ray = finished(crust, 0.0, 1.0 / v, {distanceKm, distanceKm / v, distanceKm, distanceKm / v / crust.layers.front().quality(wave)}, wave, false);
        ray.takeoffDegrees = 90.0;
        return ray;
    }
    double low = 0.0, high = 1.0 / fastest;
    for (int i = 0; i < 200; ++i) {  // x grows with p: bisection to the last bit
        const double p = 0.5 * (low + high);
        (leg(crust, 0.0, depthKm, p, wave).x < distanceKm ? low : high) = p;
    }
    return finished(crust, depthKm, low, leg(crust, 0.0, depthKm, low, wave), wave, false);
}

}  // namespace

std::size_t Crust::layerAt(double depthKm) const
{
    std::size_t i = 0;
    while (i + 1 < layers.size() && layers[i + 1].topKm <= depthKm) ++i;
    return i;
}

Crust Crust::continental()
{
    return {{{0.0, 5.0, 2.89, 2500.0, 200.0, 100.0},
             {3.0, 6.0, 3.46, 2700.0, 600.0, 300.0},
             {18.0, 6.7, 3.87, 2900.0, 800.0, 400.0},
             {33.0, 8.0, 4.5, 3300.0, 1000.0, 500.0}}};
}

std::vector<Ray> rays(const Crust& crust, double depthKm, double distanceKm, Wave wave)
{
    std::vector<Ray> out;
    const std::string letter = wave == Wave::P ? "P" : "S";
    out.push_back(directRay(crust, depthKm, distanceKm, wave));
    out.back().phase = letter + 'g';

    double fastestAbove = 0.0;
    for (std::size_t i = 0; i < crust.layers.size(); ++i) {
        const Layer& refractor = crust.layers[i];
        const double v = refractor.velocity(wave);
        if (i > 0 && refractor.topKm > depthKm && v > fastestAbove) {
            const double p = 1.0 / v;
            Leg total = leg(crust, 0.0, refractor.topKm, p, wave);
            total += leg(crust, depthKm, refractor.topKm, p, wave);
            const double along = distanceKm - total.x;
            if (along >= 0.0) {
                total += {along, along / v, along, along / v / refractor.quality(wave)};
                out.push_back(finished(crust, depthKm, p, total, wave, true));
                out.back().phase = letter + (i + 1 == crust.layers.size() ? 'n' : '*');
            }
        }
        fastestAbove = std::max(fastestAbove, v);
    }
    std::sort(out.begin(), out.end(), [](const Ray& a, const Ray& b) { return a.travelTimeSeconds < b.travelTimeSeconds; });
    return out;
}

}  // namespace seisdesk::synth
