// Themes: readable in both, icons in their colours.

#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QFontMetrics>
#include <QHeaderView>
#include <QStyleOptionHeader>
#include <QTableWidget>
#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

/// WCAG 2.1 relative luminance and contrast.
double luminance(const QColor& c)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QColor inkOf(const QIcon& icon)
{
    const QImage image = icon.pixmap(QSize(64, 64)).toImage().convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).alpha() == 255) return image.pixelColor(x, y);
    return {};
}

}  // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsReadable()
    {
        for (const Palette& palette : {Palette::light(), Palette::darkTheme()}) {
            const QPalette widgets = palette.widgets();
            QVERIFY(contrast(widgets.color(QPalette::WindowText), widgets.color(QPalette::Window)) >= 7.0);
            QVERIFY(contrast(widgets.color(QPalette::Text), widgets.color(QPalette::Base)) >= 7.0);
            QVERIFY(contrast(palette.mutedText, widgets.color(QPalette::Window)) >= 4.5);
            QVERIFY(contrast(widgets.color(QPalette::HighlightedText), widgets.color(QPalette::Highlight)) >= 4.5);
            for (const char* phase : {"P", "S"}) QVERIFY(contrast(palette.phase(phase), palette.background) >= 3.0);
        }
    }
    // The sort mark of a table stands above the titles, whatever side they are on.
    void theSortMarkCoversNoTitle()
    {
        applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), ThemeChoice::Light, false);
        QTableWidget table(2, 1);
        table.setHorizontalHeaderLabels({QStringLiteral("Magnitude")});
        table.setSortingEnabled(true);
        table.resize(300, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QHeaderView* header = table.horizontalHeader();
        QStyleOptionHeader option;
        option.initFrom(header);
        option.rect = QRect(0, 0, header->sectionSize(0), header->height());
        option.orientation = Qt::Horizontal;
        for (const auto order : {QStyleOptionHeader::SortDown, QStyleOptionHeader::SortUp}) {
            option.sortIndicator = order;
            const QRect mark = header->style()->subElementRect(QStyle::SE_HeaderArrow, &option, header);
            const QRect label = header->style()->subElementRect(QStyle::SE_HeaderLabel, &option, header);
            QVERIFY(mark.height() >= 4 && mark.width() >= 6 && option.rect.contains(mark));
            const int text = QFontMetrics(header->font()).tightBoundingRect(QStringLiteral("Magnitude")).height();
            QVERIFY2(mark.bottom() < label.center().y() - text / 2, qPrintable(QStringLiteral("%1 %2 %3").arg(mark.bottom()).arg(label.center().y()).arg(text)));
        }
    }
    void iconsTakeTheThemesInk()
    {
        for (const Palette& palette : {Palette::light(), Palette::darkTheme()}) {
            QCOMPARE(inkOf(themedIcon(QStringLiteral("folder"), palette)).name(), palette.text.name());
            QCOMPARE(inkOf(themedIcon(QStringLiteral("phase-p"), palette)).name(), palette.phase("P").name());
        }
        QVERIFY(themedIcon(QStringLiteral("no such icon"), Palette::light()).isNull());
        QVERIFY(themedIcon({}, Palette::light()).isNull());
        QVERIFY(!programIcon().pixmap(QSize(32, 32)).isNull());
    }
    void iconsAreSharpOnHighDensityScreens()
    {
        QCOMPARE(themedIcon(QStringLiteral("undo"), Palette::light()).pixmap(QSize(20, 20), 2.0).size(), QSize(40, 40));
    }
    void applyingAThemeReachesTheWidgets()
    {
        const Palette dark = applyTheme(*qApp, ThemeChoice::Dark, false);
        QVERIFY(dark.dark);
        QCOMPARE(qApp->palette().color(QPalette::Base), dark.widgets().color(QPalette::Base));
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
        QVERIFY(applyTheme(*qApp, ThemeChoice::System, true).dark);
        QVERIFY(!applyTheme(*qApp, ThemeChoice::System, false).dark);
        QVERIFY(!applyTheme(*qApp, ThemeChoice::Light, true).dark);
        for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark}) QVERIFY(themeFrom(word(choice)) == choice);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
