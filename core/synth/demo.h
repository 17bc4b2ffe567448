#pragma once
// Demo: a small made-up network's records of one earthquake, with everything that is true about it.

#include "core/catalog/event.h"
#include "core/label/label.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <cstdint>
#include <vector>

namespace seisdesk::synth {

struct DemoOptions {
    std::uint64_t seed = 1;
    int stations = 10;           ///< 3 to 26
    double magnitude = 3.1;      ///< moment magnitude
    double depthKm = 9.0;
    double noiseMetresPerSecond = 1.5e-7;
    double sampleRateHz = 100.0;
    double lengthSeconds = 180.0;
};

struct Demo {
    Inventory inventory;
    std::vector<Trace> traces;  ///< counts, HHZ, HHN and HHE of each station
    std::vector<Label> picks;   ///< exact P and S of each station, with polarity and source parameters on the P
    Event event;                ///< origin and magnitude, no picks
};

/// Stations at 8 to 120 km around the epicentre; one has misoriented horizontals (HH1, HH2), one has a gap, and one
/// recorded only the vertical. Same options, same records.
Demo demo(const DemoOptions& options);

}  // namespace seisdesk::synth
