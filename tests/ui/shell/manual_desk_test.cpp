// F1 picks where picks are set, and explains everywhere else.

#include "ui/shell/manual_desk.h"
#include "ui/dialogs/manual_dialog.h"
#include "ui/dialogs/manual_page.h"
#include "ui/map/map_panel.h"
#include "ui/panels/stations_panel.h"
#include "ui/shell/docks.h"
#include "ui/shell/main_window.h"
#include "ui/trace/trace_view.h"

#include "core/synth/demo.h"

#include <QFile>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

class ManualDeskTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    ManualDialog* manual() const { return m_window->findChild<ManualDialog*>(); }
    void focus(QWidget* widget)
    {
        m_window->activateWindow();
        widget->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), widget);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_folder.filePath(QStringLiteral("models")).toLocal8Bit());
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_window = std::make_unique<MainWindow>(*m_settings, false);
        m_window->show();
        QVERIFY(m_window->newProject());
        synth::DemoOptions options;
        options.stations = 3;
        options.lengthSeconds = 60.0;
        Records records;
        records.traces = synth::demo(options).traces;
        m_window->session()->addRecords(std::move(records));
        QTRY_VERIFY(m_window->traces()->isVisible());
    }
    void everyPanelHasAPlaceThatExists()
    {
        for (const QString& id : Docks::ids()) {
            const QString place = manualPlaceOf(id);
            QVERIFY2(!place.isEmpty(), qPrintable(id));
            QFile page(QStringLiteral(":/manual/%1.md").arg(place.section(QLatin1Char('#'), 0, 0)));
            QVERIFY2(page.open(QIODevice::ReadOnly), qPrintable(place));
            QStringList headings;
            for (const QString& line : QString::fromUtf8(page.readAll()).split(QLatin1Char('\n')))
                if (line.startsWith(QLatin1Char('#'))) headings << headingAnchor(line);
            const QString heading = place.section(QLatin1Char('#'), 1);
            QVERIFY2(heading.isEmpty() || headings.contains(heading), qPrintable(place));
        }
    }
    void f1PicksInTheTraces()
    {
        for (const char* keymap : {"seiscomp", "sac", "seisan", "obspyck"}) {
            m_window->setKeymap(QString::fromLatin1(keymap));
            focus(m_window->traces());
            QTest::keyClick(m_window->traces(), Qt::Key_F1);
            QVERIFY2(m_window->traces()->pickPhase() == QStringLiteral("P") && !manual(), keymap);
            m_window->traces()->setPickPhase({});
        }
        m_window->setKeymap(QStringLiteral("seiscomp"));
    }
    void f1ExplainsThePanelWithTheKeys()
    {
        m_window->docks().raise(QStringLiteral("map"));
        QWidget* map = m_window->docks().map();
        for (QWidget* child : map->findChildren<QWidget*>())
            if (child->focusPolicy() & Qt::TabFocus && child->isVisible()) {
                map = child;
                break;
            }
        focus(map);
        QTest::keyClick(map, Qt::Key_F1);
        QVERIFY(manual() && manual()->isVisible());
        QCOMPARE(manual()->view()->source().toString(), QStringLiteral("qrc:/manual/events.md#map"));
        focus(m_window->docks().stations()->search());
        QTest::keyClick(m_window->docks().stations()->search(), Qt::Key_F1);
        QCOMPARE(manual()->view()->source().toString(), QStringLiteral("qrc:/manual/picking.md#stations"));
        QVERIFY(m_window->traces()->pickPhase().isEmpty());
        manual()->close();
    }
    void shiftF1WorksEverywhere()
    {
        focus(m_window->traces());
        QTest::keyClick(m_window->traces(), Qt::Key_F1, Qt::ShiftModifier);
        QVERIFY(manual()->isVisible());
        QCOMPARE(manual()->page(), QStringLiteral("picking"));  // as it was left
        m_window->setTheme(ThemeChoice::Dark);
        m_window->setTheme(ThemeChoice::Light);
        QCOMPARE(manual()->page(), QStringLiteral("picking"));
    }
    void cleanupTestCase() { m_window.reset(); }
};

QTEST_MAIN(ManualDeskTest)
#include "manual_desk_test.moc"
