// Fetching, stopping, going on, importing and removing, against a server of the test's own.

#include "ui/shell/models_desk.h"
#include "ui/dialogs/models_dialog.h"

#include "core/model/checkpoint/sha256.h"
#include "tests/core/model/fake_network.h"
#include "tests/core/net/file_server.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace seisdesk;

namespace {

/// Takes any file for a picker but those that begin with "bad".
class LenientEngine : public Engine {
public:
    std::string description() const override { return "any"; }
    std::vector<Device> devices() const override { return {}; }
    void setThreads(int) override {}
    Result<std::shared_ptr<const Network>> load(const std::filesystem::path& weights, const std::string&) override
    {
        QFile file(QString::fromStdString(weights.string()));
        if (!file.open(QIODevice::ReadOnly) || file.readAll().startsWith("bad")) return Error{Error::Code::Unsupported, weights.string() + " is a TorchScript program, not weights."};
        return std::shared_ptr<const Network>(std::make_shared<test::FakeNetwork>(test::pickingContract(), test::FakeNetwork::Answer()));
    }
};

CatalogueEntry entry(const std::string& name, const QByteArray& bytes)
{
    CatalogueEntry out;
    out.name = name;
    out.file = name + ".pth";
    out.sizeBytes = static_cast<std::uintmax_t>(bytes.size());
    out.sha256 = sha256Hex(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    out.licence = "MIT";
    return out;
}

QByteArray weights() { return QByteArray(300'000, 'w'); }

}  // namespace

class ModelsDeskTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<JobQueue> m_jobs;
    std::unique_ptr<test::FileServer> m_server;
    std::unique_ptr<ModelsDesk> m_desk;
    ModelsDialog* m_dialog = nullptr;
    QStringList m_told;

    QString state(const char* name) const
    {
        const auto items = m_dialog->list()->findItems(QString::fromLatin1(name), Qt::MatchExactly | Qt::MatchRecursive, 0);
        return items.size() == 1 ? items[0]->text(5) : QString();
    }
    QString file(const char* name, const QByteArray& content) const
    {
        QFile out(m_home->filePath(QString::fromLatin1(name)));
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size() ? out.fileName() : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("SEISDESK_SHIPPED_MODELS", m_home->filePath(QStringLiteral("none")).toLocal8Bit());
        m_jobs = std::make_unique<JobQueue>();
        m_server = std::make_unique<test::FileServer>(weights());
        m_desk = std::make_unique<ModelsDesk>(*m_jobs, nullptr);
        ModelSources sources;
        sources.folder = m_home->filePath(QStringLiteral("models")).toStdString();
        sources.published = {entry("good_picker", weights()), entry("other_picker", "quite different")};
        sources.address = [address = m_server->address()](const CatalogueEntry&) { return address; };
        sources.engine = [] { return Result<std::shared_ptr<Engine>>(std::make_shared<LenientEngine>()); };
        m_desk->setSources(sources);
        m_told.clear();
        connect(m_desk.get(), &ModelsDesk::told, this, [this](const Message& message) { m_told << message.text; });
        m_dialog = m_desk->open(nullptr);
        QTRY_COMPARE(state("good_picker"), QStringLiteral("can be fetched"));
    }
    void cleanup()
    {
        delete m_dialog;
        m_desk.reset();
        m_jobs.reset();
    }

    void fetchesAndUses()
    {
        QSignalSpy changed(m_desk.get(), &ModelsDesk::changed), chosen(m_desk.get(), &ModelsDesk::chosen);
        m_dialog->choose(QStringLiteral("good_picker"));
        m_dialog->fetchButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(state("good_picker"), QStringLiteral("installed"), 20000);
        QCOMPARE(changed.size(), 1);
        QVERIFY(m_told.last().contains(QStringLiteral("fetched and checked")));
        m_dialog->useButton()->click();
        QCOMPARE(chosen.size(), 1);
        QVERIFY(QFile::exists(chosen[0][0].toString()) && chosen[0][1].toBool());
        m_desk->setInUse({chosen[0][0].toString()});
        QCOMPARE(state("good_picker"), QStringLiteral("in use"));
        QVERIFY(!m_dialog->removeButton()->isEnabled());
    }
    void whatWasStoppedGoesOn()
    {
        m_server->drops = 1;  // half of it comes, then the desk waits a second before it asks again
        m_desk->fetch(QStringLiteral("good_picker"));
        m_dialog->choose(QStringLiteral("good_picker"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile(m_home->filePath(QStringLiteral("models/downloads/good_picker.pth.part"))).size() == 150000, 20000);
        QVERIFY(state("good_picker").startsWith(QStringLiteral("fetching")));
        m_dialog->fetchButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(state("good_picker"), QStringLiteral("stopped at 50 %"), 20000);
        QCOMPARE(m_dialog->fetchButton()->text(), QStringLiteral("Go on fetching"));
        QVERIFY(m_told.last().contains(QStringLiteral("stopped")));
        m_dialog->fetchButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(state("good_picker"), QStringLiteral("installed"), 20000);
        QCOMPARE(m_server->ranges.last(), QByteArray("150000-"));
    }
    void oneAfterTheOther()
    {
        m_server->silent = true;
        m_desk->fetch(QStringLiteral("good_picker"));
        m_desk->fetch(QStringLiteral("other_picker"));
        m_desk->fetch(QStringLiteral("other_picker"));
        QTRY_COMPARE(m_server->requests, 1);
        QCOMPARE(state("other_picker"), QStringLiteral("waits"));
        m_desk->stop(QStringLiteral("other_picker"));
        QCOMPARE(state("other_picker"), QStringLiteral("can be fetched"));
        m_desk->stop(QStringLiteral("good_picker"));
        QTRY_COMPARE_WITH_TIMEOUT(state("good_picker"), QStringLiteral("can be fetched"), 20000);
        QCOMPARE(m_server->requests, 1);
    }
    void failuresAreSaidInWords()
    {
        m_desk->fetch(QStringLiteral("other_picker"));  // the server's file is another one
        QTRY_VERIFY_WITH_TIMEOUT(!m_told.isEmpty(), 20000);
        QVERIFY2(m_told.last().startsWith(QStringLiteral("other_picker was not fetched: ")), qPrintable(m_told.last()));
        QCOMPARE(m_dialog->said()->text(), m_told.last());
        m_server->status = 404;
        m_desk->fetch(QStringLiteral("good_picker"));
        QTRY_VERIFY_WITH_TIMEOUT(m_told.last().startsWith(QStringLiteral("good_picker was not fetched: ")), 20000);
        QTRY_COMPARE(state("good_picker"), QStringLiteral("can be fetched"));
    }
    void importsAndRefuses()
    {
        m_desk->import({file("mine.pth", "good bytes")});
        QTRY_COMPARE_WITH_TIMEOUT(state("mine"), QStringLiteral("installed"), 20000);
        m_desk->import({file("script.pt", "bad bytes")});
        QTRY_VERIFY_WITH_TIMEOUT(m_told.last().startsWith(QStringLiteral("Not imported: ")) && m_told.last().contains(QStringLiteral("TorchScript")), 20000);
    }
    void removesWhenTold()
    {
        m_desk->import({file("mine.pth", "good bytes")});
        QTRY_COMPARE_WITH_TIMEOUT(state("mine"), QStringLiteral("installed"), 20000);
        m_dialog->choose(QStringLiteral("mine"));
        const auto answer = [this](const QString& button) {
            m_dialog->removeButton()->click();
            auto* question = m_dialog->findChild<QMessageBox*>();
            for (QAbstractButton* b : question ? question->buttons() : QList<QAbstractButton*>())
                if (b->text().remove(QLatin1Char('&')) == button) b->click();
            QTRY_VERIFY(!m_dialog->findChild<QMessageBox*>());
        };
        answer(QStringLiteral("Cancel"));
        QCOMPARE(state("mine"), QStringLiteral("installed"));
        answer(QStringLiteral("Delete"));
        QTRY_VERIFY_WITH_TIMEOUT(state("mine").isEmpty(), 20000);
        QVERIFY(!QFile::exists(m_home->filePath(QStringLiteral("models/mine.pth"))));
    }
    void theWindowNeverWaits()
    {
        m_server->silent = true;
        QElapsedTimer timer;
        timer.start();
        m_desk->fetch(QStringLiteral("good_picker"));
        m_desk->stop(QStringLiteral("good_picker"));
        delete m_desk->open(nullptr);
        m_dialog = m_desk->open(nullptr);
        QVERIFY(timer.elapsed() < 2000);
    }
};

QTEST_MAIN(ModelsDeskTest)
#include "models_desk_test.moc"
