#pragma once
// The charts of a proof: before dashed, after solid, hue is phase.

#include "core/session/learning.h"
#include "ui/theme/palette.h"

#include <QChartView>

namespace seisdesk {

enum class ProofChart { Learning, PrecisionRecall, Residuals, Reliability };
inline constexpr std::array proofCharts{ProofChart::PrecisionRecall, ProofChart::Residuals, ProofChart::Reliability, ProofChart::Learning};

QString titleOf(ProofChart kind);

/// Share of the residuals in each of `bins` equal bins from -reach to reach, as (middle, share); those beyond are counted with the
/// outermost. Empty without residuals.
CurvePoints histogram(const std::vector<double>& residuals, double reach, int bins);

/// A chart that belongs to nobody yet. Without anything to draw its title says so.
QChart* proofChart(ProofChart kind, const LearningReport& report, const Palette& palette);

}  // namespace seisdesk
