#include "core/model/window.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {
constexpr float blindWeight = 1e-6f;
constexpr double flatness = 3e-7;  // a spread below this share of the largest value is rounding
}  // namespace

std::vector<std::size_t> windowStarts(std::size_t size, const Contract& contract, double overlap)
{
    const std::size_t length = contract.windowSamples;
    if (size == 0 || length == 0) return {};
    if (size <= length) return {0};
    const double shared = std::isfinite(overlap) ? std::clamp(overlap, 0.0, 0.95) : 0.5;
    auto step = static_cast<std::size_t>(std::floor(static_cast<double>(length) * (1.0 - shared)));
    const std::size_t seen = length > 2 * contract.blindingSamples ? length - 2 * contract.blindingSamples : 1;
    step = std::max<std::size_t>(1, std::min(step, seen));
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at + length < size; at += step) starts.push_back(at);
    starts.push_back(size - length);
    return starts;
}

namespace {

/// Of the samples that are there.
struct Moments {
    double mean = 0.0, spread = 0.0, peak = 0.0;
    bool flat = true;
};

Moments momentsOf(std::span<const float> samples)
{
    Moments m;
    double sum = 0.0, largest = 0.0, squares = 0.0;
    std::size_t n = 0;
    for (const float v : samples) {
        if (!std::isfinite(v)) continue;
        sum += static_cast<double>(v);
        largest = std::max(largest, std::abs(static_cast<double>(v)));
        ++n;
    }
    m.mean = n ? sum / static_cast<double>(n) : 0.0;
    for (const float v : samples) {
        if (!std::isfinite(v)) continue;
        const double d = static_cast<double>(v) - m.mean;
        squares += d * d;
        m.peak = std::max(m.peak, std::abs(d));
    }
    m.spread = n ? std::sqrt(squares / static_cast<double>(n)) : 0.0;
    m.flat = m.spread <= flatness * largest;
    return m;
}

void apply(std::span<float> samples, double offset, double scale)
{
    for (float& v : samples) v = std::isfinite(v) ? static_cast<float>((static_cast<double>(v) - offset) * scale) : 0.0f;
}

}  // namespace

void normalise(std::span<float> samples, Normalisation normalisation)
{
    normaliseWindow(samples, 1, normalisation);
}

void normaliseWindow(std::span<float> window, std::size_t components, Normalisation normalisation)
{
    const std::size_t length = window.size() / components;
    std::vector<Moments> moments(components);
    double variance = 0.0;
    std::size_t moving = 0;
    for (std::size_t c = 0; c < components; ++c) {
        moments[c] = momentsOf(window.subspan(c * length, length));
        if (moments[c].flat) continue;
        variance += moments[c].spread * moments[c].spread;
        ++moving;
    }
    const double joint = moving ? std::sqrt(variance / static_cast<double>(moving)) : 1.0;
    for (std::size_t c = 0; c < components; ++c) {
        const Moments& m = moments[c];
        const std::span<float> row = window.subspan(c * length, length);
        switch (normalisation) {
        case Normalisation::Std: apply(row, m.mean, m.flat ? 0.0 : 1.0 / m.spread); break;
        case Normalisation::Max: apply(row, m.mean, m.flat ? 0.0 : 1.0 / m.peak); break;
        case Normalisation::Joint: apply(row, m.mean, m.flat ? 0.0 : 1.0 / joint); break;
        case Normalisation::None: apply(row, 0.0, 1.0); break;
        }
    }
}

bool prepareWindow(std::span<const float> rows, std::size_t stride, std::size_t first, std::size_t available,
                   const Contract& contract, std::span<float> out)
{
    const std::size_t length = contract.windowSamples;
    const std::size_t there = std::min(length, available);
    bool any = false;
    for (std::size_t c = 0; c < contract.componentOrder.size(); ++c) {
        const std::size_t axis = contract.componentOrder[c] == 'N' ? 1 : contract.componentOrder[c] == 'E' ? 2 : 0;
        const auto from = rows.begin() + static_cast<std::ptrdiff_t>(axis * stride + first);
        const std::span<float> row = out.subspan(c * length, length);
        std::copy(from, from + static_cast<std::ptrdiff_t>(there), row.begin());
        std::fill(row.begin() + static_cast<std::ptrdiff_t>(there), row.end(), std::nanf(""));
        any = any || std::any_of(row.begin(), row.end(), [](float v) { return std::isfinite(v); });
    }
    normaliseWindow(out, contract.componentOrder.size(), contract.normalisation);
    return any;
}

std::vector<float> windowWeights(const Contract& contract)
{
    const std::size_t length = contract.windowSamples;
    std::vector<float> weights(length);
    const double ramp = std::max(1.0, static_cast<double>(length) / 4.0);
    for (std::size_t i = 0; i < length; ++i) {
        const std::size_t fromEnd = std::min(i, length - 1 - i);
        const double w = std::min(1.0, (static_cast<double>(fromEnd) + 1.0) / ramp);
        weights[i] = fromEnd < contract.blindingSamples ? blindWeight : static_cast<float>(w);
    }
    return weights;
}

}  // namespace seisdesk
