// The whole way with the network that comes with the program: correct picks, learn, adopt, see other picks, roll back, find the same to the bit.
// And a program that is killed while it really learns. Started with a project, this program is the victim.

#include "tests/ui/adapt/real_learning.h"

#include <QProcess>

#include <cstdio>
#include <set>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

constexpr int swarm = 12, keptForLater = 12;

std::filesystem::path roundCheckpoint()
{
    std::error_code error;
    for (const auto& round : std::filesystem::directory_iterator(Learner::workFolder(), error))
        if (const auto file = round.path() / "checkpoint.safetensors"; std::filesystem::exists(file, error)) return file;
    return {};
}

int stepIn(const QString& text)
{
    int step = -1;
    std::sscanf(qPrintable(text), "Step %d", &step);
    return step;
}

/// Learns by the key and picks on until it is killed; prints the ids of picks that are judged, and whether there is a checkpoint.
int learnUntilKilled(const QString& settingsFile, const QString& project)
{
    QSettings settings(settingsFile, QSettings::IniFormat);
    RealDesk desk(settings, project);
    if (!desk.isOpen()) return 1;
    QTest::keyClick(&desk.window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    for (std::size_t next = 0;; ++next) {
        const std::vector<Label> open = desk.unjudged();
        if (!open.empty() && next < 8) {
            if (!desk.confirm(open.front())) return 2;
            std::printf("judged %s\n", open.front().id.text().c_str());
        }
        QTest::qWait(50);
        if (desk.learner().state() != Learner::State::Running) return 3;
        if (!roundCheckpoint().empty()) std::printf("checkpoint\n");
        std::fflush(stdout);
    }
}

}  // namespace

class RealLearningTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString settingsFile() const { return m_folder.filePath(QStringLiteral("settings.ini")); }
    QString project() const { return m_folder.filePath(QStringLiteral("swarm.seisdesk")); }
    std::vector<std::string> m_lastPicks;
    std::string m_adopted;

    void setSteps(int steps) const { QSettings(settingsFile(), QSettings::IniFormat).setValue(QStringLiteral("learning/steps"), steps); }
    static void adoptAnyway()
    {
        QTimer::singleShot(300, qApp, [] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box) return;
            for (QAbstractButton* button : box->buttons())
                if (box->buttonRole(button) == QMessageBox::AcceptRole) QTest::mouseClick(button, Qt::LeftButton);
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("SEISDESK_MODELS", m_folder.filePath(QStringLiteral("models")).toLocal8Bit());
        qputenv("SEISDESK_SHIPPED_MODELS", QByteArray::fromStdString(sourceFile("../models").string()));
        if (!shippedModels().standard()) QSKIP("models/seismollm-desk is not in this source tree");
        if (const auto engine = loadEngine(); !engine) QSKIP(qPrintable(QString::fromStdString("The engine is not built: " + engine.error().message)));
        QVERIFY(writeSwarm(m_folder.filePath(QStringLiteral("records")).toStdString(), swarm).has_value());
    }

    void correctsLearnsAdoptsSeesOtherPicksAndRollsBack()
    {
        setSteps(25);
        QSettings settings(settingsFile(), QSettings::IniFormat);
        RealDesk desk(settings, project());
        QVERIFY(desk.isOpen());
        desk.window().addInputs({m_folder.filePath(QStringLiteral("records"))});
        QTRY_VERIFY_WITH_TIMEOUT(!desk.window().jobs().busy() && desk.session().traces().size() == 9, 60000);
        QVERIFY(desk.predictAll());
        const Said before = saidIn(desk.session());
        std::vector<Label> open = desk.unjudged();
        qInfo("%zu picks proposed, by %s", open.size(), desk.session().prediction()->model.c_str());
        QVERIFY2(open.size() > 40, "the network sees the swarm");

        // Two with the mouse, the others with the key, some are left.
        QVERIFY(desk.drag(open[0], -200ms));
        QVERIFY(desk.drag(open[1], -200ms));
        for (std::size_t i = 2; i + keptForLater < open.size(); ++i) QVERIFY(desk.confirm(open[i]));
        QTRY_COMPARE(desk.learner().stock().corrections.moved, std::size_t{2});
        desk.window().docks().raise(QStringLiteral("adapt"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.learner().summary(), 30000);
        const LearningPanel* panel = desk.window().docks().adapt();
        QVERIFY(panel->classes()->isVisible() && panel->classes()->rowCount() >= 3);
        QVERIFY2(panel->missing().contains(QLatin1String("No rejected picks and no noise")) || desk.learner().summary()->quietSeconds > 0.0, qPrintable(panel->missing()));
        desk.window().activateWindow();
        QTest::keyClick(&desk.window(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.learner().state(), Learner::State::Running);

        // The analyst goes on working: scrolls, and corrects another pick with the mouse.
        QTRY_VERIFY_WITH_TIMEOUT(stepIn(desk.learner().text()) > 0, 120000);
        for (int i = 0; i < 20; ++i) {
            desk.traces().perform(i % 2 ? QStringLiteral("scroll.left") : QStringLiteral("scroll.right"));
            QTest::qWait(5);
        }
        const Label meanwhile = desk.unjudged().front();
        QVERIFY(desk.drag(meanwhile, -200ms));

        QVERIFY(desk.reaches(Learner::State::Proof));
        const LearningReport report = *desk.learner().report();
        qInfo("%.1f s; %s %s", report.seconds, report.method.c_str(), report.reasons.front().c_str());
        QVERIFY(!report.measures.empty() && report.curve.back().step == 25);
        QTRY_VERIFY_WITH_TIMEOUT(desk.learner().newCorrections() >= 1, 5000);
        const auto labels = desk.session().labels().size();
        desk.window().docks().raise(QStringLiteral("proof"));
        QTest::qWait(50);
        picture(desk.window(), QStringLiteral("real_proof"));
        if (!report.adopt) adoptAnyway();
        QTest::mouseClick(desk.window().docks().proof()->adoptButton(), Qt::LeftButton);
        QVERIFY(desk.reaches(Learner::State::Idle));
        QVERIFY(desk.versions().current() && desk.versions().current()->version.id == sha256OfFile(desk.versions().current()->version.path).value());
        m_adopted = desk.versions().current()->version.id;
        QCOMPARE(desk.session().labels().size(), labels);

        QVERIFY(desk.predictAll());
        const Said after = saidIn(desk.session());
        QVERIFY(desk.session().prediction()->model.find(m_adopted.substr(0, 8)) != std::string::npos);
        std::size_t changed = 0;
        for (const auto& pick : after.picks) changed += std::find(before.picks.begin(), before.picks.end(), pick) == before.picks.end();
        qInfo("%zu of %zu picks are not as before", changed, after.picks.size());
        QVERIFY(changed > after.picks.size() / 2 && after.curves != before.curves);

        desk.window().docks().raise(QStringLiteral("versions"));
        QTest::qWait(50);
        QTest::keyClick(&desk.window(), Qt::Key_B, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(desk.versions().current()->version.id != m_adopted);
        QVERIFY(desk.predictAll());
        QVERIFY2(saidIn(desk.session()) == before, "the same to the bit");
        QVERIFY(desk.versions().activate(m_adopted).has_value());
        QVERIFY(desk.window().close());
    }

    void killedWhileItLearnsNothingIsLost()
    {
        if (m_adopted.empty()) QSKIP("there is no adopted model");
        setSteps(50);
        QProcess victim;
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("learn-until-killed"), settingsFile(), project()});
        QVERIFY(victim.waitForStarted());
        std::set<std::string> judged;
        bool checkpoint = false;
        while (!checkpoint && victim.waitForReadyRead(120000))
            while (victim.canReadLine()) {
                const QByteArray line = victim.readLine().trimmed();
                if (line.startsWith("judged ")) judged.insert(line.mid(7).toStdString());
                checkpoint |= line == "checkpoint";
            }
        victim.kill();  // SIGKILL
        QVERIFY(victim.waitForFinished());
        QVERIFY2(checkpoint && !judged.empty(), qPrintable(QStringLiteral("%1 judged, exit code %2").arg(judged.size()).arg(victim.exitCode())));
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
        QVERIFY(!roundCheckpoint().empty());

        QSettings settings(settingsFile(), QSettings::IniFormat);
        int first = -1;
        RealDesk desk(settings, project());
        QVERIFY(desk.isOpen());
        for (const std::string& id : judged) {
            const Label* label = desk.session().labels().find(*Id::parse(id));
            QVERIFY2(label && !awaitsJudgement(*label), id.c_str());
        }
        QVERIFY(desk.versions().current() && desk.versions().current()->version.id == m_adopted && !desk.versions().current()->missing);
        QCOMPARE(sha256OfFile(desk.versions().current()->version.path).value(), m_adopted);
        connect(&desk.learner(), &Learner::progressed, this, [&] {
            if (first < 0) first = stepIn(desk.learner().text());
        });
        // By itself, from the checkpoint, to the end.
        QVERIFY(desk.reaches(Learner::State::Proof));
        QVERIFY2(first >= 25, std::to_string(first).c_str());
        QCOMPARE(desk.learner().report()->parent.id, m_adopted);
        QCOMPARE(desk.learner().report()->curve.back().step, std::uint64_t{50});
        QVERIFY(desk.predictAll());
        QVERIFY(desk.session().prediction()->model.find(m_adopted.substr(0, 8)) != std::string::npos);
        desk.learner().disconnect(this);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc == 4 && std::string_view(argv[1]) == "learn-until-killed") return learnUntilKilled(QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3]));
    RealLearningTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "real_learning_test.moc"
