// From the wish to the session, against a server of the test's own.

#include "ui/shell/fetch_desk.h"

#include "core/io/quakeml.h"
#include "tests/core/net/scripted_server.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using test::Answer;
using test::Asked;
using test::ScriptedServer;

class FetchDeskTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toUtf8()); }

    void eventsComeIntoTheSession()
    {
        JobQueue jobs;
        auto session = Session::openFresh(jobs);
        QVERIFY(session);
        ScriptedServer server([&](const Asked&) -> Answer {
            Event event;
            event.id = "smi:test/event/1";
            Origin origin;
            origin.id = "smi:test/origin/1";
            origin.time = *parseTime("2019-07-06T03:19:53Z");
            event.origins = {origin};
            const auto file = m_folder.filePath(QStringLiteral("answer.xml"));
            if (!writeQuakeMl(file.toStdString(), {event})) return {500, ""};
            QFile written(file);
            return written.open(QIODevice::ReadOnly) ? Answer{200, written.readAll()} : Answer{500, ""};
        });
        FetchDesk desk(jobs, nullptr);
        desk.setSession(session->get());
        FetchWish wish;
        wish.server = {"Test", server.address(), {}, {}};
        wish.eventData = false;
        wish.events.span = {*parseTime("2019-07-06T03:00:00Z"), *parseTime("2019-07-06T04:00:00Z")};
        QSignalSpy changed(session->get(), &Session::eventsChanged);
        QVERIFY(desk.get(wish, nullptr));
        QVERIFY(changed.wait(20000));
        QCOMPARE((*session)->events().size(), std::size_t{1});
    }

    void nothingIsToldInWords()
    {
        JobQueue jobs;
        auto session = Session::openFresh(jobs);
        ScriptedServer server([](const Asked&) { return Answer{204, ""}; });
        FetchDesk desk(jobs, nullptr);
        desk.setSession(session->get());
        QList<Message> told;
        connect(&desk, &FetchDesk::told, this, [&](const Message& message) { told << message; });
        FetchWish wish;
        wish.server = {"Test", server.address(), {}, {}};
        wish.eventData = false;
        QVERIFY(desk.get(wish, nullptr));
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 20000);
        QVERIFY(told[0].text.contains(QStringLiteral("no data")));
        wish.eventData = true;
        QVERIFY(!desk.get(wish, nullptr));  // of no event
    }
};

QTEST_MAIN(FetchDeskTest)
#include "fetch_desk_test.moc"
