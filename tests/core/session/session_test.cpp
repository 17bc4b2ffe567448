#include "core/session/session.h"

#include "core/session/scratch.h"
#include "core/store/project_file.h"
#include "tests/core/session/notebook_reader.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

namespace {

std::unique_ptr<Session> opened(const fs::path& path, JobQueue& jobs)
{
    auto session = Session::open(path, jobs);
    if (!session) qFatal("%s", session.error().message.c_str());
    (*session)->setReader(readNotebooks);
    return std::move(*session);
}

/// Runs a reading job to its end and gives the issues it reported.
std::vector<std::string> issuesOf(Session& session, Job* (*start)(Session&))
{
    std::vector<std::string> out;
    bool done = false;
    const auto connection = QObject::connect(&session, &Session::filesAdded, &session, [&](const std::vector<ReadIssue>& issues) {
        for (const ReadIssue& issue : issues) out.push_back(issue.file.filename().string() + " " + issue.message);
        done = true;
    });
    start(session);
    if (!QTest::qWaitFor([&] { return done; })) out.push_back("filesAdded never came");
    QObject::disconnect(connection);
    return out;
}

std::vector<std::string> reloaded(Session& session) { return issuesOf(session, [](Session& s) { return s.reload(); }); }

/// Edits for ever and prints each step once the session has said that labels changed. For being killed.
int editForEver(const fs::path& path)
{
    JobQueue jobs;
    const auto session = opened(path, jobs);
    QObject::connect(session.get(), &Session::labelsChanged, session.get(), [&] {
        std::printf("%lld\n", static_cast<long long>(session->file().journal().steps()));
        std::fflush(stdout);
    });
    std::mt19937 random(std::random_device{}());
    for (int i = 0;; ++i) {
        const auto dice = random() % 6;
        const auto labels = session->labels().all();
        const auto done = dice == 0 && session->canUndo()   ? session->undo()
                          : dice == 1 && session->canRedo() ? session->redo()
                          : dice < 4 && !labels.empty()     ? session->apply(moving(*labels[random() % labels.size()], 0.01))
                                                            : session->apply(adding(pick("WLF", "P", i)));
        if (!done) return 1;
    }
}

}  // namespace

class SessionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEditIsOnTheDiskBeforeItIsShown()
    {
        Folder folder;
        JobQueue jobs;
        const auto session = opened(folder / "a.seisdesk", jobs);
        std::vector<std::size_t> onDisk;
        connect(session.get(), &Session::labelsChanged, this, [&](TimeSpan span) {
            QVERIFY(span.contains(at(5.0)));
            onDisk.push_back(session->file().journal().labels().value().size());
        });
        QSignalSpy undo(session.get(), &Session::undoChanged);
        const Label p = pick("WLF", "P", 5.0);
        QVERIFY_RESULT(session->apply(adding(p)));
        QVERIFY_RESULT(session->undo());
        QVERIFY_RESULT(session->redo());
        QVERIFY((onDisk == std::vector<std::size_t>{1, 0, 1}));
        QCOMPARE(undo.size(), 3);
        QVERIFY(*session->labels().find(p.id) == p);
        QVERIFY_RESULT(session->apply(Edit{"Nothing", {}, {}}));
        QCOMPARE(undo.size(), 3);
    }
    void undoAndRedoGoOnAfterARestart()
    {
        Folder folder;
        JobQueue jobs;
        {
            const auto session = opened(folder / "a.seisdesk", jobs);
            session->setAuthor("Anna");
            const Label p = pick("WLF", "P", 5.0);
            QVERIFY_RESULT(session->apply(adding(p)));
            QVERIFY_RESULT(session->apply(moving(p, 1.0)));
            QVERIFY_RESULT(session->undo());
        }
        const auto session = opened(folder / "a.seisdesk", jobs);
        QCOMPARE(session->undoText(), QStringLiteral("Pick P"));
        QCOMPARE(session->redoText(), QStringLiteral("Move P"));
        QVERIFY_RESULT(session->redo());
        QVERIFY(session->labels().all().front()->time == at(6.0));
        QVERIFY(!session->canRedo() && session->redoText().isEmpty());
        QVERIFY_RESULT(session->undo());
        QVERIFY_RESULT(session->undo());
        QVERIFY(!session->canUndo() && session->labels().size() == 0);
        QVERIFY(session->undo().error().code == Error::Code::InvalidArgument);
        QCOMPARE(session->file().journal().history().value().front().author, std::string("Anna"));
    }
    void anEditThatFailsChangesNothing()
    {
        Folder folder;
        JobQueue jobs;
        const auto session = opened(folder / "a.seisdesk", jobs);
        const Label p = pick("WLF", "P", 5.0);
        QVERIFY_RESULT(session->apply(adding(p)));
        QSignalSpy changed(session.get(), &Session::labelsChanged);
        Label bad = pick("WLF", "S", 6.0);
        bad.confidence = std::nan("");
        QVERIFY(session->apply({"Bad", {p}, {bad}}).error().code == Error::Code::InvalidArgument);
        QVERIFY(session->apply(adding(p)).error().code == Error::Code::InvalidArgument);

        auto& database = session->file().database();
        const int pages = database.value(QStringLiteral("PRAGMA page_count"))->toInt();
        QVERIFY_RESULT(database.value(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + 1)));
        Edit many{"Many", {p}, {}};
        for (int i = 0; i < 1000; ++i) many.added.push_back(pick("WLF", "P", i));
        QVERIFY(session->apply(many).error().code == Error::Code::OutOfSpace);
        QVERIFY(session->labels().values() == std::vector{p});
        QCOMPARE(session->undoText(), QStringLiteral("Pick P"));
        QCOMPARE(changed.size(), 0);
        QVERIFY_RESULT(database.value(QStringLiteral("PRAGMA max_page_count = 1000000")));
        QVERIFY_RESULT(session->apply(many));
        QVERIFY_RESULT(session->undo());
        QVERIFY(session->labels().values() == std::vector{p});
    }
    void filesBringTracesLabelsEventsAndStations()
    {
        Folder folder;
        JobQueue jobs;
        write(folder / "a.txt", "trace WLF 0 10 1 2 3 4\ntrace ABC 0 10 5 6\nlabel WLF P 0.2\nlabel WLF P 0.2\nevent smi:x/1\nstation WLF\nnonsense\n");
        write(folder / "b.txt", "trace WLF 0.4 10 5 6\n");
        const auto session = opened(folder / "p.seisdesk", jobs);
        QSignalSpy traces(session.get(), &Session::tracesChanged), events(session.get(), &Session::eventsChanged), added(session.get(), &Session::filesAdded);
        const std::string a = (folder / "a.txt").string(), b = (folder / "b.txt").string();
        Job* job = session->addFiles({a});
        QCOMPARE(job->title(), QStringLiteral("Read a.txt"));
        QVERIFY(added.wait());
        session->addFiles({b});
        QVERIFY(added.wait());
        const auto issues = added[0][0].value<std::vector<ReadIssue>>();
        QCOMPARE(issues.size(), std::size_t{1});
        QVERIFY(issues[0].message.find("nonsense") != std::string::npos);
        QCOMPARE(session->traces().size(), std::size_t{2});
        QCOMPARE(session->traces()[0]->trace->id.station, std::string("ABC"));
        const TraceItem& wlf = *session->traces()[1];
        QCOMPARE(wlf.trace->segments.size(), std::size_t{1});
        QCOMPARE(wlf.trace->segments[0].size(), std::size_t{6});
        QCOMPARE(wlf.envelopes.size(), std::size_t{1});
        QCOMPARE(wlf.envelopes[0].range(0, 6).max, 6.0f);
        QVERIFY((session->span() == TimeSpan{at(0.0), at(0.6)}));
        QCOMPARE(session->tracePtrs().size(), std::size_t{2});
        QCOMPARE(session->labels().size(), std::size_t{1});
        QCOMPARE(session->undoText(), QStringLiteral("Import labels"));
        QCOMPARE(session->events().size(), std::size_t{1});
        QVERIFY(session->inventory().station("GE", "WLF", at(0.0)));
        QCOMPARE(traces.size(), 2);
        QCOMPARE(events.size(), 1);

        // The same file again brings nothing that is there already.
        session->addFiles({a});
        QVERIFY(added.wait());
        QCOMPARE(session->labels().size(), std::size_t{1});
        QCOMPARE(session->events().size(), std::size_t{1});
        QCOMPARE(session->traces()[1]->trace->segments.size(), std::size_t{1});
        QCOMPARE(session->file().records().value().size(), std::size_t{2});
        QVERIFY_RESULT(session->undo());
        QCOMPARE(session->labels().size(), std::size_t{0});
    }
    void reloadFindsMovedMissingAndChangedFiles()
    {
        Folder folder;
        JobQueue jobs;
        fs::create_directories(folder / "old");
        for (const char* name : {"kept", "changed", "missing"})
            write(folder / (std::string("old/") + name), std::string("trace ") + name + " 0 10 1 2 3\nlabel " + name + " P 0.1\n");
        {
            const auto session = opened(folder / "old/p.seisdesk", jobs);
            QSignalSpy added(session.get(), &Session::filesAdded);
            session->addFiles({(folder / "old/kept").string(), (folder / "old/changed").string(), (folder / "old/missing").string()});
            QVERIFY(added.wait());
            QVERIFY(reloaded(*session).empty());
            QCOMPARE(session->labels().size(), std::size_t{3});
            const Label* p = session->labels().in({"GE", "kept", "", "HHZ"}, {at(0.0), at(1.0)}).at(0);
            QVERIFY_RESULT(session->apply({"Delete P", {*p}, {}}));
        }
        fs::rename(folder / "old", folder / "new");
        fs::remove(folder / "new/missing");
        write(folder / "new/changed", "trace changed 0 10 9 8 7\nlabel changed P 0.1\n");
        const auto session = opened(folder / "new/p.seisdesk", jobs);
        QCOMPARE(session->labels().size(), std::size_t{2});
        QVERIFY(session->traces().empty());
        const auto issues = reloaded(*session);
        const auto said = [&](const std::string& text) { return std::count_if(issues.begin(), issues.end(), [&](const std::string& i) { return i.find(text) != std::string::npos; }); };
        QCOMPARE(said("missing is missing"), 1);
        QCOMPARE(said("changed has changed"), 1);
        QCOMPARE(said("was moved to"), 2);
        QCOMPARE(issues.size(), std::size_t{4});
        QCOMPARE(session->traces().size(), std::size_t{2});
        QCOMPARE(session->labels().size(), std::size_t{2});  // the deleted one does not come back from its file

        const auto again = reloaded(*session);
        QCOMPARE(again.size(), std::size_t{2});  // no move any more, but still missing and changed
        QSignalSpy added(session.get(), &Session::filesAdded);
        session->addFiles({(folder / "new/changed").string()});
        QVERIFY(added.wait());
        QCOMPARE(reloaded(*session).size(), std::size_t{1});
    }
    void jobsThatReadTheSameStreamAtOnceBothCount()
    {
        Folder folder;
        JobQueue jobs;
        const auto session = opened(folder / "p.seisdesk", jobs);
        QSignalSpy added(session.get(), &Session::filesAdded);
        for (int i = 0; i < 20; ++i) {
            write(folder / std::to_string(i), "trace WLF " + std::to_string(i * 0.2) + " 10 1 2\n");
            session->addFiles({(folder / std::to_string(i)).string()});
        }
        QTRY_COMPARE(added.size(), 20);
        QCOMPARE(session->traces().size(), std::size_t{1});
        QCOMPARE(session->traces()[0]->trace->sampleCount(), std::size_t{40});
        QCOMPARE(session->traces()[0]->trace->segments.size(), std::size_t{1});
    }
    void aCancelledReadBringsNothingAndASessionMayCloseMeanwhile()
    {
        Folder folder;
        JobQueue jobs;
        write(folder / "a", "trace WLF 0 10 1 2\n");
        auto session = opened(folder / "p.seisdesk", jobs);
        session->setReader([](const std::vector<std::string>& inputs, const ReadOptions& options, const Progress& progress) {
            QTest::qSleep(30);
            return readNotebooks(inputs, options, progress);
        });
        QSignalSpy added(session.get(), &Session::filesAdded), failed(session.get(), &Session::failed);
        Job* job = session->addFiles({(folder / "a").string()});
        job->cancel();
        QTRY_VERIFY(job->isOver());
        QCOMPARE(added.size() + failed.size(), 0);
        QVERIFY(session->traces().empty());
        session->addFiles({(folder / "a").string()});
        session.reset();
        QTRY_VERIFY(!jobs.busy());
    }
    void eventsAndSettingsAreKept()
    {
        Folder folder;
        JobQueue jobs;
        {
            const auto session = opened(folder / "p.seisdesk", jobs);
            Event event;
            event.id = "smi:x/1";
            QVERIFY_RESULT(session->putEvent(event));
            event.type = "earthquake";
            QVERIFY_RESULT(session->putEvent(event));
            QVERIFY(!session->putEvent(Event{}));
            session->setSetting(QStringLiteral("view"), "zoomed");
        }
        const auto session = opened(folder / "p.seisdesk", jobs);
        QCOMPARE(session->events().size(), std::size_t{1});
        QCOMPARE(session->events()[0].type, std::string("earthquake"));
        QCOMPARE(session->setting(QStringLiteral("view")), QByteArray("zoomed"));
    }
    void anAcceptedPredictionIsOneStep()
    {
        Folder folder;
        JobQueue jobs;
        const auto session = opened(folder / "p.seisdesk", jobs);
        auto prediction = std::make_shared<Prediction>();
        prediction->model = "m@1";
        StationPrediction station{{"GE", "WLF", "", "HH"}, {"GE", "WLF", "", "HHZ"}, {}, {{at(0.0), at(100.0)}}, {}, {}};
        for (double t : {10.0, 50.0}) {
            station.labels.push_back(pick("WLF", "P", t));
            station.labels.back().mode = Mode::Automatic;
        }
        prediction->stations.push_back(station);
        QSignalSpy shown(session.get(), &Session::predictionChanged);
        QVERIFY_RESULT(session->accept(prediction));
        QCOMPARE(session->labels().size(), std::size_t{2});
        QVERIFY(session->prediction() == prediction);
        QCOMPARE(session->undoText(), QStringLiteral("Predict with m@1"));
        QVERIFY_RESULT(session->accept(prediction));
        QCOMPARE(session->labels().size(), std::size_t{2});
        QVERIFY_RESULT(session->undo());
        QVERIFY_RESULT(session->undo());
        QCOMPARE(session->labels().size(), std::size_t{0});
        QCOMPARE(shown.size(), 2);
        QVERIFY(!session->accept(nullptr));
    }
    void aHundredThousandPicksAreAcceptedInSeconds()
    {
        Folder folder;
        JobQueue jobs;
        const auto session = opened(folder / "p.seisdesk", jobs);
        auto prediction = std::make_shared<Prediction>();
        prediction->model = "m@1";
        for (int s = 0; s < 300; ++s) {
            const std::string name = "S" + std::to_string(s);
            StationPrediction station{{"GE", name, "", "HH"}, {"GE", name, "", "HHZ"}, {}, {{at(0.0), at(86400.0)}}, {}, {}};
            for (int i = 0; i < 334; ++i) {
                station.labels.push_back(pick(name, i % 2 ? "S" : "P", 250.0 * i));
                station.labels.back().mode = Mode::Automatic;
                station.labels.back().confidence = 0.001 * i;
            }
            prediction->stations.push_back(std::move(station));
        }
        QElapsedTimer timer;
        timer.start();
        QVERIFY_RESULT(session->accept(prediction));
        const auto first = timer.restart();
        QCOMPARE(session->labels().size(), std::size_t{100'200});
        QVERIFY_RESULT(session->undo());
        const auto undone = timer.restart();
        QCOMPARE(session->labels().size(), std::size_t{0});
        QVERIFY_RESULT(session->redo());
        timer.restart();
        QVERIFY_RESULT(session->accept(prediction));
        qInfo("100 200 picks: accepted in %lld ms, undone in %lld ms, replaced in %lld ms", static_cast<long long>(first), static_cast<long long>(undone),
              static_cast<long long>(timer.elapsed()));
        QVERIFY(first < 60'000);
    }
    void killedAtAnyMomentTheSessionLosesNothingItHasShown()
    {
        Folder folder;
        JobQueue jobs;
        const auto path = folder / "p.seisdesk";
        for (int round = 0; round < 12; ++round) {
            QProcess victim;
            victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--edit"), QString::fromStdString(path.string())});
            QVERIFY(victim.waitForReadyRead());
            QTest::qSleep(round * 9);
            victim.kill();
            QVERIFY(victim.waitForFinished());
            const auto lines = victim.readAllStandardOutput().trimmed().split('\n');
            const auto session = opened(path, jobs);
            Journal& journal = session->file().journal();
            QVERIFY(journal.steps() >= lines.last().toLongLong() && journal.steps() <= lines.last().toLongLong() + 1);
            const auto replayed = journal.replayed();
            QVERIFY_RESULT(replayed);
            QVERIFY(replayed->values() == session->labels().values());
            while (session->canUndo()) QVERIFY_RESULT(session->undo());
            QCOMPARE(session->labels().size(), std::size_t{0});
        }
    }
};

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--edit") return editForEver(argv[2]);
    SessionTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "session_test.moc"
