#pragma once
// Stack: a network's curves over a whole record, averaged where windows overlap.

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace seisdesk {

/// Weighted mean of the outputs of overlapping windows. Samples no window covered are NaN.
class Stack {
public:
    Stack(std::size_t curves, std::size_t size) : m_curves(curves), m_size(size), m_sums(curves * size), m_weights(size) {}

    /// Adds a window whose first sample is at `start`. `output` is [curves][window]; `weights` has one value per sample
    /// of the window. What reaches past the end is left out.
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
    std::vector<float> m_sums;
    std::vector<float> m_weights;
};

}  // namespace seisdesk
