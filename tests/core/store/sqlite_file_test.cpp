#include "core/store/sqlite_file.h"

#include "core/store/schema.h"
#include "tests/core/store/temporary_project.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

class SqliteFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void commitsAreSyncedToAWriteAheadLog()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.db").value();
        QCOMPARE(database->value(QStringLiteral("PRAGMA journal_mode"))->toString(), QStringLiteral("wal"));
        QCOMPARE(database->value(QStringLiteral("PRAGMA synchronous"))->toInt(), 2);
        QVERIFY(isBlank(*database).value());
    }
    void anotherProgramsDatabaseIsRefused()
    {
        Folder folder;
        {
            const auto other = openSqlite(folder / "a.db").value();
            QVERIFY_RESULT(other->run(QStringLiteral("CREATE TABLE bookmarks (x BIGINT)")));
        }
        const auto refused = openSqlite(folder / "a.db");
        QVERIFY(!refused && refused.error().code == Error::Code::Malformed);
        QVERIFY2(refused.error().message.find("of another program") != std::string::npos, refused.error().message.c_str());
    }
    void aSecondConnectionIsKeptOut()
    {
        Folder folder;
        const auto first = openSqlite(folder / "a.db").value();
        QVERIFY_RESULT(migrate(*first));
        const auto second = openSqlite(folder / "a.db");
        QVERIFY(!second && second.error().code == Error::Code::Unreadable);
        QVERIFY2(second.error().message.find("in use") != std::string::npos, second.error().message.c_str());
    }
    void aCopyIsWholeOrNotThere()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.db").value();
        QVERIFY_RESULT(migrate(*database));
        QVERIFY_RESULT(copySqlite(*database, folder / "b.db"));
        QVERIFY_RESULT(copySqlite(*database, folder / "b.db"));
        QVERIFY_RESULT(inspectSqlite(folder / "b.db"));
        QVERIFY(!copySqlite(*database, folder / "nowhere/b.db"));
        QVERIFY(!copySqlite(*database, "/proc/b.db"));
        fs::create_directories(folder / "c.db/full");
        QVERIFY(!copySqlite(*database, folder / "c.db"));
        QVERIFY(!fs::exists(folder / "c.db.part"));
    }
    void aLogLeftByAnotherFileIsNotReplayed()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.db").value();
        QVERIFY_RESULT(migrate(*database));
        write(folder / "b.db-wal", "left behind");
        QVERIFY_RESULT(copySqlite(*database, folder / "b.db"));
        QVERIFY(!fs::exists(folder / "b.db-wal"));
    }
    void inspectingChangesNothingAndFindsDamage()
    {
        Folder folder;
        {
            const auto database = openSqlite(folder / "a.db").value();
            QVERIFY_RESULT(migrate(*database));
            QVERIFY_RESULT(checkIntegrity(*database));
            QVERIFY_RESULT(copySqlite(*database, folder / "b.db"));
        }
        const std::string before = contentOf(folder / "b.db");
        QVERIFY_RESULT(inspectSqlite(folder / "b.db"));
        QCOMPARE(contentOf(folder / "b.db"), before);
        write(folder / "b.db", before.substr(0, before.size() / 2));
        QVERIFY(!inspectSqlite(folder / "b.db"));
        QVERIFY(!inspectSqlite(folder / "absent.db"));
        QVERIFY(!fs::exists(folder / "absent.db"));
    }
};

QTEST_GUILESS_MAIN(SqliteFileTest)
#include "sqlite_file_test.moc"
