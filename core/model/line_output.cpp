#include "core/model/line_output.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seisdesk {

std::vector<Peak> StackedLine::peaks(std::size_t index, std::size_t, const PassPiece& stretch, double threshold) const
{
    const std::vector<float> values = m_stack.curve(index, stretch.first, stretch.count);
    return m_rule == PickRule::Triggers ? findTriggers(values, threshold) : findPeaks(values, threshold, stretch.separation);
}

PassedLine::PassedLine(const RecordPlan& plan, std::size_t line, std::size_t windowSamples, PassOutput output, std::vector<char> recorded)
    : m_output(std::move(output)), m_covered(recorded.size(), 0)
{
    for (const PeakRequest& request : plan.peaks) m_requested.push_back(request.curve);
    for (const std::size_t start : m_output.starts)
        for (std::size_t i = 0; i < windowSamples && start + i < m_covered.size(); ++i)
            if (plan.weights[i] > 0.0f && recorded[start + i]) m_covered[start + i] = 1;
    const auto& pieces = plan.lines[line].pieces;
    for (const auto& all : m_output.peaks)
        for (const PassPeak& p : all)
            m_values[static_cast<std::size_t>(std::lround(static_cast<double>(pieces[p.piece].first) + p.peak.index))] = p.values;
}

std::vector<float> PassedLine::curve(std::size_t index, std::size_t first, std::size_t count) const
{
    if (index >= m_output.curves.size()) return std::vector<float>(count, std::numeric_limits<float>::quiet_NaN());
    const auto from = m_output.curves[index].begin() + static_cast<std::ptrdiff_t>(first);
    return {from, from + static_cast<std::ptrdiff_t>(count)};
}

float PassedLine::value(std::size_t index, std::size_t sample) const
{
    if (index < m_output.curves.size()) return m_output.curves[index][sample];
    const auto found = m_values.find(sample);
    return found == m_values.end() ? std::numeric_limits<float>::quiet_NaN() : found->second[index];
}

std::vector<Peak> PassedLine::peaks(std::size_t index, std::size_t piece, const PassPiece&, double) const
{
    std::vector<Peak> out;
    const auto request = std::find(m_requested.begin(), m_requested.end(), index);
    if (request == m_requested.end()) return out;
    const auto& all = m_output.peaks[static_cast<std::size_t>(request - m_requested.begin())];
    const auto from = std::lower_bound(all.begin(), all.end(), piece, [](const PassPeak& p, std::size_t wanted) { return p.piece < wanted; });
    for (auto p = from; p != all.end() && p->piece == piece; ++p) out.push_back(p->peak);
    return out;
}

}  // namespace seisdesk
