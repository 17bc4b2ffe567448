#include "ui/theme/palette.h"

namespace seisdesk {

namespace {

/// The Okabe-Ito blue and vermilion are too dark to read as text and thin lines on a dark ground.
QColor lifted(const QColor& color, bool dark) { return dark ? color.lighter(color.lightness() < 105 ? 165 : 122) : color; }

QColor faded(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

}  // namespace

QColor Palette::phase(const std::string& hint) const
{
    const char first = hint.empty() ? '\0' : hint.front();
    if (first == 'P' || first == 'p') return lifted(phaseP, dark);
    if (first == 'S' || first == 's') return lifted(phaseS, dark);
    return lifted(phaseOther, dark);
}

QPalette Palette::widgets() const
{
    QPalette out;
    const QColor window = dark ? QColor(0x24, 0x28, 0x2d) : QColor(0xf3, 0xf4, 0xf6);
    const QColor button = dark ? QColor(0x2f, 0x34, 0x3a) : QColor(0xe9, 0xeb, 0xee);
    out.setColor(QPalette::Window, window);
    out.setColor(QPalette::WindowText, text);
    out.setColor(QPalette::Base, background);
    out.setColor(QPalette::AlternateBase, alternateRow);
    out.setColor(QPalette::ToolTipBase, dark ? QColor(0x3a, 0x40, 0x47) : QColor(0xff, 0xff, 0xff));
    out.setColor(QPalette::ToolTipText, text);
    out.setColor(QPalette::PlaceholderText, mutedText);
    out.setColor(QPalette::Text, text);
    out.setColor(QPalette::Button, button);
    out.setColor(QPalette::ButtonText, text);
    out.setColor(QPalette::BrightText, QColor(0xff, 0x5a, 0x4f));
    out.setColor(QPalette::Link, accent);
    out.setColor(QPalette::LinkVisited, accent.darker(115));
    out.setColor(QPalette::Highlight, accent);
    out.setColor(QPalette::HighlightedText, dark ? QColor(0x10, 0x14, 0x18) : QColor(0xff, 0xff, 0xff));
    out.setColor(QPalette::Light, button.lighter(dark ? 130 : 106));
    out.setColor(QPalette::Midlight, button.lighter(dark ? 115 : 103));
    out.setColor(QPalette::Mid, button.darker(dark ? 130 : 120));
    out.setColor(QPalette::Dark, button.darker(dark ? 170 : 150));
    out.setColor(QPalette::Shadow, QColor(0, 0, 0));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        out.setColor(QPalette::Disabled, role, faded(mutedText, 150));
    out.setColor(QPalette::Disabled, QPalette::Highlight, out.color(QPalette::Mid));
    out.setColor(QPalette::Disabled, QPalette::HighlightedText, mutedText);
    return out;
}

Palette Palette::light()
{
    Palette p;
    p.dark = false;
    p.background = QColor(0xff, 0xff, 0xff);
    p.alternateRow = QColor(0xf5, 0xf7, 0xf9);
    p.grid = QColor(0xe1, 0xe5, 0xea);
    p.text = QColor(0x1c, 0x22, 0x29);
    p.mutedText = QColor(0x5f, 0x6b, 0x78);
    p.accent = QColor(0x1f, 0x6f, 0xb8);
    p.waveform = QColor(0x2a, 0x35, 0x40);
    p.waveformClipped = QColor(0xb4, 0x23, 0x18);
    p.gap = QColor(0xf2, 0xd9, 0x49, 90);
    p.overlap = QColor(0xb0, 0x5a, 0xc8, 70);
    p.coverage = QColor(0x00, 0x9e, 0x73);
    p.crosshair = QColor(0x40, 0x4b, 0x57, 190);
    p.selection = QColor(0x1f, 0x6f, 0xb8, 48);
    p.currentRow = QColor(0xe6, 0xf0, 0xfa);
    p.rejected = QColor(0x8d, 0x96, 0xa0);
    p.detectionCurve = QColor(0x00, 0x9e, 0x73);
    return p;
}

Palette Palette::darkTheme()
{
    Palette p;
    p.dark = true;
    p.background = QColor(0x17, 0x1a, 0x1e);
    p.alternateRow = QColor(0x1d, 0x21, 0x26);
    p.grid = QColor(0x31, 0x37, 0x3e);
    p.text = QColor(0xe6, 0xea, 0xee);
    p.mutedText = QColor(0x9a, 0xa5, 0xb1);
    p.accent = QColor(0x5a, 0xb0, 0xf0);
    p.waveform = QColor(0xc8, 0xd2, 0xdb);
    p.waveformClipped = QColor(0xff, 0x7b, 0x6e);
    p.gap = QColor(0xe0, 0xc0, 0x38, 60);
    p.overlap = QColor(0xc8, 0x78, 0xe0, 70);
    p.coverage = QColor(0x2c, 0xb8, 0x8c);
    p.crosshair = QColor(0xd8, 0xe0, 0xe8, 170);
    p.selection = QColor(0x5a, 0xb0, 0xf0, 56);
    p.currentRow = QColor(0x22, 0x30, 0x3f);
    p.rejected = QColor(0x78, 0x82, 0x8c);
    p.detectionCurve = QColor(0x2c, 0xb8, 0x8c);
    return p;
}

}  // namespace seisdesk
