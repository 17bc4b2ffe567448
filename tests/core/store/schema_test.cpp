#include "core/store/schema.h"

#include "core/store/project_file.h"
#include "core/store/sqlite_file.h"
#include "tests/core/store/temporary_project.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

SchemaSteps withStep(std::function<Result<void>(Database&)> step)
{
    SchemaSteps steps = schemaSteps();
    steps.push_back(std::move(step));
    return steps;
}

}  // namespace

class SchemaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBlankFileGetsTheNewestTables()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.seisdesk").value();
        QCOMPARE(schemaVersion(*database).value(), 0);
        QVERIFY_RESULT(migrate(*database));
        QCOMPARE(schemaVersion(*database).value(), static_cast<int>(schemaSteps().size()));
        QVERIFY_RESULT(migrate(*database));
        QCOMPARE(database->value(QStringLiteral("SELECT count(*) FROM labels"))->toInt(), 0);
    }
    void aMissingStepIsRunOnceAndKeepsWhatIsThere()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.seisdesk").value();
        QVERIFY_RESULT(migrate(*database));
        QVERIFY_RESULT(setProjectValue(*database, QStringLiteral("key"), QStringLiteral("kept")));
        int runs = 0;
        const auto steps = withStep([&](Database& db) -> Result<void> {
            ++runs;
            auto done = db.run(QStringLiteral("CREATE TABLE later (x BIGINT)"));
            return done ? Result<void>() : Result<void>(done.error());
        });
        QVERIFY_RESULT(migrate(*database, steps));
        QVERIFY_RESULT(migrate(*database, steps));
        QCOMPARE(runs, 1);
        QCOMPARE(schemaVersion(*database).value(), static_cast<int>(steps.size()));
        QCOMPARE(projectValue(*database, QStringLiteral("key")).value(), QStringLiteral("kept"));
    }
    void aProjectWithoutEventEditsKeepsItsHistory()
    {
        Folder folder;
        const Label p = pick("WLF", "P", 1.0);
        {
            const auto database = openSqlite(folder / "a.seisdesk").value();
            QVERIFY_RESULT(migrate(*database, {schemaSteps()[0], schemaSteps()[1]}));
            QCOMPARE(schemaVersion(*database).value(), 2);
            QVERIFY(!database->value(QStringLiteral("SELECT count(*) FROM event_edits")));
            Journal journal(*database);
            QVERIFY_RESULT(journal.load());
            QVERIFY_RESULT(journal.commit(adding(p), "analyst"));
        }
        const auto file = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY_RESULT(file);
        QCOMPARE(schemaVersion((*file)->database()).value(), 3);
        QCOMPARE(ProjectFile::copies((*file)->path()).size(), std::size_t{1});
        Journal& journal = (*file)->journal();
        QVERIFY(journal.labels().value() == std::vector{p});
        QVERIFY(journal.undoingEvents().value().empty());
        Event event;
        event.id = "smi:a/1";
        QVERIFY_RESULT(journal.commit(moving(p, 1.0), "analyst", {{}, {event}}));
        QVERIFY((*file)->events().value() == std::vector{event});
        for (int i = 0; i < 2; ++i) QVERIFY_RESULT(journal.commitUndo(journal.undoing().value(), journal.undoingEvents().value()));
        QVERIFY((*file)->events().value().empty() && journal.labels().value().empty());
    }
    void aStepThatFailsLeavesNoTrace()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.seisdesk").value();
        QVERIFY_RESULT(migrate(*database));
        const auto failed = migrate(*database, withStep([](Database& db) -> Result<void> {
                                        static_cast<void>(db.run(QStringLiteral("CREATE TABLE half (x BIGINT)")));
                                        return Error{Error::Code::OutOfSpace, "The disk is full."};
                                    }));
        QVERIFY(failed.error().code == Error::Code::OutOfSpace);
        QCOMPARE(schemaVersion(*database).value(), static_cast<int>(schemaSteps().size()));
        QVERIFY(!database->value(QStringLiteral("SELECT count(*) FROM half")));
    }
    void aNewerProjectIsRefusedUnchanged()
    {
        Folder folder;
        QVERIFY_RESULT(ProjectFile::open(folder / "a.seisdesk"));
        QVERIFY_RESULT(setProjectValue(*openSqlite(folder / "a.seisdesk").value(), QStringLiteral("schema"), QStringLiteral("99")));
        const auto refused = ProjectFile::open(folder / "a.seisdesk");
        QVERIFY(!refused && refused.error().code == Error::Code::Unsupported);
        QVERIFY2(refused.error().message.find("newer SeisDesk") != std::string::npos, refused.error().message.c_str());
        QCOMPARE(projectValue(*openSqlite(folder / "a.seisdesk").value(), QStringLiteral("schema")).value(), QStringLiteral("99"));
    }
    void aProjectThatWasKilledWhileItWasMadeIsMadeAnew()
    {
        Folder folder;
        QVERIFY_RESULT(openSqlite(folder / "a.seisdesk"));  // opened, but no tables yet
        QVERIFY_RESULT(ProjectFile::open(folder / "a.seisdesk"));
    }
    void aProjectWithoutVersionIsDamaged()
    {
        Folder folder;
        {
            const auto database = openSqlite(folder / "a.seisdesk").value();
            QVERIFY_RESULT(migrate(*database));
            QVERIFY_RESULT(database->run(QStringLiteral("DELETE FROM project")));
        }
        QVERIFY(ProjectFile::open(folder / "a.seisdesk").error().code == Error::Code::Malformed);
    }
};

QTEST_GUILESS_MAIN(SchemaTest)
#include "schema_test.moc"
