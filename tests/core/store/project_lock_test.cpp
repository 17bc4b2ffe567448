#include "core/store/project_lock.h"

#include "tests/core/store/temporary_project.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

class ProjectLockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLockIsHeldOnce()
    {
        Folder folder;
        {
            const auto first = lockProject(folder / "a.seisdesk");
            QVERIFY_RESULT(first);
            QVERIFY(lockProject(folder / "a.seisdesk").error().code == Error::Code::Unreadable);
            QVERIFY_RESULT(lockProject(folder / "b.seisdesk"));
        }
        QVERIFY_RESULT(lockProject(folder / "a.seisdesk"));
    }
    void anotherProcessIsNamedWhileItLivesAndInheritedWhenItIsKilled()
    {
        Folder folder;
        QProcess holder;
        holder.start(QCoreApplication::applicationFilePath(), {QString::fromStdString((folder / "a.seisdesk").string())});
        QVERIFY(holder.waitForReadyRead());
        QCOMPARE(holder.readLine().trimmed(), QByteArray("held"));
        const auto refused = lockProject(folder / "a.seisdesk");
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("process " + std::to_string(holder.processId())) != std::string::npos, refused.error().message.c_str());
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QVERIFY(std::filesystem::exists(folder / "a.seisdesk.lock"));
        QVERIFY_RESULT(lockProject(folder / "a.seisdesk"));
    }
    void aFolderThatCannotBeWrittenIsNamed()
    {
        const auto refused = lockProject("/proc/a.seisdesk");
        QVERIFY(!refused && refused.error().code == Error::Code::Unreadable);
        QVERIFY2(refused.error().message.find("/proc") != std::string::npos, refused.error().message.c_str());
    }
};

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 2 && argv[1][0] == '/') {
        const auto lock = lockProject(argv[1]);
        std::puts(lock ? "held" : "refused");
        std::fflush(stdout);
        return app.exec();
    }
    ProjectLockTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "project_lock_test.moc"
