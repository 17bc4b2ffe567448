#include "core/session/session.h"
#include "core/store/project_file.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;

class SessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEditIsThereAfterARestart()
    {
        QTemporaryDir dir;
        const auto file = std::filesystem::path(dir.path().toStdString()) / "a.seisdesk";
        JobQueue jobs;
        Label label;
        label.id = Id::random();
        label.stream = {"GE", "WLF", "", "HHZ"};
        label.phase = "P";
        {
            auto session = Session::open(file, jobs);
            QVERIFY2(session, session ? "" : session.error().message.c_str());
            auto r = (*session)->apply({"Pick P", {}, {label}});
            QVERIFY2(r, r ? "" : r.error().message.c_str());
        }
        auto session = Session::open(file, jobs);
        QVERIFY2(session, session ? "" : session.error().message.c_str());
        QVERIFY((*session)->labels().find(label.id) && *(*session)->labels().find(label.id) == label);
        QCOMPARE((*session)->undoText(), QStringLiteral("Pick P"));
        QVERIFY((*session)->undo());
        QCOMPARE((*session)->labels().size(), std::size_t{0});
        QVERIFY((*session)->redo());
        QCOMPARE((*session)->labels().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
