#pragma once
// How scientific plots look: axes, grids and colour maps in the colours of the theme.

#include "ui/theme/palette.h"

class QCPAxisRect;
class QCPColorGradient;
class QCustomPlot;

namespace seisdesk {

/// Background, all axes, grids and titles.
void stylePlot(QCustomPlot& plot, const Palette& palette);
/// Axis names; numbers stand below and to the left, the other sides are plain lines.
void nameAxes(QCPAxisRect& rect, const QString& x, const QString& y);

/// Quiet is the ground of the theme, loud stands out from it; evenly stepped in lightness.
QCPColorGradient powerGradient(const Palette& palette);
/// Early (negative) is blue, late is red, zero is near the ground.
QCPColorGradient residualGradient(const Palette& palette);

/// Of text over a colour map or curves: the ground, nearly opaque.
QColor haloColour(const Palette& palette);

}  // namespace seisdesk
