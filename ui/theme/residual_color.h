#pragma once
// Colours of residuals: blue is early, orange late, neutral fits. Safe for colour-blind people, in both themes.

#include "ui/theme/palette.h"

#include <vector>

namespace seisdesk {

/// `seconds` beyond `full` have the end of the scale. Not a number: the colour of what is not known.
QColor residualColor(double seconds, double fullSeconds, const Palette& palette);

/// A round end for a scale that most of these residuals are within: 0.2, 0.5, 1, 2, 5 ... seconds.
double residualScale(std::vector<double> residualsSeconds);

}  // namespace seisdesk
