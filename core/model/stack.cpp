#include "core/model/stack.h"

#include <algorithm>

namespace seisdesk {

void Stack::add(std::size_t start, std::span<const float> output, std::span<const float> weights)
{
    if (start >= m_size) return;
    const std::size_t window = weights.size();
    const std::size_t n = std::min(window, m_size - start);
    for (std::size_t c = 0; c < m_curves; ++c) {
        float* sum = m_sums.data() + c * m_size + start;
        const float* value = output.data() + c * window;
        if (m_largest) {
            for (std::size_t i = 0; i < n; ++i)
                if (weights[i] > 0.0f) sum[i] = covered(start + i) ? std::max(sum[i], value[i]) : value[i];
            continue;
        }
        for (std::size_t i = 0; i < n; ++i) sum[i] += weights[i] * value[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
        float& weight = m_weights[start + i];
        if (!m_largest) weight += weights[i];
        else if (weights[i] > 0.0f && !masked(start + i)) weight = 1.0f;
    }
}

std::vector<float> Stack::curve(std::size_t index, std::size_t first, std::size_t count) const
{
    std::vector<float> out(count, std::numeric_limits<float>::quiet_NaN());
    const float* sum = m_sums.data() + index * m_size + first;
    for (std::size_t i = 0; i < count; ++i)
        if (covered(first + i)) out[i] = sum[i] / m_weights[first + i];
    return out;
}

}  // namespace seisdesk
