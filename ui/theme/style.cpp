#include "ui/theme/style.h"

#include "ui/theme/desk_style.h"
#include "ui/theme/resources.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleHints>

namespace seisdesk {

namespace {

QFont textFont(const QFont& system)
{
    QFont font = system;
    if (QFontDatabase::hasFamily(QStringLiteral("Inter"))) font.setFamilies({QStringLiteral("Inter"), system.family()});
    // Some X servers report a resolution that makes the default unreadable.
    if (font.pointSizeF() > 0 && font.pointSizeF() < 9.0) font.setPointSizeF(9.0);
    return font;
}

QString blend(const QColor& a, const QColor& b, double share)
{
    const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())).name();
}

QString styleSheet(const Palette& palette)
{
    QFile file(QStringLiteral(":/style.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const QPalette widgets = palette.widgets();
    const QColor window = widgets.color(QPalette::Window), text = widgets.color(QPalette::WindowText);
    const std::pair<const char*, QString> words[] = {
        {"@window", window.name()},
        {"@base", widgets.color(QPalette::Base).name()},
        {"@text", text.name()},
        {"@muted", blend(window, text, 0.66)},
        {"@border", blend(window, text, palette.dark ? 0.18 : 0.20)},
        {"@hover", blend(window, text, palette.dark ? 0.12 : 0.08)},
        {"@pressed", blend(window, text, palette.dark ? 0.22 : 0.16)},
        {"@panel", blend(window, text, palette.dark ? 0.05 : 0.035)},
        {"@accent", palette.accent.name()},
        {"@error", palette.waveformClipped.name()},
    };
    for (const auto& [name, value] : words) sheet.replace(QLatin1String(name), value);
    return sheet;
}

}  // namespace

QString word(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light: return QStringLiteral("light");
    case ThemeChoice::Dark: return QStringLiteral("dark");
    case ThemeChoice::System: break;
    }
    return QStringLiteral("system");
}

ThemeChoice themeFrom(const QString& text)
{
    if (text == QLatin1String("light")) return ThemeChoice::Light;
    return text == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

bool systemPrefersDark(const QApplication& application)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (application.styleHints()->colorScheme() != Qt::ColorScheme::Unknown) return application.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    if (qEnvironmentVariable("GTK_THEME").endsWith(QLatin1String("dark"), Qt::CaseInsensitive)) return true;
    const QPalette palette = application.palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

Palette applyTheme(QApplication& application, ThemeChoice choice, bool systemDark)
{
    initialiseResources();
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemDark);
    const Palette palette = dark ? Palette::darkTheme() : Palette::light();
    application.setStyleSheet({});  // the proxy style of a sheet must not outlive its base
    application.setStyle(new DeskStyle);
    application.setPalette(palette.widgets());
    application.setFont(textFont(QFontDatabase::systemFont(QFontDatabase::GeneralFont)));
    application.setStyleSheet(styleSheet(palette));
    return palette;
}

QFont numberFont()
{
    QFont font = QFontDatabase::hasFamily(QStringLiteral("JetBrains Mono")) ? QFont(QStringLiteral("JetBrains Mono"))
                                                                          : QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (const double points = QApplication::font().pointSizeF(); points > 0) font.setPointSizeF(points - 0.5);
    else font.setPixelSize(QApplication::font().pixelSize());
    font.setStyleHint(QFont::Monospace);
    return font;
}

}  // namespace seisdesk
