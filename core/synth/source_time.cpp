#include "core/synth/source_time.h"

#include <algorithm>

namespace seisdesk::synth {

SourceTime randomSourceTime(double magnitude, double cornerHz, FastRandom& random)
{
    SourceTime out;
    const int count = 1 + static_cast<int>(std::clamp((magnitude - 3.5) * random.uniform(0.0, 2.5), 0.0, 9.0));
    double total = 0.0, time = 0.0;
    for (int k = 0; k < count; ++k) {
        out.seconds.push_back(time);
        out.weights.push_back(random.uniform(0.1, 1.0) * (0.3 + k));
        total += out.weights.back();
        time += random.uniform(0.1, 1.2) / (cornerHz * count);
    }
    for (double& w : out.weights) w /= total;
    return out;
}

}  // namespace seisdesk::synth
