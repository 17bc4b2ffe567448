#pragma once
// Instrument response: evaluated, removed, and a Wood-Anderson seismometer put in its place.

#include "core/base/progress.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <array>
#include <complex>
#include <optional>
#include <span>
#include <vector>

namespace seisdesk {

/// What the ground did: metres, metres per second, metres per second squared.
enum class GroundMotion { Displacement, Velocity, Acceleration };

/// Counts per unit of ground motion at each frequency, all stages, as evalresp computes it: analogue and digital poles
/// and zeros, coefficients, FIR (normalised to its gain at the stage's frequency), response lists, gains, and the phase
/// of asymmetric filters less the correction the digitiser applied. Input units of displacement, velocity or
/// acceleration (m to nm) are converted. A response with a sensitivity but no usable stages is taken as flat. Matches
/// ObsPy's Response.get_evalresp_response_for_frequencies to 1e-6 of the largest value.
/// Error Unsupported for polynomial responses and for inputs that are no ground motion (PA, C ...).
Result<std::vector<std::complex<double>>> responseAt(const Response& response, std::span<const double> frequenciesHz, GroundMotion input);

/// How a response is removed. `waterLevelDb` limits the inverse to that much below the response's peak (none: plain
/// inverse). `preFilterHz` is a cosine band (f1 < f2 < f3 < f4; flat from f2 to f3).
struct ResponseRemoval {
    GroundMotion output = GroundMotion::Velocity;
    std::optional<double> waterLevelDb = 60.0;
    std::optional<std::array<double, 4>> preFilterHz;
    bool removeMean = true;
    double taperFraction = 0.05;  ///< of the length at both ends together, as in ObsPy; 0 for none
};

/// Ground motion from counts. Matches ObsPy's Trace.remove_response to 1e-5 of the largest value. Error InvalidArgument
/// for non-finite samples, an empty span or a bad pre-filter; otherwise as responseAt.
Result<std::vector<float>> responseRemoved(std::span<const float> samples, double sampleRateHz, const Response& response,
                                           const ResponseRemoval& removal = {});
Result<Segment> responseRemoved(const Segment& segment, const Response& response, const ResponseRemoval& removal = {});

/// Many records at once, by several threads (0: as many as there are, at most four). What has no response gives NotFound, what is left when
/// cancelled Cancelled.
struct RecordedCounts {
    Segment segment;
    std::shared_ptr<const Response> response;
};
std::vector<Result<Segment>> responsesRemoved(const std::vector<RecordedCounts>& records, const ResponseRemoval& removal = {}, unsigned threads = 0,
                                              const Progress& progress = {});

/// A Wood-Anderson torsion seismometer. The default is what Uhrhammer and Collins (1990) measured and IASPEI
/// recommends; {0.8, 0.8, 2800} is the one on paper.
struct WoodAnderson {
    double periodSeconds = 0.8;
    double damping = 0.7;
    double magnification = 2080.0;
    /// Displacement of the record in metres for a metre of ground displacement, at a frequency.
    std::complex<double> at(double frequencyHz) const;
};

/// What a Wood-Anderson seismometer would have written, in millimetres, from counts. Removes the response to
/// displacement with `removal` (its output member is ignored) and applies the instrument in the same spectrum.
Result<std::vector<float>> woodAnderson(std::span<const float> samples, double sampleRateHz, const Response& response,
                                        const WoodAnderson& instrument = {}, const ResponseRemoval& removal = {});
Result<Segment> woodAnderson(const Segment& segment, const Response& response, const WoodAnderson& instrument = {},
                             const ResponseRemoval& removal = {});

}  // namespace seisdesk
