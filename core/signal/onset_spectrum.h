#pragma once
// OnsetSpectrum: the amplitude spectrum after an onset beside that of the noise before it, in counts or in ground motion.

#include "core/signal/response.h"
#include "core/waveform/trace.h"

#include <string>

namespace seisdesk {

struct OnsetWindows {
    TimeSpan signal, noise;
};

/// Signal from a twentieth of its length before the onset; noise just as long and just before the first onset of the event at this station, with
/// half a second (or a tenth of the length, if that is less) left free.
OnsetWindows onsetWindows(Time onset, double seconds, Time firstOnset);

struct OnsetSpectrumOptions {
    std::size_t tapers = 5;
    /// What the ground did, from the response; without it the record's own unit.
    std::optional<GroundMotion> motion;
    std::shared_ptr<const Response> response;
    double waterLevelDb = 60.0;   ///< below the response's peak, no more is divided out
};

/// Amplitudes |X(f)| as a Fourier integral has them: counts s, m s, m or m/s; the noise is scaled to the signal's length. No frequency is zero.
struct OnsetSpectrum {
    std::vector<double> frequenciesHz, signal;
    std::vector<double> noise;                  ///< empty where the record has no noise window
    double signalSeconds = 0.0, noiseSeconds = 0.0;
    /// The widest band, in octaves, in which the signal stays above `clearlyAbove` times the noise.
    std::optional<std::pair<double, double>> clearBandHz;
    static constexpr double clearlyAbove = 3.0;
};

/// Errors InvalidArgument: no record in the signal window, gaps in it, motion without a response; as responseAt().
Result<OnsetSpectrum> onsetSpectrum(const Trace& trace, const OnsetWindows& windows, const OnsetSpectrumOptions& options = {});

}  // namespace seisdesk
