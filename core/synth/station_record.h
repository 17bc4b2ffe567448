#pragma once
// StationRecord: what one station recorded of made-up earthquakes and noise, with everything that is true about it.

#include "core/label/label.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk::synth {

/// One earthquake as seen in the record.
struct RecordedEvent {
    std::optional<double> pSample, sSample;  ///< exact first arrivals as fractional sample indices; absent outside the record
                                             ///< or where noise hides them
    Polarity polarity = Polarity::Unset;     ///< of the first P on the vertical: Positive is up; Undecidable near a node or in noise
    double magnitude = 0.0;                  ///< moment magnitude
    double distanceKm = 0.0;                 ///< epicentral
    double depthKm = 0.0;
    double backAzimuthDeg = 0.0;             ///< of the recorded components: turned with misoriented horizontals
    double snrDb = 0.0;                      ///< first 2 s of P against noise and earlier waves, vertical or the others' mean, in the best of
                                             ///< three bands (as recorded, above 1.5 Hz, above 6 Hz); 0 without P
};

/// Up, north, east in counts, NaN where nothing was recorded (gap, missing component).
struct StationRecord {
    std::array<std::vector<float>, 3> rows;
    double sampleRateHz = 100.0;
    std::vector<RecordedEvent> events;
    std::string instrument;  ///< "broadband", "short-period", "accelerometer"
    double nativeRateHz = 100.0;  ///< of the simulated digitiser, 20 to 500 Hz; the record holds nothing above half of it
};

struct RecordOptions {
    double sampleRateHz = 100.0;
    std::size_t samples = 9000;
    double noiseOnlyShare = 0.15;    ///< records without an event
    double severalEventsShare = 0.25;
};

/// Draws everything from the seed: crust, mechanism, size, distance, site, instrument, noise, faults. Thread-safe; the same seed
/// and options give the same record on every machine of one architecture.
StationRecord stationRecord(std::uint64_t seed, const RecordOptions& options);

}  // namespace seisdesk::synth
