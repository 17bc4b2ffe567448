#include "ui/dialogs/fetch_dialog.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

class FetchDialogTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    EventQuery around() const
    {
        EventQuery query;
        query.span = {*parseTime("2019-07-06T03:00:00Z"), *parseTime("2019-07-06T04:00:00Z")};
        query.circle = CircleArea{35.7, -117.5, 0.0, 2.0};
        return query;
    }

private Q_SLOTS:
    void asksForWhatTheFieldsSayAndRemembersTheServer()
    {
        QSettings store(m_folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        {
            FetchDialog dialog(QStringLiteral("M 7.1"), around(), store, nullptr);
            dialog.findChild<QComboBox*>()->setCurrentText(QStringLiteral("SCEDC"));
            dialog.findChild<QSpinBox*>()->setValue(12);
            const auto wish = dialog.wish();
            QVERIFY(wish && wish->eventData);
            QCOMPARE(wish->server.address, std::string("https://service.scedc.caltech.edu"));
            QCOMPARE(wish->data.mostStations, std::size_t{12});
            dialog.accept();
        }
        FetchDialog again(QString(), around(), store, nullptr);
        QCOMPARE(again.findChild<QComboBox*>()->currentText(), QStringLiteral("SCEDC"));
        QCOMPARE(again.findChild<QSpinBox*>()->value(), 12);
        const auto wish = again.wish();
        QVERIFY(wish && !wish->eventData);  // there is no event
        QCOMPARE(wish->events.span, around().span);
        QCOMPARE(wish->events.circle->latitudeDegrees, 35.7);
    }

    void whatCannotBeAskedCannotBeSent()
    {
        QSettings store(m_folder.filePath(QStringLiteral("t.ini")), QSettings::IniFormat);
        FetchDialog dialog(QString(), around(), store, nullptr);
        const auto buttons = dialog.findChildren<QPushButton*>();
        const auto get = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* b) { return b->isDefault(); });
        QVERIFY(get != buttons.end());
        QVERIFY((*get)->isEnabled());
        dialog.findChild<QComboBox*>()->setCurrentText(QStringLiteral("nowhere"));
        QVERIFY(!(*get)->isEnabled());
        QVERIFY(!dialog.wish());
        dialog.findChild<QComboBox*>()->setCurrentText(QStringLiteral("https://example.org"));
        QVERIFY((*get)->isEnabled());
        const auto times = dialog.findChildren<QDateTimeEdit*>();
        times[1]->setDateTime(times[0]->dateTime().addSecs(-1));
        QVERIFY(!(*get)->isEnabled());
    }
};

QTEST_MAIN(FetchDialogTest)
#include "fetch_dialog_test.moc"
