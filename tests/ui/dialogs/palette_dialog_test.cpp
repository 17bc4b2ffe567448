#include "ui/dialogs/palette_dialog.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace seisdesk;

namespace {

QList<PaletteRow> rows()
{
    const auto row = [](const char* id, const char* group, const char* text, const char* tooltip, bool enabled = true) {
        return PaletteRow{QString::fromLatin1(id), QString::fromLatin1(group), QString::fromLatin1(text), QStringLiteral("F1"), QString::fromLatin1(tooltip), enabled};
    };
    return {row("zoom.in", "View/Zoom", "Zoom in", "Half the time"), row("export.quakeml", "File", "Export QuakeML", "Write events"), row("pick.P", "Pick", "Pick P", "Pick mode for P"),
            row("panel.map", "Window", "Map", "Show the map of stations"), row("locate.relocate", "Pick/Location", "Relocate", "Locate from scratch", false)};
}

}  // namespace

class PaletteDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lettersMustAllBeThereInOrder()
    {
        QVERIFY(fitOf(QStringLiteral("qml"), QStringLiteral("Export QuakeML")) > 0);
        QCOMPARE(fitOf(QStringLiteral("lmq"), QStringLiteral("Export QuakeML")), 0);
        QCOMPARE(fitOf(QStringLiteral("zz"), QStringLiteral("Zoom")), 0);
        QVERIFY(fitOf(QStringLiteral("zoom"), QStringLiteral("Zoom in")) > fitOf(QStringLiteral("zoom"), QStringLiteral("Zap one of many")));
        QVERIFY(fitOf(QStringLiteral("ex qu"), QStringLiteral("Export QuakeML")) > fitOf(QStringLiteral("ex qu"), QStringLiteral("Next square")));
    }

    void theBestFitComesFirst_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        QTest::newRow("word") << QStringLiteral("map") << QStringLiteral("panel.map");
        QTest::newRow("letters") << QStringLiteral("exq") << QStringLiteral("export.quakeml");
        QTest::newRow("menu and name") << QStringLiteral("view zoom") << QStringLiteral("zoom.in");
        QTest::newRow("what it does") << QStringLiteral("half the") << QStringLiteral("zoom.in");
    }
    void theBestFitComesFirst()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, first);
        const auto found = fitting(rows(), typed);
        QVERIFY(!found.isEmpty());
        QCOMPARE(found.first().id, first);
    }

    void keysChooseAndRun()
    {
        PaletteDialog dialog(rows(), nullptr);
        QSignalSpy chosen(&dialog, &PaletteDialog::chosen);
        dialog.open();
        auto* typed = dialog.findChild<QLineEdit*>();
        QTest::keyClick(typed, Qt::Key_Down);
        QTest::keyClick(typed, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toString(), QStringLiteral("export.quakeml"));
        QVERIFY(!dialog.isVisible());
    }

    void whatIsOffIsShownAndNotRun()
    {
        PaletteDialog dialog(rows(), nullptr);
        QSignalSpy chosen(&dialog, &PaletteDialog::chosen);
        dialog.open();
        auto* typed = dialog.findChild<QLineEdit*>();
        QTest::keyClicks(typed, QStringLiteral("relocate"));
        QCOMPARE(dialog.findChild<QListWidget*>()->count(), 1);
        QTest::keyClick(typed, Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        QVERIFY(dialog.isVisible());
        QTest::keyClick(typed, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
    }
};

QTEST_MAIN(PaletteDialogTest)
#include "palette_dialog_test.moc"
