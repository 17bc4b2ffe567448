#include "core/store/event_table.h"

#include "core/catalog/event_set.h"
#include "core/store/schema.h"
#include "core/store/sqlite_file.h"
#include "tests/core/store/temporary_project.h"

#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

Event named(const std::string& id, const std::string& type = {})
{
    Event event;
    event.id = id;
    event.type = type;
    return event;
}

}  // namespace

class EventTableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsAreChangedInTheOrderOfTheSet()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.seisdesk").value();
        QVERIFY_RESULT(migrate(*database));
        EventSet events;
        for (const EventEdit& edit : {EventEdit{{}, {named("a"), named("b"), named("c")}}, EventEdit{{named("b"), named("a")}, {named("a", "+"), named("d")}},
                                      EventEdit{{named("d")}, {named("b")}}}) {
            QVERIFY_RESULT(changeEvents(*database, edit));
            QVERIFY_RESULT(events.apply(edit));
            QVERIFY(eventsIn(*database).value() == events.values());
        }
        QVERIFY(changeEvents(*database, {{named("x")}, {}}).error().code == Error::Code::Internal);
        QVERIFY(putEvents(*database, {named("")}).error().code == Error::Code::InvalidArgument);
    }
    void aDamagedEventIsNamedAsDamage()
    {
        Folder folder;
        const auto database = openSqlite(folder / "a.seisdesk").value();
        QVERIFY_RESULT(migrate(*database));
        QVERIFY_RESULT(putEvents(*database, {named("a")}));
        QVERIFY_RESULT(database->run(QStringLiteral("UPDATE events SET event = '{'")));
        QVERIFY(eventsIn(*database).error().code == Error::Code::Malformed);
    }
};

QTEST_GUILESS_MAIN(EventTableTest)
#include "event_table_test.moc"
