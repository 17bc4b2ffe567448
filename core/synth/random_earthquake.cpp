#include "core/synth/random_earthquake.h"

#include <algorithm>

namespace seisdesk::synth {

Earthquake randomEarthquake(Setting setting, FastRandom& random)
{
    Earthquake e;
    switch (setting) {
    case Setting::Micro:
        e.distanceKm = 15.0 * std::pow(random.uniform(), 0.8);
        e.depthKm = random.logUniform(0.4, 14.0);
        break;
    case Setting::Local:
        e.distanceKm = random.logUniform(4.0, 110.0);
        e.depthKm = random.logUniform(1.0, 30.0);
        break;
    case Setting::Regional:
        e.distanceKm = random.uniform(70.0, 350.0);
        e.depthKm = random.logUniform(1.5, 35.0);
        break;
    }
    if (setting != Setting::Micro && random.chance(0.08)) e.depthKm = random.uniform(30.0, 130.0);
    const double km = std::hypot(e.distanceKm, e.depthKm);
    const double seen = -0.9 + 1.3 * std::log10(km) + 0.0025 * km;
    double magnitude = random.uniform(seen, 6.5);
    if (random.chance(0.8)) {
        magnitude = seen + 0.4 * random.normal();
        magnitude -= 0.6 * std::log(1.0 - random.uniform());
    }
    const double largest = setting == Setting::Micro && random.chance(0.8) ? 1.8 : 7.0;
    e.source.momentMagnitude = std::clamp(magnitude, -1.0, largest);
    e.source.stressDropMPa = 3.0 * std::exp(random.normal());
    e.source.strikeDegrees = random.uniform(0.0, 360.0);
    e.source.dipDegrees = std::acos(1.0 - random.uniform()) * 180.0 / std::numbers::pi;
    e.source.rakeDegrees = random.uniform(-180.0, 180.0);
    e.azimuthDeg = random.uniform(0.0, 360.0);
    e.backAzimuthDeg = random.uniform(0.0, 360.0);
    return e;
}

Earthquake randomNeighbour(const Earthquake& main, double rateHz, FastRandom& random)
{
    const auto turn = [](double degrees) { return std::fmod(degrees + 360.0, 360.0); };
    Earthquake e = main;
    const double spread = 0.06 * std::hypot(main.distanceKm, main.depthKm);
    e.distanceKm = std::abs(main.distanceKm + spread * random.normal());
    e.depthKm = std::max(0.9 * main.depthKm, main.depthKm + 0.5 * spread * random.normal());
    if (random.chance(0.15)) {
        e.distanceKm = random.logUniform(3.0, 200.0);
        e.backAzimuthDeg = random.uniform(0.0, 360.0);
    }
    e.backAzimuthDeg = turn(e.backAzimuthDeg + 4.0 * random.normal());
    e.azimuthDeg = turn(main.azimuthDeg + 4.0 * random.normal());
    e.source.rakeDegrees += 25.0 * random.normal();
    e.source.strikeDegrees += 15.0 * random.normal();
    e.source.momentMagnitude = std::clamp(main.source.momentMagnitude + 0.7 * random.normal() - 0.1, -1.0, 7.0);
    e.source.stressDropMPa *= std::exp(0.5 * random.normal());
    const double seconds = random.logUniform(0.8, 60.0);
    e.originSample += (random.chance(0.5) ? seconds : -seconds) * rateHz;
    return e;
}

}  // namespace seisdesk::synth
