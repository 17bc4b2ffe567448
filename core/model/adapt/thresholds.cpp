#include "core/model/adapt/thresholds.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double step = 0.02;


/// F1 within 0.1 s with `allowed` extra picks for nothing.
double objective(const PhaseScore& score, std::size_t allowed)
{
    if (score.labels == 0) return 0.0;
    const double matched = score.recall[0].value_or(0.0) * static_cast<double>(score.labels);
    const double counted = score.precision[0] && *score.precision[0] > 0.0 ? matched / *score.precision[0] : static_cast<double>(score.picks - score.extra);
    // Extra picks that were counted already (of exhaustive records) are not counted twice.
    const double near = static_cast<double>(score.picks - score.extra);
    const double excess = std::max(0.0, static_cast<double>(score.extra) - static_cast<double>(allowed));
    return 2.0 * matched / (std::max(counted, near + excess) + static_cast<double>(score.labels));
}

ChosenThreshold choose(const char* name, const std::vector<double>& values, const std::vector<PhaseScore>& scores, std::size_t allowed, double current,
                       const ThresholdOptions& options)
{
    ChosenThreshold out{current, scores.front().labels, {}};
    const std::string kept = std::string(name) + " keeps its threshold of " + decimals(current, 2) + ": ";
    if (out.labels < options.leastLabels) {
        out.reason = kept + std::to_string(out.labels) + (out.labels == 1 ? " label" : " labels") + " for calibration, fewer than " + std::to_string(options.leastLabels) + ".";
        return out;
    }
    std::vector<double> raw, smooth;
    for (const PhaseScore& s : scores) raw.push_back(objective(s, allowed));
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const std::size_t first = i < 2 ? 0 : i - 2, last = std::min(raw.size(), i + 3);
        double sum = 0.0;
        for (std::size_t k = first; k < last; ++k) sum += raw[k];
        smooth.push_back(sum / static_cast<double>(last - first));
    }
    std::size_t now = 0, best = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::abs(values[i] - current) < std::abs(values[now] - current)) now = i;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (smooth[i] > smooth[best] + 1e-12 || (smooth[i] > smooth[best] - 1e-12 && std::abs(values[i] - current) < std::abs(values[best] - current))) best = i;
    if (smooth[best] - smooth[now] < options.leastGain) {
        out.reason = kept + "no other does better on " + std::to_string(out.labels) + " labels.";
        return out;
    }
    const double n = static_cast<double>(out.labels);
    out.value = current + (values[best] - current) * n / (n + options.shrinkLabels);
    out.reason = std::string(name) + " goes from " + decimals(current, 2) + " to " + decimals(out.value, 2) + ": " + decimals(values[best], 2) + " is best on " +
                 std::to_string(out.labels) + " labels for calibration.";
    return out;
}

}  // namespace

ThresholdChoice chooseThresholds(std::span<const Comparison> before, const Thresholds& atBefore, std::span<const Comparison> after, const ThresholdOptions& options)
{
    const ScoreTable allowed = score(before, atBefore);
    std::vector<double> values;
    std::vector<PhaseScore> p, s;
    for (double t = options.lowest; t <= options.highest + 1e-9; t += step) {
        values.push_back(t);
        const ScoreTable table = score(after, {t, t});
        p.push_back(table.p);
        s.push_back(table.s);
    }
    return {choose("P", values, p, allowed.p.extra, atBefore.p, options), choose("S", values, s, allowed.s.extra, atBefore.s, options)};
}

}  // namespace seisdesk
