#include "core/session/learner.h"

#include "core/label/edits.h"
#include "core/store/project_file.h"
#include "core/synth/demo.h"
#include "tests/core/session/fake_learning.h"

#include <QCoreApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace seisdesk;
using namespace seisdesk::test;
namespace fs = std::filesystem;

namespace {

const Signature ann{"ann", Time(Duration(1))};

std::unique_ptr<Session> opened(const fs::path& path, JobQueue& jobs)
{
    auto session = Session::open(path, jobs);
    if (!session) qFatal("%s", session.error().message.c_str());
    synth::DemoOptions options;
    options.stations = 3;
    options.lengthSeconds = 60.0;
    const synth::Demo demo = synth::demo(options);
    Records records;
    records.traces = demo.traces;
    records.inventory = demo.inventory;
    (*session)->addRecords(std::move(records));
    return std::move(*session);
}

Result<void> pick(Session& session, int second) { return session.apply(addLabel(newPick({"XX", "FSZ1", "", "HHZ"}, "P", Time(std::chrono::seconds(second)), ann))); }

std::shared_ptr<FakeLearning> fakeIn(const fs::path& folder)
{
    auto fake = std::make_shared<FakeLearning>();
    fake->parent = folder / "base.safetensors";
    if (!fs::exists(fake->parent)) writeWeights(fake->parent);
    return fake;
}

/// Learns and picks for ever; prints how many picks are on the disk. For being killed.
int learnForEver(const fs::path& project)
{
    JobQueue jobs;
    const auto session = opened(project, jobs);
    const auto fake = fakeIn(project.parent_path());
    fake->steps = 1000000;
    ModelVersions versions(jobs, nullptr);
    Learner learner(jobs, versions, nullptr);
    learner.setLearn(fakeLearning(fake));
    versions.setSession(session.get());
    learner.setSession(session.get());
    for (int i = 0; i < 5; ++i) (void)pick(*session, i);
    learner.start({fake->parent.string()}, "cpu");
    for (int i = 5;; ++i) {
        QTest::qWait(20);
        if (!pick(*session, i)) return 1;
        std::printf("%d %d\n", i + 1, fake->firstStep.load());
        std::fflush(stdout);
    }
}

}  // namespace

class LearnerTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<FakeLearning> m_fake;

    fs::path file(const QString& name) const { return m_dir.filePath(name).toStdString(); }
    fs::path project() const { return file(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".seisdesk")); }
    /// A project with one learner at work on it.
    struct Desk {
        JobQueue jobs;
        std::unique_ptr<Session> session;
        ModelVersions versions{jobs, nullptr};
        Learner learner{jobs, versions, nullptr};
        explicit Desk(const fs::path& project, const std::shared_ptr<FakeLearning>& fake) : session(opened(project, jobs))
        {
            learner.setLearn(fakeLearning(fake));
            versions.setSession(session.get());
            learner.setSession(session.get());
        }
        ~Desk()
        {
            learner.setSession(nullptr);
            versions.setSession(nullptr);
        }
        bool reaches(Learner::State state) const
        {
            return QTest::qWaitFor([&] { return learner.state() == state; }, 20000);
        }
        void start(const FakeLearning& fake) { learner.start({fake.parent.string()}, "cpu"); }
    };
    static bool atStep(const Desk& desk, int step)
    {
        return QTest::qWaitFor([&] { return desk.learner.fraction() * 1000.0 >= step; }, 20000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_dir.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_dir.filePath(QStringLiteral("models")).toLocal8Bit());
    }
    void init() { m_fake = fakeIn(file({})); }

    void learnsProvesAdoptsAndRollsBack()
    {
        Desk desk(project(), m_fake);
        desk.learner.setWatched(true);
        QVERIFY(pick(*desk.session, 1).has_value() && pick(*desk.session, 2).has_value());
        QTRY_COMPARE(desk.learner.newCorrections(), 2);
        QSignalSpy proved(&desk.learner, &Learner::proved), adopted(&desk.learner, &Learner::adopted);
        desk.start(*m_fake);
        QCOMPARE(desk.learner.state(), Learner::State::Running);
        QCOMPARE(desk.learner.newCorrections(), 0);
        QVERIFY(pick(*desk.session, 3).has_value());  // editing goes on, and waits for the next round
        QVERIFY(proved.wait(20000));
        QCOMPARE(m_fake->labels.load(), std::size_t{2});
        QVERIFY(m_fake->threads >= 1 && (m_fake->threads < QThread::idealThreadCount() || QThread::idealThreadCount() == 1));
        QTRY_COMPARE(desk.learner.newCorrections(), 1);
        QVERIFY(desk.versions.all().empty());
        const fs::path work = desk.learner.report()->adapted.path.parent_path();
        desk.learner.adopt();
        QVERIFY(adopted.wait(20000));
        QCOMPARE(desk.learner.state(), Learner::State::Idle);
        const KnownVersion* now = desk.versions.current();
        QVERIFY(now && now->version.path.parent_path() == adaptedFolder() && !now->missing);
        QCOMPARE(now->version.id, sha256OfFile(now->version.path).value());
        QVERIFY(learningReportFrom(now->version.metrics)->measures == fakeReport(true).measures);
        QTRY_VERIFY(!fs::exists(work));
        QVERIFY(desk.session->setting(QStringLiteral("learning")).isEmpty());
        QVERIFY(desk.versions.rollBack().has_value());
        QCOMPARE(desk.versions.current()->version.path, m_fake->parent);
    }
    void aPausedRoundGoesOnFromItsCheckpoint()
    {
        m_fake->steps = 100;
        Desk desk(project(), m_fake);
        QVERIFY(pick(*desk.session, 1).has_value());
        desk.start(*m_fake);
        QVERIFY(atStep(desk, 100));
        desk.learner.pause();
        QCOMPARE(desk.learner.state(), Learner::State::Stopping);
        QVERIFY(desk.reaches(Learner::State::Paused));
        QTRY_VERIFY(!desk.jobs.busy());
        QVERIFY(pick(*desk.session, 2).has_value());
        desk.learner.resume();
        QVERIFY(desk.reaches(Learner::State::Proof));
        QCOMPARE(m_fake->rounds.load(), 2);
        QVERIFY2(m_fake->firstStep >= 9, std::to_string(m_fake->firstStep).c_str());
        QCOMPARE(m_fake->labels.load(), std::size_t{1});
    }
    void remainingTimeShrinks()
    {
        m_fake->steps = 100;
        m_fake->millisecondsPerStep = 30;
        Desk desk(project(), m_fake);
        QVERIFY(pick(*desk.session, 1).has_value());
        desk.start(*m_fake);
        QVERIFY(!desk.learner.remainingSeconds());
        QVERIFY(QTest::qWaitFor([&] { return desk.learner.remainingSeconds().has_value(); }, 20000));
        const double first = *desk.learner.remainingSeconds();
        QVERIFY2(first > 0.2, std::to_string(first).c_str());
        QVERIFY(QTest::qWaitFor([&] { return desk.learner.remainingSeconds().value_or(first) < 0.7 * first; }, 20000));
        desk.learner.cancel();
        QVERIFY(desk.reaches(Learner::State::Idle));
    }
    void cancellingForgetsTheRoundAndKeepsTheLabels()
    {
        m_fake->steps = 1000;
        Desk desk(project(), m_fake);
        QVERIFY(pick(*desk.session, 1).has_value());
        desk.start(*m_fake);
        QVERIFY(atStep(desk, 5));
        desk.learner.cancel();
        QVERIFY(desk.reaches(Learner::State::Idle));
        QVERIFY(desk.session->setting(QStringLiteral("learning")).isEmpty());
        QCOMPARE(desk.session->labels().size(), std::size_t{1});
        desk.learner.goOn();
        QCOMPARE(desk.learner.state(), Learner::State::Idle);
    }
    void aFullDiskPausesAndWhatCannotBeLearnedEnds()
    {
        m_fake->fails = true;
        Desk desk(project(), m_fake);
        QVERIFY(pick(*desk.session, 1).has_value());
        QSignalSpy failed(&desk.learner, &Learner::failed);
        desk.start(*m_fake);
        QVERIFY(desk.reaches(Learner::State::Paused));
        QVERIFY(failed.last().first().toString().contains(QLatin1String("The disk is full.")));
        m_fake->fails = false;
        desk.learner.resume();
        QVERIFY(desk.reaches(Learner::State::Proof));
        desk.learner.discard();
        QCOMPARE(desk.learner.state(), Learner::State::Idle);
        desk.learner.setLearn([](const LearningInput&, const Progress&) -> Result<LearningReport> { return Error{Error::Code::InvalidArgument, "Too few picks."}; });
        desk.start(*m_fake);
        QVERIFY(QTest::qWaitFor([&] { return desk.learner.state() == Learner::State::Idle; }, 20000));
        QVERIFY(failed.last().first().toString().contains(QLatin1String("Too few picks.")));
    }
    void closingInterruptsAndOpeningGoesOn()
    {
        m_fake->steps = 100;
        {
            Desk desk(project(), m_fake);
            desk.learner.setBudget({40, 1.5});
            QVERIFY(pick(*desk.session, 1).has_value());
            desk.start(*m_fake);
            desk.learner.setBudget({});  // too late for this round
            QVERIFY(atStep(desk, 100));
            QVERIFY(pick(*desk.session, 2).has_value());
        }
        {
            Desk desk(project(), m_fake);
            QCOMPARE(desk.session->labels().size(), std::size_t{2});
            QCOMPARE(desk.learner.state(), Learner::State::Paused);
            desk.learner.goOn();
            QVERIFY(desk.reaches(Learner::State::Proof));
            QVERIFY(m_fake->firstStep >= 9);
            QCOMPARE(m_fake->labels.load(), std::size_t{1});  // as they were when it began
            QVERIFY(m_fake->budgetSteps == 40 && m_fake->budgetMinutes == 1.5);
        }
        // The proof waits too, and can still be adopted.
        Desk desk(project(), m_fake);
        QVERIFY(desk.reaches(Learner::State::Proof));
        QVERIFY(desk.learner.report()->measures == fakeReport(true).measures);
        QSignalSpy adopted(&desk.learner, &Learner::adopted);
        desk.learner.adopt();
        QVERIFY(adopted.wait(20000));
    }
    void whoPausedStaysPausedAfterARestart()
    {
        m_fake->steps = 1000;
        {
            Desk desk(project(), m_fake);
            QVERIFY(pick(*desk.session, 1).has_value());
            desk.start(*m_fake);
            QVERIFY(atStep(desk, 3));
            desk.learner.pause();
            QVERIFY(desk.reaches(Learner::State::Paused));
        }
        Desk desk(project(), m_fake);
        desk.learner.goOn();
        QCOMPARE(desk.learner.state(), Learner::State::Paused);
    }
    void aRoundOnAnotherComputerIsSaidToBeLost()
    {
        Desk desk(project(), m_fake);
        desk.session->setSetting(QStringLiteral("learning"), R"({"state": "running", "folder": "/on/another/computer/learning/1", "journal": 3, "weights": [], "device": "cpu"})");
        desk.learner.setSession(desk.session.get());
        QSignalSpy failed(&desk.learner, &Learner::failed);
        desk.learner.goOn();
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed.first().first().toString().contains(QLatin1String("/on/another/computer")));
        QCOMPARE(desk.learner.state(), Learner::State::Idle);
    }
    void beginsByItselfAfterEnoughCorrectionsAndAPause()
    {
        Desk desk(project(), m_fake);
        desk.learner.setAutomatic({true, 3, 1});
        QSignalSpy due(&desk.learner, &Learner::due);
        QVERIFY(pick(*desk.session, 1).has_value() && pick(*desk.session, 2).has_value());
        QTest::qWait(1800);
        QCOMPARE(due.size(), 0);
        QVERIFY(pick(*desk.session, 3).has_value());
        QVERIFY(due.wait(5000));
        desk.start(*m_fake);
        QVERIFY(desk.reaches(Learner::State::Proof));
        QTest::qWait(1500);
        QCOMPARE(due.size(), 1);
        desk.learner.setAutomatic({false, 1, 0});
        desk.learner.discard();
        QVERIFY(pick(*desk.session, 4).has_value());
        QTest::qWait(800);
        QCOMPARE(due.size(), 1);
    }
    void killedInTheMiddleNothingIsLost()
    {
        const fs::path path = project();
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("learn-for-ever"), QString::fromStdString(path.string())});
        QVERIFY(child.waitForStarted());
        int picks = 0, started = -1;
        for (int i = 0; i < 400 && (picks < 10 || started < 0); ++i) {
            if (!child.waitForReadyRead(30000)) break;
            while (child.canReadLine()) std::sscanf(child.readLine().constData(), "%d %d", &picks, &started);
        }
        QTest::qWait(1500);  // some steps more
        child.kill();  // SIGKILL
        QVERIFY(child.waitForFinished());
        while (child.canReadLine()) std::sscanf(child.readLine().constData(), "%d %d", &picks, &started);
        QVERIFY2(picks >= 10 && started == 0, child.readAllStandardError().constData());
        m_fake->steps = 1;  // less than the checkpoint: the rest of the round is short
        Desk desk(path, m_fake);
        QVERIFY2(desk.session->labels().size() >= static_cast<std::size_t>(picks), "every pick that was reported is there");
        QCOMPARE(desk.learner.state(), Learner::State::Paused);
        desk.learner.goOn();
        QVERIFY(desk.reaches(Learner::State::Proof));
        QVERIFY2(m_fake->firstStep > 1, "from the checkpoint");
        QCOMPARE(m_fake->labels.load(), std::size_t{5});
        // Killed between the file and its entry, the proof is there again and adopting it anew changes nothing on the disk.
        const LearningReport report = *desk.learner.report();
        const auto kept = keepAdapter(report.adapted.path, adaptedFolder(), report.adapted.name);
        QVERIFY(kept.has_value());
        QSignalSpy adopted(&desk.learner, &Learner::adopted);
        desk.learner.adopt();
        QVERIFY(adopted.wait(20000));
        QCOMPARE(desk.versions.current()->version.path, *kept);
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "learn-for-ever") return learnForEver(argv[2]);
    LearnerTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "learner_test.moc"
