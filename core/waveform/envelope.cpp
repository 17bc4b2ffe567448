#include "core/waveform/envelope.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace seisdesk {

namespace {

constexpr MinMax nothing{std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()};

MinMax both(MinMax a, MinMax b) { return {std::min(a.min, b.min), std::max(a.max, b.max)}; }

constexpr float largest = std::numeric_limits<float>::max();

// Written so that they are one instruction without a branch. Comparisons with NaN are false, so NaN never enters.
float lesser(float value, float low) { return value < low ? value : low; }
float greater(float value, float high) { return value > high ? value : high; }

/// Infinities are left out: they have no place on a screen.
MinMax ofFiniteSamples(const float* first, const float* last)
{
    MinMax out = nothing;
    for (; first != last; ++first)
        if (std::abs(*first) <= largest) out = {lesser(*first, out.min), greater(*first, out.max)};
    return out;
}

MinMax ofSamples(const float* first, const float* last)
{
    // Eight lanes side by side are what compilers make vectors of.
    constexpr std::ptrdiff_t lanes = 8;
    MinMax out = nothing;
    const float* at = first;
    if (last - at >= 2 * lanes) {
        std::array<float, lanes> low, high;
        low.fill(out.min);
        high.fill(out.max);
        for (; last - at >= lanes; at += lanes)
            for (std::size_t i = 0; i < lanes; ++i) {
                low[i] = lesser(at[i], low[i]);
                high[i] = greater(at[i], high[i]);
            }
        for (std::size_t i = 0; i < lanes; ++i) out = {lesser(low[i], out.min), greater(high[i], out.max)};
    }
    for (; at != last; ++at) out = {lesser(*at, out.min), greater(*at, out.max)};
    const bool infinite = out.min < -largest || out.max > largest;
    return infinite ? ofFiniteSamples(first, last) : out;
}

}  // namespace

std::shared_ptr<const Envelope::Levels> Envelope::levelsAbove(Levels levels)
{
    while (levels.size() < 2 || levels.back().size() > factor) {
        const std::vector<MinMax>& below = levels.back();
        std::vector<MinMax> level;
        level.reserve((below.size() + factor - 1) / factor);
        for (std::size_t i = 0; i < below.size(); i += factor) {
            MinMax m = nothing;
            for (std::size_t j = i; j < std::min(below.size(), i + factor); ++j) m = both(m, below[j]);
            level.push_back(m);
        }
        levels.push_back(std::move(level));
    }
    return std::make_shared<const Levels>(std::move(levels));
}

Envelope::Envelope(std::shared_ptr<const std::vector<float>> samples) : m_samples(std::move(samples)), m_count(m_samples->size())
{
    std::vector<MinMax> level;
    level.reserve((m_count + baseBlock - 1) / baseBlock);
    for (std::size_t i = 0; i < m_count; i += baseBlock)
        level.push_back(ofSamples(m_samples->data() + i, m_samples->data() + std::min(m_count, i + baseBlock)));
    Levels levels;
    levels.push_back(std::move(level));
    m_levels = levelsAbove(std::move(levels));
}

Envelope::Envelope(std::size_t sampleCount, std::vector<MinMax> blocks) : m_count(sampleCount)
{
    static_assert(storedBlock == baseBlock * factor, "the stored blocks are those of level 1");
    blocks.resize(blocksFor(sampleCount), nothing);
    Levels levels(1);
    levels.push_back(std::move(blocks));
    m_levels = levelsAbove(std::move(levels));
}

MinMax Envelope::range(std::size_t first, std::size_t last) const
{
    last = std::min(last, m_count);
    if (first >= last) return nothing;
    const Levels& levels = *m_levels;
    if (!m_samples) {
        MinMax out = nothing;
        std::size_t lo = first / storedBlock, hi = blocksFor(last);
        for (std::size_t level = 1; lo < hi; ++level) {
            const std::vector<MinMax>& blocks = levels[level];
            const bool top = level + 1 == levels.size();
            while (lo < hi && (top || lo % factor != 0)) out = both(out, blocks[lo++]);
            while (lo < hi && hi % factor != 0) out = both(out, blocks[--hi]);
            lo /= factor;
            hi /= factor;
        }
        return out;
    }
    const float* data = m_samples->data();
    if (last - first < 6 * baseBlock) return ofSamples(data + first, data + last);

    // Ragged ends from below, whole blocks from the coarsest level that still fits.
    std::size_t lo = (first + baseBlock - 1) / baseBlock;
    std::size_t hi = last / baseBlock;
    MinMax out = both(ofSamples(data + first, data + lo * baseBlock), ofSamples(data + hi * baseBlock, data + last));
    for (std::size_t level = 0; lo < hi; ++level) {
        const auto& blocks = levels[level];
        const bool top = level + 1 == levels.size();
        while (lo < hi && (top || lo % factor != 0)) out = both(out, blocks[lo++]);
        while (lo < hi && hi % factor != 0) out = both(out, blocks[--hi]);
        lo /= factor;
        hi /= factor;
    }
    return out;
}

void Envelope::columns(double first, double perColumn, std::span<MinMax> out) const
{
    const double n = static_cast<double>(m_count);
    for (std::size_t c = 0; c < out.size(); ++c) {
        const double from = first + static_cast<double>(c) * perColumn;
        const double to = from + perColumn;
        if (to <= 0.0 || from >= n) {
            out[c] = nothing;
            continue;
        }
        const auto lo = static_cast<std::size_t>(std::max(0.0, std::floor(from)));
        const auto hi = static_cast<std::size_t>(std::min(n, std::ceil(to)));
        out[c] = range(lo, std::max(hi, lo + 1));
    }
}

void Envelope::overview(double first, double perColumn, std::span<MinMax> out) const
{
    std::size_t level = m_samples ? 0 : 1;
    double block = static_cast<double>(m_samples ? baseBlock : storedBlock);
    if (perColumn < 4.0 * block) return columns(first, perColumn, out);
    const Levels& levels = *m_levels;
    for (; level + 1 < levels.size() && 4.0 * static_cast<double>(factor) * block <= perColumn; ++level) block *= static_cast<double>(factor);
    const std::vector<MinMax>& blocks = levels[level];
    const double count = static_cast<double>(blocks.size());
    const auto bound = [&](std::size_t column) {
        return static_cast<std::size_t>(std::clamp(std::floor((first + static_cast<double>(column) * perColumn) / block + 0.5), 0.0, count));
    };
    std::size_t lo = bound(0);
    for (std::size_t c = 0; c < out.size(); ++c) {
        const std::size_t hi = bound(c + 1);
        MinMax m = nothing;
        for (; lo < hi; ++lo) m = both(m, blocks[lo]);
        out[c] = m;
    }
}

}  // namespace seisdesk
