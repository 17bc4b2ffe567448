#include "core/store/database.h"

#include "core/store/sqlite_file.h"
#include "tests/core/store/temporary_project.h"

#include <QSqlError>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

class DatabaseTest : public QObject {
    Q_OBJECT
    Folder m_folder;
    std::unique_ptr<Database> m_database;
    int count() { return m_database->value(QStringLiteral("SELECT count(*) FROM t"))->toInt(); }

private Q_SLOTS:
    void init()
    {
        removeSqlite(m_folder / "a.db");
        m_database = std::move(*openSqlite(m_folder / "a.db"));
        QVERIFY_RESULT(m_database->run(QStringLiteral("CREATE TABLE t (x BIGINT PRIMARY KEY, s TEXT)")));
    }
    void cleanup() { m_database.reset(); }
    void aTransactionIsWholeOrNotThere()
    {
        const auto insert = [&](int x) -> Result<void> {
            auto done = m_database->run(QStringLiteral("INSERT INTO t (x) VALUES (?)"), {x});
            return done ? Result<void>() : Result<void>(done.error());
        };
        QVERIFY_RESULT(m_database->transaction([&]() -> Result<void> {
            static_cast<void>(insert(1));
            return insert(2);
        }));
        QCOMPARE(count(), 2);
        QVERIFY(!m_database->transaction([&]() -> Result<void> {
            static_cast<void>(insert(3));
            return insert(1);
        }));
        QCOMPARE(count(), 2);
        QVERIFY_RESULT(m_database->transaction([&] { return insert(4); }));
        QCOMPARE(count(), 3);
    }
    void valuesKeepTheirTypes()
    {
        const std::int64_t big = (std::int64_t{1} << 62) + 1;
        QCOMPARE(m_database->run(QStringLiteral("INSERT INTO t (x, s) VALUES (?, ?)"), {sqlNumber(big), sqlText("")}).value(), 1);
        auto row = m_database->select(QStringLiteral("SELECT x, s FROM t"));
        QVERIFY(row && row->next());
        QCOMPARE(row->value(0).toLongLong(), big);
        QVERIFY(!row->value(1).isNull());
        QVERIFY(!row->next());
        QVERIFY(!m_database->value(QStringLiteral("SELECT x FROM t WHERE x = 7"))->isValid());
    }
    void errorsNameTheProject()
    {
        const auto wrong = m_database->run(QStringLiteral("SELEKT"));
        QVERIFY(!wrong && wrong.error().code == Error::Code::Internal);
        QVERIFY(wrong.error().message.find("a.db") == 0);
        const auto code = [](const char* native) {
            return databaseError("a.seisdesk", QSqlError(QString(), QStringLiteral("said"), QSqlError::StatementError, QString::fromLatin1(native))).code;
        };
        QCOMPARE(code("13"), Error::Code::OutOfSpace);
        QCOMPARE(code("5"), Error::Code::Unreadable);
        QCOMPARE(code("8"), Error::Code::Unreadable);
        QCOMPARE(code("1032"), Error::Code::Unreadable);  // an extended code: read-only, database moved
        QCOMPARE(code("778"), Error::Code::Unreadable);   // input/output, write
        QCOMPARE(code("11"), Error::Code::Malformed);
        QCOMPARE(code("26"), Error::Code::Malformed);
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
