// The manual: its pages hold together and say the program's keys, and its window goes through them.

#include "ui/dialogs/manual_dialog.h"
#include "ui/dialogs/manual_page.h"
#include "ui/theme/style.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

using namespace seisdesk;

namespace {

QString contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()) : QString();
}

QString textOf(const QString& page) { return contentOf(QStringLiteral(":/manual/%1.md").arg(page)); }

QStringList matches(const QString& text, const char* pattern)
{
    QStringList out;
    for (auto it = QRegularExpression(QString::fromLatin1(pattern)).globalMatch(text); it.hasNext();) out << it.next().captured(1);
    return out;
}

QStringList headingsOf(const QString& page)
{
    QStringList out;
    for (const QString& heading : matches(textOf(page), "(?m:^#+ (.*)$)")) out << headingAnchor(heading);
    return out;
}

}  // namespace

class ManualDialogTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;

private Q_SLOTS:
    void initTestCase() { m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat); }

    void everyLinkLeadsSomewhere()
    {
        for (const QString& page : ManualDialog::pages()) {
            QVERIFY2(textOf(page).startsWith(QLatin1String("# ")), qPrintable(page));
            for (const QString& link : matches(textOf(page), R"((?<!!)\[[^\]]*\]\(([^)]*)\))")) {
                const QString file = link.section(QLatin1Char('#'), 0, 0), heading = link.section(QLatin1Char('#'), 1);
                const QString target = file.isEmpty() ? page : file.chopped(3);
                QVERIFY2(ManualDialog::pages().contains(target), qPrintable(page + QStringLiteral(": ") + link));
                QVERIFY2(heading.isEmpty() || headingsOf(target).contains(heading), qPrintable(page + QStringLiteral(": ") + link));
            }
        }
    }
    void everyPictureIsThereAndSmall()
    {
        int count = 0;
        for (const QString& page : ManualDialog::pages())
            for (const QString& picture : matches(textOf(page), R"(!\[[^\]]*\]\(([^)]*)\))")) {
                QFile file(QStringLiteral(":/manual/") + picture);
                QVERIFY2(file.open(QIODevice::ReadOnly) && !QImage::fromData(file.readAll()).isNull(), qPrintable(picture));
                QVERIFY2(file.size() < 150'000, qPrintable(picture));
                ++count;
            }
        QVERIFY(count >= 20);
    }
    void keysAreThoseOfTheKeymap()
    {
        QStringList known;
        const QJsonObject rows = QJsonDocument::fromJson(contentOf(QStringLiteral(":/keymaps/seiscomp.json")).toUtf8()).object()[QStringLiteral("keys")].toObject();
        for (const QJsonValue& row : rows)
            for (const QJsonValue& keys : row.toArray()) known << keys.toString();
        int count = 0;
        for (const QString& page : ManualDialog::pages())
            for (const QString& keys : matches(textOf(page), R"(\b((?:(?:Ctrl|Alt|Shift)\+)+(?!Ctrl|Alt|Shift)(?:[A-Z][A-Za-z0-9]*|[0-9./])))")) {
                QVERIFY2(known.contains(keys), qPrintable(page + QStringLiteral(": ") + keys));
                ++count;
            }
        QVERIFY(count > 60);
    }
    void linksContentsAndBack()
    {
        ManualDialog manual(*m_settings, nullptr);
        manual.setPalette(Palette::light());
        manual.show();
        QVERIFY(QTest::qWaitForWindowActive(&manual));
        manual.open({});
        QCOMPARE(manual.page(), QStringLiteral("index"));
        manual.view()->setSource(QUrl(QStringLiteral("qrc:/manual/events.md")));
        QCOMPARE(manual.page(), QStringLiteral("events"));
        QCOMPARE(manual.findChild<QListWidget*>()->currentRow(), static_cast<int>(ManualDialog::pages().indexOf(QStringLiteral("events"))));
        manual.open(QStringLiteral("analysis#wadati-diagram"));
        QCOMPARE(manual.page(), QStringLiteral("analysis"));
        QTRY_COMPARE(manual.view()->headingInSight(), QStringLiteral("Wadati diagram"));
        QTest::keyClick(&manual, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(manual.page(), QStringLiteral("events"));
        QTest::keyClick(&manual, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(manual.page(), QStringLiteral("analysis"));
        manual.findChild<QListWidget*>()->setCurrentRow(1);
        QCOMPARE(manual.page(), QStringLiteral("first-steps"));
        manual.open(QStringLiteral("no such page"));
        QCOMPARE(manual.page(), QStringLiteral("index"));
    }
    void textIsFoundOnThePage()
    {
        ManualDialog manual(*m_settings, nullptr);
        manual.show();
        QVERIFY(QTest::qWaitForWindowActive(&manual));
        manual.open(QStringLiteral("events"));
        QTest::keyClick(&manual, Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(manual.search(), QStringLiteral("ghost"));
        QCOMPARE(manual.view()->textCursor().selectedText().toLower(), QStringLiteral("ghost"));
        manual.search()->setText(QStringLiteral("pick"));
        const int first = manual.view()->textCursor().position();
        QTest::keyClick(manual.search(), Qt::Key_Return);
        const int second = manual.view()->textCursor().position();
        QVERIFY(second != first);
        QTest::keyClick(manual.search(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(manual.view()->textCursor().position(), first);
        QTest::keyClick(manual.search(), Qt::Key_Escape);
        QVERIFY(manual.isVisible() && manual.search()->text().isEmpty());
    }
    void remembersItsSize()
    {
        {
            ManualDialog manual(*m_settings, nullptr);
            manual.show();
            manual.resize(700, 500);
            manual.close();
        }
        ManualDialog manual(*m_settings, nullptr);
        QCOMPARE(manual.size(), QSize(700, 500));
    }
};

QTEST_MAIN(ManualDialogTest)
#include "manual_dialog_test.moc"
