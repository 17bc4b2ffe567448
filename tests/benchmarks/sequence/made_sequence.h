#pragma once
// MadeSequence: picks of a made-up sequence as a network would give them, with the truth behind them.

#include "core/label/label.h"
#include "core/locate/travel/geodesy.h"
#include "core/waveform/inventory.h"

#include <random>
#include <vector>

namespace seisdesk::bench {

struct MadeOptions {
    int events = 100;
    double minutes = 30.0;
    double pairs = 0.4;             ///< share of events that come 2 to 10 s after another one, a few km beside it
    double noisePerMinute = 0.3;    ///< sure picks of nothing a minute and station, by day; four times as many weak ones
    double stationSeconds = 0.12;   ///< spread of the stations' delays of P; S has 1.7 times as much
    double threshold = 0.2;         ///< a surer pick is a sure one
    double weakest = 0.05;          ///< no pick is less sure
};

struct MadeEvent {
    Time time{};
    GeoPoint place;
    double depthKm = 0.0, magnitude = 0.0;
    int sure = 0, all = 0;          ///< picks of it
};

struct MadeSequence {
    std::vector<Label> sure, weak;  ///< by the threshold; events are named by `event`, the index of the truth
    std::vector<MadeEvent> truth;   ///< by time
};

/// Travel times come from layers that no shipped model has, with delays of the stations and small ones of each path. How sure a pick is follows from the
/// amplitude, by magnitude and distance, over the station's noise or the coda of the other events, whichever is larger, and wrong picks gather in codas.
MadeSequence madeSequence(const Inventory& inventory, const MadeOptions& options, std::mt19937& random);

}  // namespace seisdesk::bench
