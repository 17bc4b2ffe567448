#pragma once
// Sequence: three earthquakes beneath a small network, with records, metadata, and picks as a program would have made them.

#include "core/synth/source.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"
#include "core/label/label.h"

#include <filesystem>
#include <vector>

namespace seisdesk::test {

/// Eleven stations to 58 km. Picks are automatic and right to hundredths of a second; of the second event a P comes 0.5 s late, an S 0.6 s early,
/// and one first motion is upside down. Same every time.
struct Sequence {
    struct Shock {
        Time time;
        double latitude = 0.0, longitude = 0.0, depthKm = 0.0;
        synth::Source source;
    };
    std::vector<Shock> shocks;
    Inventory inventory;
    std::vector<Trace> traces;
    std::vector<Label> truth;  ///< of all shocks, by shock, station, phase; manual and final
    std::vector<Label> picks;  ///< the same as found: in no event
    std::size_t lateP = 0, earlyS = 0, flippedP = 0;  ///< in both lists

    Sequence();
    /// data/*.mseed, data/stations.xml and data/picks.csv; crust.txt, the velocities it was made with.
    void write(const std::filesystem::path& folder) const;
};

}  // namespace seisdesk::test
