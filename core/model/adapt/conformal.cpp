#include "core/model/adapt/conformal.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double smallestWidth = 1e-4;  // seconds; keeps ratios finite
constexpr double smallestFactor = 0.1, largestFactor = 100.0;

double width(double seconds) { return std::max(seconds, smallestWidth); }

/// Factor of one side: the quantile of its ratios, drawn towards 1.
double factor(std::vector<double> ratios, const ConformalOptions& options)
{
    const auto n = static_cast<double>(ratios.size());
    const double quantile = std::clamp(conformalQuantile(std::move(ratios), options.level), smallestFactor, largestFactor);
    const double logarithm = std::log(quantile), away = logarithm / options.priorSpread;
    return n > 0.0 ? std::exp(logarithm * n / (n + options.priorPicks / (1.0 + away * away))) : 1.0;
}

}  // namespace

std::vector<Residual> residuals(std::span<const Comparison> comparisons, char phase, double threshold)
{
    std::vector<Residual> out;
    for (const Comparison& c : comparisons) {
        for (const Label& truth : c.truth) {
            if (truth.phase.empty() || truth.phase[0] != phase || truth.end || truth.review == Review::Rejected) continue;
            const Label* best = nullptr;
            for (const Label& pick : c.picks) {
                if (pick.phase.empty() || pick.phase[0] != phase || pick.end || pick.review == Review::Rejected) continue;
                if (pick.confidence && *pick.confidence < threshold) continue;
                if (!best || std::chrono::abs(pick.time - truth.time) < std::chrono::abs(best->time - truth.time)) best = &pick;
            }
            if (!best || !best->lowerUncertaintySeconds || !best->upperUncertaintySeconds) continue;
            const double seconds = toSeconds(best->time - truth.time);
            if (std::abs(seconds) <= scoreTolerances.back() + 1e-6) out.push_back({seconds, *best->lowerUncertaintySeconds, *best->upperUncertaintySeconds});
        }
    }
    return out;
}

double conformalQuantile(std::vector<double> values, double level)
{
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    const double rank = level * static_cast<double>(values.size() + 1);  // 1 is the smallest
    if (rank <= 1.0) return values.front() * std::max(0.0, rank);
    if (rank >= static_cast<double>(values.size())) return values.back();
    const auto below = static_cast<std::size_t>(rank);
    return values[below - 1] + (rank - static_cast<double>(below)) * (values[below] - values[below - 1]);
}

WidthScale calibrated(std::span<const Residual> residuals, const WidthScale& parent, const ConformalOptions& options)
{
    std::vector<double> late, early;  // an onset before the pick makes the pick late
    for (const Residual& r : residuals) {
        if (r.seconds > 0.0) late.push_back(r.seconds / width(r.widthBefore));
        else early.push_back(-r.seconds / width(r.widthAfter));
    }
    WidthScale out;
    out.picksBefore = late.size();
    out.picksAfter = early.size();
    out.before = parent.before * factor(std::move(late), options);
    out.after = parent.after * factor(std::move(early), options);
    return out;
}

PickUncertainty calibrated(std::span<const Comparison> comparisons, const Thresholds& thresholds, const PickUncertainty& parent, const ConformalOptions& options)
{
    return {calibrated(residuals(comparisons, 'P', thresholds.p), parent.p, options), calibrated(residuals(comparisons, 'S', thresholds.s), parent.s, options)};
}

void rescale(std::span<Comparison> comparisons, const PickUncertainty& from, const PickUncertainty& to)
{
    const auto ratio = [](const WidthScale& f, const WidthScale& t) { return WidthScale{t.before / f.before, t.after / f.after, 0, 0}; };
    const PickUncertainty change{ratio(from.p, to.p), ratio(from.s, to.s)};
    for (Comparison& c : comparisons)
        for (Label& pick : c.picks) scaleWidths(pick, change);
}

std::optional<double> coverage(std::span<const Residual> residuals, const WidthScale& scale)
{
    if (residuals.empty()) return std::nullopt;
    const auto inside = std::count_if(residuals.begin(), residuals.end(), [&](const Residual& r) {
        return r.seconds > 0.0 ? r.seconds <= r.widthBefore * scale.before : -r.seconds <= r.widthAfter * scale.after;
    });
    return static_cast<double>(inside) / static_cast<double>(residuals.size());
}

}  // namespace seisdesk
