#pragma once
// Palette: every colour the desk draws with, for the light and the dark theme.

#include <QColor>
#include <QPalette>
#include <QString>

namespace seisdesk {

/// Hue is phase, line and fill are status, opacity is confidence, a band is uncertainty. Okabe-Ito colours: safe for
/// colour-blind people.
struct Palette {
    bool dark = false;
    QColor background, alternateRow, grid, text, mutedText, accent;
    QColor waveform, waveformClipped, gap, overlap, coverage, crosshair, selection, currentRow;
    QColor phaseP{QStringLiteral("#D55E00")}, phaseS{QStringLiteral("#0072B2")}, phaseOther{QStringLiteral("#CC79A7")};
    QColor rejected, detectionCurve;

    /// P*, S* or other, by the phase hint's first letter (p and s too); lightened on dark backgrounds where needed.
    QColor phase(const std::string& hint) const;
    /// The matching application palette for widgets.
    QPalette widgets() const;

    static Palette light();
    static Palette darkTheme();
};

}  // namespace seisdesk
