#include "core/signal/trigger.h"

#include "core/signal/runs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seisdesk {

namespace {

/// Count, mean and sums of powers 2 to 4 about the mean.
struct Moments {
    double n = 0.0, mean = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0;
};

/// Moments of two sets together (Pebay 2008, SAND2008-6212, equations 2.1 and 3.1).
Moments together(const Moments& a, const Moments& b)
{
    if (a.n == 0.0) return b;
    if (b.n == 0.0) return a;
    const double n = a.n + b.n, d = b.mean - a.mean, d2 = d * d;
    Moments out;
    out.n = n;
    out.mean = a.mean + d * b.n / n;
    out.m2 = a.m2 + b.m2 + d2 * a.n * b.n / n;
    out.m3 = a.m3 + b.m3 + d * d2 * a.n * b.n * (a.n - b.n) / (n * n) + 3.0 * d * (a.n * b.m2 - b.n * a.m2) / n;
    out.m4 = a.m4 + b.m4 + d2 * d2 * a.n * b.n * (a.n * a.n - a.n * b.n + b.n * b.n) / (n * n * n) +
             6.0 * d2 * (a.n * a.n * b.m2 + b.n * b.n * a.m2) / (n * n) + 4.0 * d * (a.n * b.m3 - b.n * a.m3) / n;
    return out;
}

/// Calls use(i, sum of the `window` items that end at i) for every full window of [0, count). Windows are put together
/// from the tail of one block and the head of the next, so that nothing is ever subtracted and a large sample leaves no
/// trace once it is outside the window.
template <class Item, class Of, class Join, class Use>
void slide(std::size_t count, std::size_t window, Of of, Join join, Use use)
{
    std::vector<Item> tails(window + 1);
    for (std::size_t block = 0; block < count; block += window) {
        Item head{};
        for (std::size_t k = 0; k < window && block + k < count; ++k) {
            head = join(head, of(block + k));
            if (block > 0 || k + 1 == window) use(block + k, join(tails[k + 1], head));
        }
        if (block + window > count) break;
        tails[window] = Item{};
        for (std::size_t k = window; k-- > 0;) tails[k] = join(of(block + k), tails[k + 1]);
    }
}

std::vector<double> meanSquares(std::span<const float> samples, std::size_t window)
{
    std::vector<double> out(samples.size(), 0.0);
    slide<double>(
        samples.size(), window, [&](std::size_t i) { return static_cast<double>(samples[i]) * samples[i]; },
        [](double a, double b) { return a + b; }, [&](std::size_t i, double sum) { out[i] = sum / static_cast<double>(window); });
    return out;
}

/// Zeros with NaN where the samples are not finite.
std::vector<float> blank(std::span<const float> samples)
{
    std::vector<float> out(samples.size(), 0.0f);
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (!std::isfinite(samples[i])) out[i] = std::numeric_limits<float>::quiet_NaN();
    return out;
}

/// Welford's running variance of samples fed one after the other.
struct Spread {
    double count = 0.0, mean = 0.0, squares = 0.0;
    void add(double x)
    {
        count += 1.0;
        const double d = x - mean;
        mean += d / count;
        squares += d * (x - mean);
    }
    double variance() const { return squares / count; }
};

}  // namespace

std::vector<float> classicStaLta(std::span<const float> samples, std::size_t sta, std::size_t lta)
{
    std::vector<float> out = blank(samples);
    if (sta == 0 || lta == 0) return out;
    for (const Run& run : finiteRuns(samples)) {
        if (run.size() < std::max(sta, lta)) continue;
        const auto piece = samples.subspan(run.first, run.size());
        const auto shorter = meanSquares(piece, sta);
        const auto longer = meanSquares(piece, lta);
        for (std::size_t i = std::max(sta, lta) - 1; i < piece.size(); ++i)
            if (longer[i] > 0.0) out[run.first + i] = static_cast<float>(shorter[i] / longer[i]);
    }
    return out;
}

std::vector<float> recursiveStaLta(std::span<const float> samples, std::size_t sta, std::size_t lta)
{
    std::vector<float> out = blank(samples);
    if (sta == 0 || lta == 0) return out;
    const double fast = 1.0 / static_cast<double>(sta), slow = 1.0 / static_cast<double>(lta);
    for (const Run& run : finiteRuns(samples)) {
        double shorter = 0.0, longer = 0.0;
        for (std::size_t i = 1; i < run.size(); ++i) {
            const double square = static_cast<double>(samples[run.first + i]) * samples[run.first + i];
            shorter += fast * (square - shorter);
            longer += slow * (square - longer);
            if (i >= lta && longer > 1e-300) out[run.first + i] = static_cast<float>(shorter / longer);
        }
    }
    return out;
}

std::vector<TriggerSpan> triggerSpans(std::span<const float> curve, double onThreshold, double offThreshold)
{
    std::vector<TriggerSpan> out;
    offThreshold = std::min(offThreshold, onThreshold);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!(curve[i] >= onThreshold)) continue;
        TriggerSpan span{i, i};
        while (i + 1 < curve.size() && curve[i + 1] >= offThreshold) ++i;
        span.off = i;
        out.push_back(span);
    }
    return out;
}

std::vector<double> aic(std::span<const float> samples)
{
    const std::size_t n = samples.size();
    std::vector<double> out(n, 0.0);
    if (n <= 2) return out;
    double largest = 0.0;
    for (const float x : samples) largest = std::max(largest, std::abs(static_cast<double>(x)));
    const double smallest = std::max(std::pow(largest * std::numeric_limits<float>::epsilon(), 2.0), 1e-300);
    const auto logarithm = [&](const Spread& part) { return std::log(std::max(part.variance(), smallest)); };
    Spread before, after;
    before.add(samples[0]);
    for (std::size_t i = 1; i + 1 < n; ++i) {
        before.add(samples[i]);
        out[i] = before.count * logarithm(before);
    }
    after.add(samples[n - 1]);
    for (std::size_t i = n - 2; i > 0; --i) {
        after.add(samples[i]);
        out[i - 1] += (after.count - 1.0) * logarithm(after);
    }
    out[n - 1] = out[n - 2];
    return out;
}

std::optional<std::size_t> aicOnset(std::span<const float> samples)
{
    if (samples.size() < 8 || !std::all_of(samples.begin(), samples.end(), [](float x) { return std::isfinite(x); })) return std::nullopt;
    if (std::all_of(samples.begin(), samples.end(), [&](float x) { return x == samples[0]; })) return std::nullopt;
    const std::vector<double> curve = aic(samples);
    // Parts of fewer than two samples have no variance to speak of.
    const auto least = std::min_element(curve.begin() + 1, curve.end() - 2);
    return static_cast<std::size_t>(least - curve.begin()) + 1;
}

std::vector<float> kurtosis(std::span<const float> samples, std::size_t window)
{
    std::vector<float> out = blank(samples);
    if (window < 2) return out;
    for (const Run& run : finiteRuns(samples))
        slide<Moments>(
            run.size(), window, [&](std::size_t i) { return Moments{1.0, static_cast<double>(samples[run.first + i]), 0.0, 0.0, 0.0}; }, together,
            [&](std::size_t i, const Moments& m) {
                if (m.m2 > 0.0) out[run.first + i] = static_cast<float>(m.n * m.m4 / (m.m2 * m.m2));
            });
    return out;
}

std::optional<double> signalToNoise(std::span<const float> samples, std::size_t onset, std::size_t before, std::size_t after)
{
    if (onset >= samples.size()) return std::nullopt;
    const auto noise = samples.subspan(onset - std::min(onset, before), std::min(onset, before));
    const auto signal = samples.subspan(onset, std::min(after, samples.size() - onset));
    if (noise.size() < 2 || signal.size() < 2) return std::nullopt;
    double mean = 0.0;
    for (const float x : noise) mean += x;
    mean /= static_cast<double>(noise.size());
    const auto power = [&](std::span<const float> part) {
        double sum = 0.0;
        for (const float x : part) sum += (x - mean) * (x - mean);
        return sum / static_cast<double>(part.size());
    };
    const double ratio = power(signal) / power(noise);
    if (!std::isfinite(ratio)) return std::nullopt;
    return std::sqrt(ratio);
}

}  // namespace seisdesk
