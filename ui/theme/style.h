#pragma once
// Style: the look of widgets. Qt's Fusion, our palettes and style sheet, Inter and JetBrains Mono where installed.

#include "ui/theme/palette.h"

#include <QFont>

class QApplication;

namespace seisdesk {

enum class ThemeChoice { System, Light, Dark };

/// "system", "light", "dark", as kept in settings; unknown words give System.
QString word(ThemeChoice choice);
ThemeChoice themeFrom(const QString& text);

/// Whether the desktop asks for dark windows. Ask before the first applyTheme(): that replaces what is looked at.
bool systemPrefersDark(const QApplication& application);

/// Sets style, palette, fonts and style sheet. `systemDark` decides for System. Returns what was chosen.
Palette applyTheme(QApplication& application, ThemeChoice choice, bool systemDark);

/// Figures of equal width, in the application's size.
QFont numberFont();

}  // namespace seisdesk
