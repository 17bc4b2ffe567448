#include "core/model/window.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {
constexpr float blindWeight = 1e-6f;
}  // namespace

std::vector<std::size_t> windowStarts(std::size_t size, const Contract& contract, double overlap)
{
    const std::size_t length = contract.windowSamples;
    if (size == 0 || length == 0) return {};
    if (size <= length) return {0};
    const double shared = std::isfinite(overlap) ? std::clamp(overlap, 0.0, 0.95) : 0.5;
    auto step = static_cast<std::size_t>(std::floor(static_cast<double>(length) * (1.0 - shared) + 1e-6));
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
    double mean = 0.0, squares = 0.0, spread = 0.0, peak = 0.0;
    std::size_t count = 0;
    bool flat = true;
};

Moments momentsOf(std::span<const float> samples)
{
    Moments m;
    double sum = 0.0, largest = 0.0;
    std::size_t& n = m.count;
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
        m.squares += d * d;
        m.peak = std::max(m.peak, std::abs(d));
    }
    m.spread = n ? std::sqrt(m.squares / static_cast<double>(n)) : 0.0;
    m.flat = m.spread <= flatSpread * largest;
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

void normaliseWindow(std::span<float> window, std::size_t components, Normalisation normalisation, bool sampleDeviation)
{
    const std::size_t length = window.size() / components;
    std::vector<Moments> moments(components);
    const auto freedom = [&](std::size_t n) { return static_cast<double>(sampleDeviation && n > 1 ? n - 1 : n); };
    double variance = 0.0, squares = 0.0, peak = 0.0;
    std::size_t moving = 0;
    for (std::size_t c = 0; c < components; ++c) {
        Moments& m = moments[c];
        m = momentsOf(window.subspan(c * length, length));
        if (m.flat) continue;
        m.spread = std::sqrt(m.squares / freedom(m.count));
        variance += m.spread * m.spread;
        squares += m.squares;
        peak = std::max(peak, m.peak);
        ++moving;
    }
    const double joint = moving ? std::sqrt(variance / static_cast<double>(moving)) : 1.0;
    const double whole = moving ? std::sqrt(squares / freedom(components * length)) : 1.0;
    for (std::size_t c = 0; c < components; ++c) {
        const Moments& m = moments[c];
        const std::span<float> row = window.subspan(c * length, length);
        switch (normalisation) {
        case Normalisation::Std: apply(row, m.mean, m.flat ? 0.0 : 1.0 / m.spread); break;
        case Normalisation::Max: apply(row, m.mean, m.flat ? 0.0 : 1.0 / m.peak); break;
        case Normalisation::Joint: apply(row, m.mean, m.flat ? 0.0 : 1.0 / joint); break;
        case Normalisation::Window: apply(row, m.mean, m.flat ? 0.0 : 1.0 / whole); break;
        case Normalisation::WindowMax: apply(row, m.mean, m.flat ? 0.0 : 1.0 / peak); break;
        case Normalisation::None: apply(row, 0.0, 1.0); break;
        }
    }
}

namespace {

/// Takes the straight line off that fits the samples that are there best.
void removeLine(std::span<float> row)
{
    double n = 0.0, sumT = 0.0, sumX = 0.0, tt = 0.0, tx = 0.0;
    const auto each = [&](const auto& use) {
        for (std::size_t i = 0; i < row.size(); ++i)
            if (std::isfinite(row[i])) use(static_cast<double>(i), row[i]);
    };
    each([&](double t, float& x) { n += 1.0, sumT += t, sumX += static_cast<double>(x); });
    if (n < 2.0) return;
    const double meanT = sumT / n, meanX = sumX / n;
    each([&](double t, float& x) { tt += (t - meanT) * (t - meanT), tx += (t - meanT) * (static_cast<double>(x) - meanX); });
    each([&](double t, float& x) { x = static_cast<float>(static_cast<double>(x) - meanX - tx / tt * (t - meanT)); });
}

/// A ramp that begins with 0 and ends with 1, over both ends.
void taper(std::span<float> row, std::size_t samples)
{
    for (std::size_t i = 0; i < std::min(samples, row.size() / 2); ++i) {
        const double share = samples > 1 ? static_cast<double>(i) / static_cast<double>(samples - 1) : 0.0;
        const auto weight = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * share));
        row[i] *= weight;
        row[row.size() - 1 - i] *= weight;
    }
}

}  // namespace

void conditionWindow(std::span<float> window, const Contract& contract)
{
    const std::size_t components = contract.componentOrder.size(), length = window.size() / components;
    for (std::size_t c = 0; contract.detrend && c < components; ++c) removeLine(window.subspan(c * length, length));
    normaliseWindow(window, components, contract.normalisation, contract.sampleDeviation);
    for (std::size_t c = 0; c < components; ++c) taper(window.subspan(c * length, length), contract.taperSamples);
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
    conditionWindow(out, contract);
    return any;
}

std::vector<float> windowWeights(const Contract& contract)
{
    const std::size_t length = contract.windowSamples;
    std::vector<float> weights(length);
    if (contract.stacking != Stacking::Tapered) {
        for (std::size_t i = contract.blindingSamples; i + contract.blindingSamples < length; ++i) weights[i] = 1.0f;
        return weights;
    }
    const double ramp = std::max(1.0, static_cast<double>(length) / 4.0);
    for (std::size_t i = 0; i < length; ++i) {
        const std::size_t fromEnd = std::min(i, length - 1 - i);
        const double w = std::min(1.0, (static_cast<double>(fromEnd) + 1.0) / ramp);
        weights[i] = fromEnd < contract.blindingSamples ? blindWeight : static_cast<float>(w);
    }
    return weights;
}

}  // namespace seisdesk
