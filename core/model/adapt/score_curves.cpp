#include "core/model/adapt/score_curves.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double step = 0.02;

bool isOf(const Label& label, char phase) { return !label.phase.empty() && label.phase[0] == phase && !label.end && label.review != Review::Rejected; }

/// Seconds from the nearest label of the phase to the pick; absent without labels.
std::optional<double> residual(const Label& pick, const Comparison& c, char phase)
{
    std::optional<double> best;
    for (const Label& label : c.truth) {
        const double d = toSeconds(pick.time - label.time);
        if (isOf(label, phase) && (!best || std::abs(d) < std::abs(*best))) best = d;
    }
    return best;
}

bool countsAsFalse(const Label& pick, const Comparison& c, const std::optional<double>& residual)
{
    if (c.exhaustive || (residual && std::abs(*residual) <= scoreNearbySeconds)) return true;
    return std::any_of(c.quiet.begin(), c.quiet.end(), [&](const TimeSpan& span) { return span.contains(pick.time); });
}

}  // namespace

ScoreCurves phaseCurves(std::span<const Comparison> comparisons, char phase, const Thresholds& thresholds)
{
    ScoreCurves out;
    out.phase = std::string(1, phase);
    for (double t = 0.98; t > 0.01; t -= step) {
        const ScoreTable table = score(comparisons, {t, t});
        const PhaseScore& s = phase == 'P' ? table.p : table.s;
        if (s.recall[0] && s.precision[0]) out.precisionOverRecall.emplace_back(*s.recall[0], *s.precision[0]);
    }
    struct Tenth {
        double sum = 0.0;
        std::size_t picks = 0, right = 0;
    };
    std::array<Tenth, 10> tenths;
    for (const Comparison& c : comparisons) {
        for (const Label& pick : c.picks) {
            if (!isOf(pick, phase)) continue;
            const auto r = residual(pick, c, phase);
            const double confidence = pick.confidence.value_or(1.0);
            if (r && std::abs(*r) <= scoreTolerances.back() && confidence >= (phase == 'P' ? thresholds.p : thresholds.s)) out.residuals.push_back(*r);
            const bool right = r && std::abs(*r) <= scoreTolerances.front();
            if (!right && !countsAsFalse(pick, c, r)) continue;
            Tenth& tenth = tenths[std::min<std::size_t>(9, static_cast<std::size_t>(10.0 * confidence))];
            tenth.sum += confidence;
            ++tenth.picks;
            tenth.right += right;
        }
    }
    for (const Tenth& t : tenths)
        if (t.picks > 0) out.reliability.emplace_back(t.sum / static_cast<double>(t.picks), static_cast<double>(t.right) / static_cast<double>(t.picks));
    return out;
}

}  // namespace seisdesk
