#include "core/session/model_versions.h"

#include "core/store/project_file.h"
#include "tests/core/session/fake_learning.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

class ModelVersionsTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    JobQueue m_jobs;
    fs::path file(const QString& name) const { return m_dir.filePath(name).toStdString(); }
    std::unique_ptr<Session> open(const char* name)
    {
        auto session = Session::open(file(QString::fromLatin1(name)), m_jobs);
        if (!session) qFatal("%s", session.error().message.c_str());
        return std::move(*session);
    }
    ModelVersion parent() const { return versionOfWeights({file(QStringLiteral("base.safetensors")).string()}).value(); }
    ModelVersion adapted() const
    {
        ModelVersion out = adapterLineage(file(QStringLiteral("adapter.safetensors")))->adapter;
        out.metrics = R"({"events": 12})";
        return out;
    }
private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SEISDESK_MODELS", m_dir.filePath(QStringLiteral("models")).toLocal8Bit());
        writeWeights(file(QStringLiteral("base.safetensors")));
        writeAdapterFile(file(QStringLiteral("adapter.safetensors")), file(QStringLiteral("base.safetensors")), "desk-ann");
    }
    void adoptingAndRollingBackMoveThePointerOnly()
    {
        const auto session = open("a.seisdesk");
        ModelVersions versions(m_jobs, nullptr);
        versions.setSession(session.get());
        QVERIFY(versions.all().empty() && !versions.current() && !versions.previous());
        QVERIFY(!versions.rollBack());
        QSignalSpy activated(&versions, &ModelVersions::activated);
        QVERIFY(versions.adopt(parent(), adapted()).has_value());
        QCOMPARE(versions.all().size(), std::size_t{2});
        QCOMPARE(versions.current()->version.id, adapted().id);
        QCOMPARE(versions.previous()->version.id, parent().id);
        QCOMPARE(activated.size(), 1);
        QVERIFY(versions.rollBack().has_value());
        QCOMPARE(versions.current()->version.id, parent().id);
        QCOMPARE(activated.last().first().value<ModelVersion>().path, file(QStringLiteral("base.safetensors")));
        QVERIFY(!versions.previous());
        QVERIFY(versions.activate(adapted().id).has_value());
        QCOMPARE(versions.all().size(), std::size_t{2});
        QCOMPARE(versions.current()->version.metrics, std::string(R"({"events": 12})"));
        // Opened again, the project works with it.
        ModelVersions again(m_jobs, nullptr);
        QSignalSpy found(&again, &ModelVersions::activated);
        again.setSession(session.get());
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().first().value<ModelVersion>().id, adapted().id);
    }
    void aFileThatIsNotThereIsNotAdopted()
    {
        const auto session = open("b.seisdesk");
        ModelVersions versions(m_jobs, nullptr);
        versions.setSession(session.get());
        ModelVersion gone = adapted();
        gone.path = file(QStringLiteral("gone.safetensors"));
        QVERIFY(!versions.adopt(parent(), gone));
        QVERIFY(versions.all().empty());
    }
    void aProjectFromAnotherComputerSaysWhatIsMissing()
    {
        const auto session = open("c.seisdesk");
        {
            ModelRegistry registry(session->file().database());
            ModelVersion root = parent(), lost = adapted();
            lost.path = "/on/another/computer/desk-ann.safetensors";
            QVERIFY(registry.add(root).has_value() && registry.add(lost).has_value() && registry.setCurrent(lost.id).has_value());
        }
        ModelVersions versions(m_jobs, nullptr);
        QSignalSpy failed(&versions, &ModelVersions::failed), activated(&versions, &ModelVersions::activated);
        versions.setSession(session.get());
        QVERIFY(failed.wait());
        const QString said = failed.first().first().toString();
        QVERIFY2(said.contains(QLatin1String("desk-ann@")) && said.contains(QLatin1String("/on/another/computer")), qPrintable(said));
        QVERIFY(versions.current()->missing);
        QCOMPARE(activated.size(), 0);
        QVERIFY(!versions.activate(adapted().id));
        // Importing the file under any name mends it.
        QSignalSpy told(&versions, &ModelVersions::told);
        versions.importFrom(file(QStringLiteral("adapter.safetensors")));
        QVERIFY(told.wait());
        QVERIFY(!versions.current()->missing);
        QVERIFY(versions.current()->version.path.string().starts_with(adaptedFolder().string()));
        QVERIFY(versions.activate(adapted().id).has_value());
        QCOMPARE(versions.all().size(), std::size_t{2});
    }
    void exportedFilesComeBackEqual()
    {
        const auto session = open("d.seisdesk");
        ModelVersions versions(m_jobs, nullptr);
        versions.setSession(session.get());
        QVERIFY(versions.adopt(parent(), adapted()).has_value());
        QSignalSpy told(&versions, &ModelVersions::told);
        versions.exportTo(adapted().id, file(QStringLiteral("exported.safetensors")));
        QVERIFY(told.wait());
        QCOMPARE(sha256OfFile(file(QStringLiteral("exported.safetensors"))).value(), adapted().id);
        const auto other = open("e.seisdesk");
        ModelVersions there(m_jobs, nullptr);
        there.setSession(other.get());
        QSignalSpy imported(&there, &ModelVersions::told);
        there.importFrom(file(QStringLiteral("exported.safetensors")));
        QVERIFY(imported.wait());
        QCOMPARE(there.all().size(), std::size_t{2});
        QCOMPARE(there.find(adapted().id)->version.notes, std::string("quarry blasts"));
        QVERIFY(!there.current());
        QSignalSpy failed(&there, &ModelVersions::failed);
        there.importFrom(file(QStringLiteral("base.safetensors")));
        QVERIFY(failed.wait());
    }
};

QTEST_MAIN(ModelVersionsTest)
#include "model_versions_test.moc"
