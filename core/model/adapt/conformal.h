#pragma once
// Conformal calibration: picks that analysts have judged make the uncertainties of all others honest.

#include "core/model/adapt/comparison.h"
#include "core/model/pick_uncertainty.h"

#include <span>
#include <vector>

namespace seisdesk {

/// A pick beside an analyst's onset.
struct Residual {
    double seconds = 0.0;                      ///< pick minus label
    double widthBefore = 1.0, widthAfter = 1.0;  ///< what the pick gives as its uncertainties
};

/// Of each label of a phase ('P' or 'S') and the nearest pick above the threshold, where that is within the largest tolerance of
/// scores (0.5 s). Picks without uncertainties are left out.
std::vector<Residual> residuals(std::span<const Comparison> comparisons, char phase, double threshold);

/// The conformal quantile of one side: the (n + 1) * level-th smallest, interpolated between neighbours, so that the next
/// one is below it with probability `level` whatever the distribution; the largest where that would lie beyond it. Values >= 0; 0 for none.
double conformalQuantile(std::vector<double> values, double level);

struct ConformalOptions {
    double level = oneSigmaShare;
    /// The parent's factor is worth so many picks where these agree with it, and the fewer the more they do not: half as many where
    /// their logarithms differ by `priorSpread` (a Cauchy prior, which gives way to what clearly contradicts it).
    double priorPicks = 5.0;
    double priorSpread = 0.4;
};

/// Split conformal calibration of one phase. Onsets before and after the pick are taken apart, each side getting the factor that
/// holds `level` of its residuals, so that both together hold it, too, and a pick that is usually late says so. `parent` is what
/// the picks' widths were scaled with already; the result is the parent's factor times one found here, whose logarithm is
/// shrunk towards none by n / (n + m), m = priorPicks / (1 + (logarithm / priorSpread)^2).
WidthScale calibrated(std::span<const Residual> residuals, const WidthScale& parent, const ConformalOptions& options = {});

/// Both phases from calibration windows.
PickUncertainty calibrated(std::span<const Comparison> comparisons, const Thresholds& thresholds, const PickUncertainty& parent,
                           const ConformalOptions& options = {});

/// Gives picks that were made with one calibration the widths of another.
void rescale(std::span<Comparison> comparisons, const PickUncertainty& from, const PickUncertainty& to);

/// Share of the residuals inside the picks' own intervals after scaling with `scale`; absent for none.
std::optional<double> coverage(std::span<const Residual> residuals, const WidthScale& scale = {});

}  // namespace seisdesk
