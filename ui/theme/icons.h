#pragma once
// Icons: line drawings on a 24 by 24 grid, drawn in the colours of the theme at any size.

#include "ui/theme/palette.h"

#include <QIcon>
#include <QString>

namespace seisdesk {

/// The icon resources/icons/<name>.svg in the palette's text colour (accent when checked, muted when disabled). Names
/// that start with "phase-p", "phase-s" or "phase" take the phase's hue. A null icon when the name is empty or unknown.
QIcon themedIcon(const QString& name, const Palette& palette);

/// The coloured icon of the program.
QIcon programIcon();

}  // namespace seisdesk
