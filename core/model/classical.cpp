#include "core/model/classical.h"

#include "core/signal/trigger.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace seisdesk {

namespace {

struct Spread {
    double mean = 0.0;
    double deviation = 0.0;
    double largest = 0.0;  ///< distance from the mean
};

Spread spreadOf(std::span<const float> x)
{
    Spread s;
    if (x.empty()) return s;
    for (const float v : x) s.mean += static_cast<double>(v);
    s.mean /= static_cast<double>(x.size());
    for (const float v : x) {
        const double d = static_cast<double>(v) - s.mean;
        s.deviation += d * d;
        s.largest = std::max(s.largest, std::abs(d));
    }
    s.deviation = std::sqrt(s.deviation / static_cast<double>(x.size()));
    return s;
}

/// Half a period of the strongest oscillation, from zero crossings, in samples.
double halfPeriod(std::span<const float> x)
{
    std::size_t crossings = 0;
    for (std::size_t i = 1; i < x.size(); ++i) crossings += (x[i - 1] < 0.0f) != (x[i] < 0.0f);
    return static_cast<double>(x.size()) / static_cast<double>(std::max<std::size_t>(1, crossings));
}

/// Akaike weights summed on both sides of the minimum. Neighbouring samples of a band-limited record are not independent:
/// the criterion counts one in `correlated`.
void setSigmas(Onset& onset, const std::vector<double>& criterion, std::size_t lowest, double correlated)
{
    const double best = criterion[lowest];
    const auto side = [&](std::ptrdiff_t step) {
        double weights = 0.0, squares = 0.0;
        for (auto i = static_cast<std::ptrdiff_t>(lowest); i >= 0 && i < std::ssize(criterion); i += step) {
            const double w = std::exp(0.5 * (best - criterion[static_cast<std::size_t>(i)]) / correlated);
            if (!std::isfinite(w)) break;
            const double d = static_cast<double>(i) - static_cast<double>(lowest);
            weights += w;
            squares += w * d * d;
        }
        return weights > 0.0 ? std::sqrt(squares / weights) : 0.0;
    };
    onset.sigmaBefore = side(-1);
    onset.sigmaAfter = side(1);
}

std::size_t samplesIn(double seconds, double rate) { return static_cast<std::size_t>(std::max(1.0, std::round(seconds * rate))); }

}  // namespace

FilterSpec onsetBand(double sampleRateHz)
{
    FilterSpec band;
    band.highHz = std::min(15.0, 0.4 * sampleRateHz);
    band.lowHz = std::min(1.5, 0.1 * band.highHz);
    band.corners = 2;
    return band;
}

std::optional<Onset> refinedOnset(std::span<const float> filtered, double sampleRateHz, std::size_t first, std::size_t last)
{
    last = std::min(last, filtered.size());
    if (first >= last || last - first < 16) return std::nullopt;
    const auto coarse = aicOnset(filtered.subspan(first, last - first));
    if (!coarse) return std::nullopt;
    std::size_t at = first + *coarse;
    std::size_t begin = first, end = last;
    // A second, closer look: the first is drawn to where the amplitude grows most, which may be after the onset.
    const std::size_t before = samplesIn(0.7, sampleRateHz), after = samplesIn(0.25, sampleRateHz);
    const std::size_t low = std::max(first, at > before ? at - before : 0), high = std::min(last, at + after);
    if (high - low >= 16) {
        if (const auto fine = aicOnset(filtered.subspan(low, high - low))) {
            begin = low;
            end = high;
            at = low + *fine;
        }
    }
    Onset onset;
    onset.index = static_cast<double>(at);
    const std::size_t noise = std::min(at, samplesIn(2.5, sampleRateHz)), signal = std::min(filtered.size() - at, samplesIn(0.7, sampleRateHz));
    onset.signalToNoise = signalToNoise(filtered, at, noise, signal).value_or(0.0);
    const double swing = halfPeriod(filtered.subspan(at, signal));
    setSigmas(onset, aic(filtered.subspan(begin, end - begin)), at - begin, std::max(1.0, swing));
    const double floor = std::max(0.5, swing / std::max(1.0, onset.signalToNoise));
    onset.sigmaBefore = std::max(onset.sigmaBefore, floor);
    onset.sigmaAfter = std::max(onset.sigmaAfter, floor);
    return onset;
}

Polarity firstMotion(std::span<const float> samples, double sampleRateHz, double onset)
{
    const auto at = static_cast<std::size_t>(std::max(0.0, std::round(onset)));
    const std::size_t guard = samplesIn(0.03, sampleRateHz), noise = samplesIn(1.0, sampleRateHz), after = samplesIn(0.5, sampleRateHz);
    if (at < noise + guard || at + after > samples.size() || noise < 8) return Polarity::Unset;
    const Spread quiet = spreadOf(samples.subspan(at - guard - noise, noise));
    if (!std::isfinite(quiet.deviation)) return Polarity::Unset;
    const double threshold = 3.0 * quiet.deviation;
    for (std::size_t i = at - guard; i < at + after; ++i) {
        const double v = static_cast<double>(samples[i]) - quiet.mean;
        if (!std::isfinite(v)) return Polarity::Unset;
        if (std::abs(v) <= threshold) continue;
        // The swing goes on until it turns or crosses the mean.
        double top = v;
        for (std::size_t k = i + 1; k < at + after; ++k) {
            const double next = static_cast<double>(samples[k]) - quiet.mean;
            if (next * v <= 0.0 || std::abs(next) < std::abs(top)) break;
            top = next;
        }
        if (std::abs(top) < 2.0 * quiet.largest || static_cast<double>(i) > onset + 0.2 * sampleRateHz) return Polarity::Undecidable;
        return top > 0.0 ? Polarity::Positive : Polarity::Negative;
    }
    return Polarity::Undecidable;
}

double confidenceOf(double signalToNoise)
{
    if (!(signalToNoise > 1.0)) return 0.0;
    const double x = (signalToNoise - 1.0) / 2.0;  // 1 at a ratio of 3
    return x * x / (x * x + 1.0) * 0.75 + x / (x + 1.0) * 0.25;
}

std::optional<Label> repick(const Trace& trace, Time near, const std::string& phase, Duration window)
{
    const bool isP = !phase.empty() && (phase[0] == 'P' || phase[0] == 'p');
    for (const Segment& whole : trace.segments) {
        if (!whole.span().contains(near) || window <= Duration::zero()) continue;
        // Enough before the search for the filter to settle and the noise to be measured.
        const Segment part = cut(whole, TimeSpan{near, near}.padded(window + std::chrono::seconds(10), window + std::chrono::seconds(2)));
        const double rate = part.sampleRateHz;
        const FilterSpec band = onsetBand(rate);
        const auto filteredPart = filtered(part, band);
        if (!filteredPart) return std::nullopt;
        const double from = part.indexOf(near - window), to = part.indexOf(near + window) + 1.0;
        const auto onset = refinedOnset(*filteredPart->samples, rate, static_cast<std::size_t>(std::max(0.0, std::ceil(from))), static_cast<std::size_t>(std::max(0.0, to)));
        if (!onset) return std::nullopt;
        Label label;
        label.id = Id::random();
        label.stream = trace.id;
        label.phase = phase;
        label.time = part.timeOf(onset->index);
        label.lowerUncertaintySeconds = onset->sigmaBefore / rate;
        label.upperUncertaintySeconds = onset->sigmaAfter / rate;
        if (isP) label.polarity = firstMotion(*part.samples, rate, onset->index);
        label.onset = onset->signalToNoise >= 8.0 ? OnsetQuality::Impulsive : onset->signalToNoise >= 3.0 ? OnsetQuality::Emergent : OnsetQuality::Questionable;
        label.mode = Mode::Automatic;
        label.confidence = confidenceOf(onset->signalToNoise);
        label.filter = filterText(band);
        label.author = "SeisDesk";
        label.created = now();
        return label;
    }
    return std::nullopt;
}

}  // namespace seisdesk
