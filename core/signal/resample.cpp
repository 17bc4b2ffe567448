#include "core/signal/resample.h"

#include "core/signal/runs.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

namespace seisdesk {

namespace {

constexpr double cutoff = 0.94;      // of the lower Nyquist frequency: middle of the transition band
constexpr double halfWidth = 52.0;   // samples of the lower rate: transition from 0.88 to 1.0 at 96 dB
constexpr double kaiserBeta = 9.62;  // 96 dB: 0.1102 * (96 - 8.7)
constexpr std::int64_t maxPhases = 4096;
constexpr double tablePhases = 512.0;  // per sample of the lower rate, interpolated between: error below -100 dB
constexpr std::size_t largestTable = 2'000'000;

double bessel0(double x)
{
    double sum = 1.0, term = 1.0;
    for (int k = 1; k < 60 && term > 1e-17 * sum; ++k) {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
    }
    return sum;
}

/// The impulse response at `t` samples of the lower rate.
double kernel(double t)
{
    const double r = t / halfWidth;
    if (std::abs(r) >= 1.0) return 0.0;
    const double x = std::numbers::pi * cutoff * t;
    const double sinc = std::abs(x) < 1e-9 ? 1.0 : std::sin(x) / x;
    return sinc * bessel0(kaiserBeta * std::sqrt(1.0 - r * r));
}

/// Input samples per output sample, as a fraction where that is accurate enough for the whole record.
struct Step {
    double value = 1.0;
    std::int64_t numerator = 0;  ///< 0 when irrational
    std::int64_t denominator = 1;
};

Step stepFor(double value, double outputs)
{
    // Continued fraction; a drift of a ten-thousandth of a sample over the record is allowed.
    std::int64_t p0 = 0, q0 = 1, p1 = 1, q1 = 0;
    double rest = value;
    for (int k = 0; k < 40; ++k) {
        const double whole = std::floor(rest);
        if (whole > 1e12) break;
        const auto a = static_cast<std::int64_t>(whole);
        const std::int64_t p2 = a * p1 + p0, q2 = a * q1 + q0;
        if (q2 > maxPhases) break;
        p0 = p1; q0 = q1; p1 = p2; q1 = q2;
        if (p1 > 0 && std::abs(value - static_cast<double>(p1) / static_cast<double>(q1)) * outputs < 1e-4) return {value, p1, q1};
        if (rest - whole < 1e-12) break;
        rest = 1.0 / (rest - whole);
    }
    return {value, 0, 1};
}

/// Filter taps for `phases` equally spaced fractions of an input sample.
struct Taps {
    std::size_t phases = 1;
    std::size_t reach = 0;  ///< taps on each side
    std::size_t length = 0; ///< 2*reach, rounded up to a multiple of 8
    std::vector<float> table;
    const float* phase(std::size_t k) const { return table.data() + k * length; }
};

/// Row k is for outputs k/phases after an input sample. An irrational step has one row more, to interpolate to; a
/// rational one whose table would be too large becomes irrational.
Taps tapsFor(Step& step)
{
    const double scale = std::min(1.0, 1.0 / step.value);  // lower rate over input rate
    Taps taps;
    taps.reach = static_cast<std::size_t>(std::ceil(halfWidth / scale));
    taps.length = (2 * taps.reach + 7) / 8 * 8;
    if (static_cast<std::size_t>(step.denominator) * taps.length > largestTable) step.numerator = 0;
    const bool rational = step.numerator > 0;
    taps.phases = rational ? static_cast<std::size_t>(step.denominator) : static_cast<std::size_t>(std::ceil(std::max(8.0, tablePhases * scale)));
    const std::size_t phases = taps.phases, rows = phases + (rational ? 0 : 1);
    taps.table.assign(rows * taps.length, 0.0f);
    std::vector<double> row(2 * taps.reach);
    for (std::size_t k = 0; k < rows; ++k) {
        const double fraction = static_cast<double>(k) / static_cast<double>(phases);
        double sum = 0.0;
        for (std::size_t j = 0; j < row.size(); ++j) {
            row[j] = kernel(scale * (static_cast<double>(j) + 1.0 - static_cast<double>(taps.reach) - fraction));
            sum += row[j];
        }
        for (std::size_t j = 0; j < row.size(); ++j) taps.table[k * taps.length + j] = static_cast<float>(row[j] / sum);
    }
    return taps;
}

/// Eight sums at once, so that the compiler uses vector registers without reordering what IEEE forbids it to.
float dot(const float* a, const float* b, std::size_t count)
{
    float sums[8] = {};
    for (std::size_t i = 0; i < count; i += 8)
        for (std::size_t k = 0; k < 8; ++k) sums[k] += a[i + k] * b[i + k];
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

/// The run less its mean, continued by its mirror image by `before` and `after` samples.
template <class In>
std::vector<float> mirrored(std::span<const In> run, double mean, std::size_t before, std::size_t after)
{
    const auto n = static_cast<std::int64_t>(run.size());
    std::vector<float> out(run.size() + before + after);
    const auto value = [&](std::int64_t i) {
        if (n == 1) return static_cast<float>(static_cast<double>(run[0]) - mean);
        const std::int64_t period = 2 * n - 2;
        i = ((i % period) + period) % period;
        return static_cast<float>(static_cast<double>(run[static_cast<std::size_t>(i < n ? i : period - i)]) - mean);
    };
    for (std::size_t i = 0; i < before; ++i) out[i] = value(static_cast<std::int64_t>(i) - static_cast<std::int64_t>(before));
    for (std::size_t i = 0; i < run.size(); ++i) out[before + i] = static_cast<float>(static_cast<double>(run[i]) - mean);
    for (std::size_t i = 0; i < after; ++i) out[before + run.size() + i] = value(n + static_cast<std::int64_t>(i));
    return out;
}

/// Fills the outputs that lie in input samples [run.first, run.last - 1], or up to the end of the record's last sample.
template <class In>
void resampleRun(std::span<const In> values, const Run& run, const Step& step, const Taps& taps, std::vector<float>& out)
{
    const auto part = values.subspan(run.first, run.size());
    double mean = 0.0;
    for (const In x : part) mean += static_cast<double>(x);
    mean /= static_cast<double>(part.size());
    const bool last = run.last == values.size();
    const std::vector<float> padded = mirrored(part, mean, taps.reach, taps.length + 1);
    const double from = static_cast<double>(run.first), to = static_cast<double>(run.last) - (last ? 0.0 : 1.0);
    auto k = static_cast<std::int64_t>(std::max(0.0, std::ceil(from / step.value) - 1.0));
    for (const auto end = std::ssize(out); k < end; ++k) {
        std::int64_t whole = 0;
        double fraction = 0.0;
        if (step.numerator > 0) {
            const std::int64_t product = k * step.numerator;
            whole = product / step.denominator;
            fraction = static_cast<double>(product % step.denominator);
        } else {
            const double at = static_cast<double>(k) * step.value;
            whole = static_cast<std::int64_t>(at);
            fraction = (at - static_cast<double>(whole)) * static_cast<double>(taps.phases);
        }
        if (whole < static_cast<std::int64_t>(run.first)) continue;
        if (static_cast<double>(whole) > to || (!last && static_cast<double>(whole) >= to && fraction > 1e-6)) break;
        const auto row = static_cast<std::size_t>(fraction);
        // Tap j weighs sample whole + 1 - reach + j; the padding shifts by reach.
        const float* in = padded.data() + (static_cast<std::size_t>(whole) - run.first) + 1;
        double value = dot(taps.phase(row), in, taps.length);
        if (step.numerator == 0) {
            const double weight = fraction - static_cast<double>(row);
            value += weight * (static_cast<double>(dot(taps.phase(row + 1), in, taps.length)) - value);
        }
        out[static_cast<std::size_t>(k)] = static_cast<float>(value + mean);
    }
}

Segment resampledBy(const Segment& segment, Step step, double newRateHz, std::size_t count)
{
    const Taps taps = tapsFor(step);
    const std::span<const float> samples(*segment.samples);
    std::vector<float> out(count, std::numeric_limits<float>::quiet_NaN());
    for (const Run& run : finiteRuns(samples)) {
        if (segment.exact) resampleRun(std::span<const double>(*segment.exact), run, step, taps, out);
        else resampleRun(samples, run, step, taps, out);
    }
    return makeSegment(segment.start, newRateHz, std::move(out));
}

}  // namespace

Result<Segment> resampled(const Segment& segment, double newRateHz)
{
    const double old = segment.sampleRateHz;
    const auto positive = [](double rate) { return rate > 0.0 && std::isfinite(rate); };
    if (!positive(old) || !positive(newRateHz))
        return Error{Error::Code::InvalidArgument, "Resampling needs positive sample rates, not " + std::to_string(old) + " to " + std::to_string(newRateHz) + " Hz."};
    const double ratio = newRateHz / old;
    const double outputs = static_cast<double>(segment.size()) * ratio;
    if (ratio > 1e6 || ratio < 1e-6 || outputs > 4e9)
        return Error{Error::Code::InvalidArgument, "Resampling from " + std::to_string(old) + " to " + std::to_string(newRateHz) + " Hz is too large a change."};
    if (old == newRateHz) return segment;
    if (segment.empty()) return makeSegment(segment.start, newRateHz, {});
    const auto count = static_cast<std::size_t>(std::max(1.0, std::ceil(outputs - 1e-6)));
    return resampledBy(segment, stepFor(1.0 / ratio, outputs), newRateHz, count);
}

Result<Segment> decimated(const Segment& segment, int factor)
{
    if (factor < 1 || factor > 1'000'000) return Error{Error::Code::InvalidArgument, "The decimation factor must be 1 to 1000000, not " + std::to_string(factor) + "."};
    if (factor == 1) return segment;
    const double newRateHz = segment.sampleRateHz / factor;
    if (segment.empty()) return makeSegment(segment.start, newRateHz, {});
    const std::size_t count = (segment.size() - 1) / static_cast<std::size_t>(factor) + 1;
    return resampledBy(segment, {static_cast<double>(factor), factor, 1}, newRateHz, count);
}

}  // namespace seisdesk
