#pragma once
// Stack: a network's curves over a whole record, averaged (or the largest) where windows overlap.

#include "core/model/contract.h"

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace seisdesk {

/// Weighted mean of the outputs of overlapping windows, or their largest. Samples no window covered are NaN.
class Stack {
public:
    Stack(std::size_t curves, std::size_t size, Stacking how = Stacking::Tapered)
        : m_curves(curves), m_size(size), m_largest(how == Stacking::Maximum), m_sums(curves * size), m_weights(size) {}

    /// Adds a window whose first sample is at `start`. `output` is [curves][window]; `weights` has one value per sample
    /// of the window; of the largest, only those that are not zero count. What reaches past the end is left out.
    void add(std::size_t start, std::span<const float> output, std::span<const float> weights);
    /// Nothing was recorded at this sample: it stays NaN whatever windows say.
    void mask(std::size_t sample) { m_weights[sample] = std::numeric_limits<float>::quiet_NaN(); }
    bool masked(std::size_t sample) const { return m_weights[sample] != m_weights[sample]; }
    bool covered(std::size_t sample) const { return m_weights[sample] > 0.0f; }

    std::size_t size() const { return m_size; }
    /// Samples [first, first + count) of a curve.
    std::vector<float> curve(std::size_t index, std::size_t first, std::size_t count) const;

private:
    std::size_t m_curves;
    std::size_t m_size;
    bool m_largest;
    std::vector<float> m_sums;
    std::vector<float> m_weights;
};

}  // namespace seisdesk
