#include "core/synth/random_crust.h"

#include <algorithm>

namespace seisdesk::synth {

namespace {

/// Brocher (2005), equation 1 (Nafe-Drake), km/s to kg/m3.
double density(double vp)
{
    return 1e3 * std::max(1.7, vp * (1.6612 + vp * (-0.4721 + vp * (0.0671 + vp * (-0.0043 + vp * 0.000106)))));
}

Layer layer(double top, double vp, double ratio, double quality, double qpOverQs)
{
    const double vs = vp / ratio;
    const double qs = std::clamp(quality * vs * vs, 15.0, 1500.0);
    return {top, vp, vs, density(vp), qs * qpOverQs, qs};
}

}  // namespace

Crust randomCrust(FastRandom& random)
{
    Crust crust;
    const double moho = random.uniform(22.0, 55.0);
    const double poisson = random.uniform(1.68, 1.82);
    const double quality = random.logUniform(6.0, 45.0);  // Q at 1 Hz is 75 to 550 in the middle crust
    const double qpOverQs = random.uniform(0.6, 1.3);  // about one in the upper crust above 1 Hz
    double top = 0.0;
    if (random.chance(0.45)) {  // soft cover
        const double vp = random.uniform(1.5, 3.5);
        const double ratio = random.uniform(1.8, 3.0 - 0.4 * (vp - 1.5));
        crust.layers.push_back(layer(top, vp, ratio, quality, qpOverQs));
        top += random.logUniform(0.02, 1.2);
    }
    if (random.chance(0.7)) {  // sediment or weathered rock
        const double vp = random.uniform(3.6, 5.4), ratio = random.uniform(1.7, 1.95);
        crust.layers.push_back(layer(top, vp, ratio, quality, qpOverQs));
        top += random.logUniform(0.3, 5.0);
    }
    const int count = 2 + static_cast<int>(random.uniform() * 3.0);
    const double shallowest = random.uniform(5.3, 6.1), deepest = random.uniform(6.3, 7.2);
    for (int i = 0; i < count; ++i) {
        const double share = (i + random.uniform(0.2, 0.8)) / count;
        crust.layers.push_back(layer(top, shallowest + (deepest - shallowest) * share, poisson + random.uniform(-0.02, 0.02), quality, qpOverQs));
        if (i + 1 < count) top += (moho - top) * random.uniform(0.25, 0.6);
    }
    const double vp = random.uniform(7.7, 8.3), ratio = random.uniform(1.73, 1.82);
    crust.layers.push_back(layer(moho, vp, ratio, quality * 1.3, qpOverQs));
    return crust;
}

}  // namespace seisdesk::synth
