#pragma once
// Classical onset measurement: where exactly a signal begins, how surely, and which way the ground moved first.

#include "core/label/label.h"
#include "core/signal/filter.h"
#include "core/waveform/trace.h"

#include <optional>
#include <span>
#include <string>

namespace seisdesk {

/// An onset in samples of the record that was searched.
struct Onset {
    double index = 0.0;
    /// One sigma before and after: root mean square distance of the Akaike weights exp((min AIC - AIC)/2k) on that side
    /// (Burnham and Anderson 2002; k is half a period of what follows in samples, because samples of a band-limited record
    /// are not independent), and not below that half period over the signal-to-noise ratio.
    double sigmaBefore = 1.0;
    double sigmaAfter = 1.0;
    double signalToNoise = 0.0;  ///< amplitude ratio of what follows and precedes within the search
};

/// Of confidenceOf(), where no other threshold is given: a signal-to-noise ratio near 2.8.
inline constexpr double classicalThreshold = 0.45;

/// The band in which onsets are looked for: 1.5 to 15 Hz, less where the sample rate does not reach that far.
FilterSpec onsetBand(double sampleRateHz);

/// The onset within samples [first, last) of a filtered record by the Akaike criterion, first over the whole search and
/// then close to what that found. Nullopt where there are too few samples or nothing changes.
std::optional<Onset> refinedOnset(std::span<const float> filtered, double sampleRateHz, std::size_t first, std::size_t last);

/// Direction of the first swing after an onset in the unfiltered record. Positive or negative only when the first half
/// cycle to leave three times the noise's standard deviation also exceeds twice its largest excursion; undecidable
/// otherwise. Unset where the record does not reach far enough.
Polarity firstMotion(std::span<const float> samples, double sampleRateHz, double onset);

/// Share from 0 to 1 that grows with the signal-to-noise ratio: 0 at 1, one half at 3, 0.9 near 9.
double confidenceOf(double signalToNoise);

/// The re-pick key: the onset nearest to what the Akaike criterion finds within `window` either side of `near`, as a
/// label of the given phase with its uncertainty and, for P, its polarity. Nullopt where the trace has a gap there or
/// nothing changes.
std::optional<Label> repick(const Trace& trace, Time near, const std::string& phase, Duration window);

}  // namespace seisdesk
