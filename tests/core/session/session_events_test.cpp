// What a session does with events beside its labels.

#include "core/session/session.h"

#include "core/store/project_file.h"
#include "tests/core/store/temporary_project.h"

#include <QSignalSpy>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

std::unique_ptr<Session> opened(const std::filesystem::path& path, JobQueue& jobs)
{
    auto session = Session::open(path, jobs);
    if (!session) qFatal("%s", session.error().message.c_str());
    return std::move(*session);
}

}  // namespace

class SessionEventsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsAndEventsAreOneStepAlsoAfterARestart()
    {
        Folder folder;
        JobQueue jobs;
        Event event;
        event.id = "smi:x/1";
        const Label p = pick("WLF", "P", 5.0);
        Label associated = p;
        associated.event = event.id;
        {
            const auto session = opened(folder / "p.seisdesk", jobs);
            QVERIFY_RESULT(session->apply(adding(p)));
            QSignalSpy labels(session.get(), &Session::labelsChanged), events(session.get(), &Session::eventsChanged), undo(session.get(), &Session::undoChanged);
            connect(session.get(), &Session::labelsChanged, this, [&] { QVERIFY(session->event(event.id)); });  // nobody sees one without the other
            QVERIFY_RESULT(session->apply({"Associate", {p}, {associated}}, {{}, {event}}));
            QCOMPARE(session->undoText(), QStringLiteral("Associate"));
            QVERIFY(*session->event(event.id) == event && !session->event("smi:x/2"));
            QVERIFY(session->apply({"Twice", {}, {}}, {{}, {event}}).error().code == Error::Code::InvalidArgument);
            Event located = event;
            located.type = "earthquake";
            QVERIFY_RESULT(session->putEvent(located));
            QCOMPARE(session->undoText(), QStringLiteral("Associate"));
            Event reviewed = located;
            reviewed.typeCertainty = "known";
            QVERIFY_RESULT(session->apply({"Set reviewed", {}, {}}, {{located}, {reviewed}}));
            QCOMPARE(labels.size(), 1);
            QCOMPARE(events.size(), 3);
            QCOMPARE(undo.size(), 2);
        }
        const auto session = opened(folder / "p.seisdesk", jobs);
        QCOMPARE(session->event(event.id)->typeCertainty, std::string("known"));
        QVERIFY_RESULT(session->undo());
        QCOMPARE(session->event(event.id)->type, std::string("earthquake"));
        QVERIFY_RESULT(session->undo());
        QVERIFY(session->events().empty() && *session->labels().find(p.id) == p);
        QVERIFY_RESULT(session->redo());
        QVERIFY(*session->event(event.id) == event && *session->labels().find(p.id) == associated);
    }
    void aFullDiskChangesNeitherLabelsNorEvents()
    {
        Folder folder;
        JobQueue jobs;
        const auto session = opened(folder / "p.seisdesk", jobs);
        auto& database = session->file().database();
        QVERIFY_RESULT(database.value(QStringLiteral("PRAGMA max_page_count = %1").arg(database.value(QStringLiteral("PRAGMA page_count"))->toInt() + 1)));
        EventEdit many;
        for (int i = 0; i < 2000; ++i) many.after.emplace_back().id = "smi:x/" + std::to_string(i);
        QVERIFY(session->apply(adding(pick("WLF", "P", 1.0)), many).error().code == Error::Code::OutOfSpace);
        QVERIFY(session->events().empty() && session->labels().size() == 0 && session->file().events().value().empty() && !session->canUndo());
    }
};

QTEST_GUILESS_MAIN(SessionEventsTest)
#include "session_events_test.moc"
