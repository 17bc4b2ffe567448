#include "core/model/training/training_window.h"

#include "core/model/window.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double knownAroundSeconds = 0.5;

void addOnset(std::span<float> curve, double sample, const CurveTarget& target)
{
    const double stride = static_cast<double>(target.stride), reach = 4.0 * target.sigmaSamples;
    const double centre = 0.5 * (stride - 1.0);
    const auto low = static_cast<std::ptrdiff_t>(std::ceil((sample - reach - centre) / stride));
    const auto high = static_cast<std::ptrdiff_t>(std::floor((sample + reach - centre) / stride));
    for (std::ptrdiff_t j = std::max<std::ptrdiff_t>(0, low); j <= std::min(high, static_cast<std::ptrdiff_t>(curve.size()) - 1); ++j) {
        const double d = (stride * static_cast<double>(j) + centre - sample) / target.sigmaSamples;
        float& value = curve[static_cast<std::size_t>(j)];
        value = std::max(value, static_cast<float>(std::exp(-0.5 * d * d)));
    }
}

/// Marks samples [from, to) as known, or as unknown.
void know(std::span<float> weight, double from, double to, std::size_t stride, float value = 1.0f)
{
    const double size = static_cast<double>(weight.size());
    const auto low = static_cast<std::size_t>(std::clamp(std::floor(from / static_cast<double>(stride)), 0.0, size));
    const auto high = static_cast<std::size_t>(std::clamp(std::ceil(to / static_cast<double>(stride)), 0.0, size));
    for (std::size_t j = low; j < high; ++j) weight[j] = value;
}

}  // namespace

TrainingWindow trainingWindow(const Example& example, std::ptrdiff_t first, const Contract& contract, const CurveTarget& target)
{
    const std::size_t length = contract.windowSamples, values = length / target.stride;
    const double offset = static_cast<double>(first), rate = contract.sampleRateHz;
    TrainingWindow out;
    out.input.assign(contract.componentOrder.size() * length, std::nanf(""));
    const auto size = static_cast<std::ptrdiff_t>(example.samples);
    const std::ptrdiff_t from = std::clamp<std::ptrdiff_t>(first, 0, size), to = std::clamp<std::ptrdiff_t>(first + static_cast<std::ptrdiff_t>(length), 0, size);
    for (std::size_t c = 0; c < contract.componentOrder.size(); ++c) {
        const std::ptrdiff_t axis = contract.componentOrder[c] == 'N' ? 1 : contract.componentOrder[c] == 'E' ? 2 : 0;
        std::copy(example.rows.begin() + axis * size + from, example.rows.begin() + axis * size + to,
                  out.input.begin() + static_cast<std::ptrdiff_t>(c * length) + (from - first));
    }
    normaliseWindow(out.input, contract.componentOrder.size(), contract.normalisation);

    out.phases.assign(2 * values, 0.0f);
    out.weight.assign(values, example.exhaustive ? 1.0f : 0.0f);
    const std::span<float> p = std::span(out.phases).first(values), s = std::span(out.phases).last(values);
    for (const ExampleEvent& e : example.events) {
        if (e.pSample) addOnset(p, *e.pSample - offset, target);
        if (e.sSample) addOnset(s, *e.sSample - offset, target);
        if (e.pSample && *e.pSample >= offset && *e.pSample < offset + static_cast<double>(length))
            out.events.push_back({*e.pSample - offset, e.polarity, e.magnitude, e.distanceKm, e.backAzimuthDeg});
        if (example.exhaustive) continue;
        if (e.pSample) know(out.weight, *e.pSample - offset - knownBeforePSeconds * rate, *e.pSample - offset + knownAroundSeconds * rate, target.stride);
        if (e.sSample) know(out.weight, *e.sSample - offset - knownAroundSeconds * rate, *e.sSample - offset + knownAroundSeconds * rate, target.stride);
        if (e.pSample && e.sSample) know(out.weight, *e.pSample - offset, *e.sSample - offset + knownBehindSSeconds * rate, target.stride);
    }
    if (!example.exhaustive)
        for (const auto& [from, to] : example.quiet) know(out.weight, from - offset, to - offset, target.stride);
    for (const auto& [from, to] : example.masked) know(out.weight, from - offset, to - offset, target.stride, 0.0f);
    for (std::size_t j = 0; j < values; ++j)
        if (const float sum = p[j] + s[j]; sum > 1.0f) p[j] /= sum, s[j] /= sum;
    return out;
}

}  // namespace seisdesk
