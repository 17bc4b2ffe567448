#include "core/signal/calculus.h"

#include "core/signal/runs.h"

#include <limits>

namespace seisdesk {

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

template <class In>
std::vector<float> derivative(std::span<const float> samples, std::span<const In> values, double rate)
{
    std::vector<float> out(samples.size(), none);
    for (const Run& run : finiteRuns(samples))
        for (std::size_t i = run.first; i < run.last; ++i) {
            const std::size_t before = i > run.first ? i - 1 : i;
            const std::size_t after = i + 1 < run.last ? i + 1 : i;
            const double width = static_cast<double>(after - before);
            out[i] = width > 0.0 ? static_cast<float>((static_cast<double>(values[after]) - static_cast<double>(values[before])) * rate / width) : 0.0f;
        }
    return out;
}

template <class In>
std::vector<float> integral(std::span<const float> samples, std::span<const In> values, double rate)
{
    std::vector<float> out(samples.size(), none);
    const double half = 0.5 / rate;
    for (const Run& run : finiteRuns(samples)) {
        double sum = 0.0;
        out[run.first] = 0.0f;
        for (std::size_t i = run.first + 1; i < run.last; ++i) {
            sum += half * (static_cast<double>(values[i - 1]) + static_cast<double>(values[i]));
            out[i] = static_cast<float>(sum);
        }
    }
    return out;
}

template <class Operation>
Segment applied(const Segment& segment, Operation operation)
{
    if (segment.empty()) return segment;
    const std::span<const float> samples(*segment.samples);
    return makeSegment(segment.start, segment.sampleRateHz,
                       segment.exact ? operation(samples, std::span<const double>(*segment.exact)) : operation(samples, samples));
}

}  // namespace

std::vector<float> differentiated(std::span<const float> samples, double sampleRateHz) { return derivative(samples, samples, sampleRateHz); }

std::vector<float> integrated(std::span<const float> samples, double sampleRateHz) { return integral(samples, samples, sampleRateHz); }

Segment differentiated(const Segment& segment)
{
    return applied(segment, [&](auto samples, auto values) { return derivative(samples, values, segment.sampleRateHz); });
}

Segment integrated(const Segment& segment)
{
    return applied(segment, [&](auto samples, auto values) { return integral(samples, values, segment.sampleRateHz); });
}

}  // namespace seisdesk
