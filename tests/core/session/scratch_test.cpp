// Projects without a name: kept, found again, saved elsewhere.
#include "core/session/scratch.h"

#include "core/session/session.h"
#include "core/store/project_file.h"
#include "tests/core/session/notebook_reader.h"

#include <QSignalSpy>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

class ScratchTest : public QObject {
    Q_OBJECT
    std::unique_ptr<Folder> m_folder;
    JobQueue m_jobs;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<Folder>();
        qputenv("XDG_DATA_HOME", m_folder->dir.path().toLocal8Bit());
        QVERIFY(scratchFolder() == *m_folder / "seisdesk");
    }
    void workWithoutANameIsFoundAgain()
    {
        fs::path path;
        {
            const auto session = Session::open({}, m_jobs);
            QVERIFY_RESULT(session);
            QVERIFY((*session)->isScratch());
            path = (*session)->path();
            QVERIFY_RESULT((*session)->apply(adding(pick("WLF", "P", 1.0))));
        }
        const auto session = Session::open({}, m_jobs);
        QVERIFY((*session)->path() == path);
        QCOMPARE((*session)->labels().size(), std::size_t{1});
    }
    void anEmptyScratchLeavesNothingBehind()
    {
        QVERIFY_RESULT(Session::open({}, m_jobs));
        QVERIFY(scratchProjects().empty());
        QVERIFY(fs::is_empty(scratchFolder()));
    }
    void twoWindowsHaveTwoScratchProjects()
    {
        const auto first = Session::open({}, m_jobs);
        const auto second = Session::open({}, m_jobs);
        const auto third = Session::openFresh(m_jobs);
        QVERIFY(first && second && third);
        QVERIFY((*first)->path() != (*second)->path() && (*second)->path() != (*third)->path());
    }
    void theLastUsedOneIsOpenedFirst()
    {
        fs::path newer;
        {
            const auto a = Session::open({}, m_jobs);
            const auto b = Session::openFresh(m_jobs);
            newer = (*b)->path();
            QVERIFY_RESULT((*a)->apply(adding(pick("WLF", "P", 1.0))));
            QVERIFY_RESULT((*b)->apply(adding(pick("WLF", "P", 1.0))));
        }
        fs::last_write_time(newer, fs::file_time_type::clock::now() + std::chrono::hours(1));
        QCOMPARE(scratchProjects().size(), std::size_t{2});
        QVERIFY(scratchProjects().front() == newer);
        QVERIFY((*Session::open({}, m_jobs))->path() == newer);
    }
    void aDamagedScratchIsRestoredAndSaidSo()
    {
        fs::path path;
        {
            const auto session = Session::open({}, m_jobs);
            path = (*session)->path();
            QVERIFY_RESULT((*session)->apply(adding(pick("WLF", "P", 1.0))));
        }
        fs::resize_file(path, 5000);
        const auto session = Session::open({}, m_jobs);
        QVERIFY_RESULT(session);
        QCOMPARE((*session)->labels().size(), std::size_t{1});
        QSignalSpy failed(session->get(), &Session::failed);
        QVERIFY(failed.wait());
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("damaged")));
    }
    void saveAsGoesOnInTheNewFile()
    {
        write(*m_folder / "a.txt", "trace WLF 0 10 1 2\n");
        const auto target = *m_folder / "work/named.seisdesk";
        {
            const auto opened = Session::open({}, m_jobs);
            Session& session = **opened;
            session.setReader(readNotebooks);
            QSignalSpy added(&session, &Session::filesAdded), moved(&session, &Session::pathChanged);
            session.addFiles({(*m_folder / "a.txt").string()});
            QVERIFY(added.wait());
            const Label p = pick("WLF", "P", 1.0);
            QVERIFY_RESULT(session.apply(adding(p)));
            QVERIFY_RESULT(session.apply(moving(p, 1.0)));
            QVERIFY_RESULT(session.undo());
            QVERIFY(session.saveAs(target).error().code == Error::Code::NotFound);
            QVERIFY(session.isScratch());
            fs::create_directories(*m_folder / "work");
            QVERIFY_RESULT(session.saveAs(target));
            QVERIFY(!session.isScratch() && session.path() == target);
            QCOMPARE(moved.size(), 1);
            QVERIFY(scratchProjects().empty());
            QCOMPARE(session.redoText(), QStringLiteral("Move P"));
            QVERIFY_RESULT(session.redo());
            QVERIFY_RESULT(session.saveAs(target));
        }
        fs::create_directories(*m_folder / "else");
        fs::rename(*m_folder / "work", *m_folder / "else/work");
        fs::rename(*m_folder / "a.txt", *m_folder / "else/a.txt");
        const auto session = Session::open(*m_folder / "else/work/named.seisdesk", m_jobs);
        QVERIFY_RESULT(session);
        QVERIFY((*session)->labels().all().front()->time == at(2.0));
        QVERIFY((*session)->file().records().value().front().found == *m_folder / "else/a.txt");
    }
    void saveAsReplacesAFileButNotAnOpenProject()
    {
        const auto open = Session::open(*m_folder / "open.seisdesk", m_jobs);
        {
            const auto old = Session::open(*m_folder / "old.seisdesk", m_jobs);
            QVERIFY_RESULT((*old)->apply(adding(pick("OLD", "P", 1.0))));
        }
        const auto session = Session::open({}, m_jobs);
        QVERIFY_RESULT((*session)->apply(adding(pick("NEW", "P", 1.0))));
        QVERIFY((*session)->saveAs(*m_folder / "open.seisdesk").error().code == Error::Code::Unreadable);
        QVERIFY((*session)->saveAs("/proc/a.seisdesk").error().code == Error::Code::Unreadable);
        QVERIFY((*session)->isScratch());
        QVERIFY_RESULT((*session)->apply(adding(pick("NEW", "S", 2.0))));
        QVERIFY_RESULT((*session)->saveAs(*m_folder / "old.seisdesk"));
        QCOMPARE((*session)->labels().size(), std::size_t{2});
        QCOMPARE((*session)->file().journal().labels().value().size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(ScratchTest)
#include "scratch_test.moc"
