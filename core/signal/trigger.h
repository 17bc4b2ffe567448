#pragma once
// Classical onset detection: STA/LTA, trigger spans, AIC, kurtosis and signal-to-noise ratio.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace seisdesk {

/// Ratio of the mean square of the last `sta` samples to that of the last `lta`. Zero for the first lta-1 samples of each
/// run of finite samples, NaN at non-finite ones, and zero where the long-term average is zero. Matches
/// obspy.signal.trigger.classic_sta_lta to 1e-5 relative. Empty spans and sta or lta of zero give zeros.
std::vector<float> classicStaLta(std::span<const float> samples, std::size_t sta, std::size_t lta);

/// Allen's recursive form, exponential windows of the same lengths; zero for the first `lta` samples. Matches
/// obspy.signal.trigger.recursive_sta_lta to 1e-5 relative.
std::vector<float> recursiveStaLta(std::span<const float> samples, std::size_t sta, std::size_t lta);

/// A trigger: on at sample `on`, still at or above the lower threshold at sample `off` (inclusive).
struct TriggerSpan {
    std::size_t on = 0;
    std::size_t off = 0;
    bool operator==(const TriggerSpan&) const = default;
};

/// Spans where the curve rises above `onThreshold`, until it falls below `offThreshold`. Matches
/// obspy.signal.trigger.trigger_onset.
std::vector<TriggerSpan> triggerSpans(std::span<const float> curve, double onThreshold, double offThreshold);

/// Akaike information criterion of splitting the samples in two at each sample (Maeda 1985):
/// k log var(x[0,k)) + (n-k-1) log var(x[k,n)). Matches obspy.signal.trigger.aic_simple to 1e-6 of its range; a part
/// without variance counts as the smallest variance that the samples' precision allows instead of infinity.
std::vector<double> aic(std::span<const float> samples);

/// The sample where the AIC is smallest: the first of the signal. Non-finite samples are refused with nullopt, as are
/// fewer than 8 samples and a constant record.
std::optional<std::size_t> aicOnset(std::span<const float> samples);

/// Kurtosis (not reduced by 3; 3 for Gaussian noise) of the last `window` samples at each sample: m4 / m2^2 about the
/// window's mean. 0 until a window is full and where it has no variance, NaN at non-finite samples. Matches
/// scipy.stats.kurtosis(fisher=False) over each window to 1e-4 relative.
std::vector<float> kurtosis(std::span<const float> samples, std::size_t window);

/// Ratio of root mean squares of [onset, onset+after) and [onset-before, onset), each about the noise's mean; nullopt
/// where either is shorter than two samples, holds non-finite ones, or the noise is zero.
std::optional<double> signalToNoise(std::span<const float> samples, std::size_t onset, std::size_t before, std::size_t after);

}  // namespace seisdesk
