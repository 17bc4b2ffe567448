// An analyst corrects picks, lets the model learn while working on, reads the proof, adopts or discards, and rolls back.

#include "tests/ui/adapt/window_test.h"

using namespace seisdesk;
using namespace seisdesk::test;
using namespace std::chrono_literals;

namespace {

/// What a model said, without what differs from run to run by design.
std::vector<std::tuple<std::string, std::string, Time, std::string, std::optional<double>>> outputsOf(const Session& session)
{
    std::vector<std::tuple<std::string, std::string, Time, std::string, std::optional<double>>> out;
    for (const StationPrediction& station : session.prediction()->stations)
        for (const Label& label : station.labels) out.emplace_back(label.stream.text(), label.phase, label.time, label.model, label.confidence);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

class LearningTest : public WindowTest {
    Q_OBJECT
private Q_SLOTS:
    void correctsLearnsAdoptsSeesTheChangeAndRollsBack()
    {
        QCOMPARE(m_window->docks().adapt()->headline(), QStringLiteral("Nothing to learn from yet"));
        m_window->docks().raise(QStringLiteral("adapt"));
        picture(*m_window, QStringLiteral("empty"));
        QVERIFY(!m_window->docks().adapt()->learnButton()->isEnabled());
        predictAll();
        const auto before = outputsOf(*m_window->session());
        const Label late = anyPick("P");
        drag(late, -300ms);
        confirmOne();
        QTRY_COMPARE(learner().stock().corrections.all(), std::size_t{2});
        QCOMPARE(learner().stock().corrections.moved, std::size_t{1});
        m_window->docks().raise(QStringLiteral("adapt"));
        picture(*m_window, QStringLiteral("stock"));

        // Learning takes two seconds; meanwhile the window goes on at its pace and picks are corrected.
        m_fake->steps = 100;
        m_fake->millisecondsPerStep = 20;
        click(m_window->docks().adapt()->learnButton());
        QCOMPARE(learner().state(), Learner::State::Running);
        QElapsedTimer frame;
        qint64 slowest = 0;
        int frames = 0;
        const Label second = anyPick("P");
        for (; learner().state() == Learner::State::Running && frames < 30; ++frames) {
            m_window->traces()->perform(frames % 2 ? QStringLiteral("scroll.left") : QStringLiteral("scroll.right"));
            frame.restart();
            QTest::qWait(1);
            slowest = std::max(slowest, frame.elapsed());
        }
        qInfo("%d frames while learning, the slowest %lld ms", frames, slowest);
        QVERIFY(frames == 30);
        picture(*m_window, QStringLiteral("running"));
        drag(second, -300ms);
        QCOMPARE(learner().state(), Learner::State::Running);

        QVERIFY(reaches(Learner::State::Proof));
        QVERIFY(m_window->messages().text().contains(QLatin1String("The model has learned.")));
        QVERIFY2(m_window->docks().dock(QStringLiteral("proof"))->isHidden(), "the proof does not push itself before the analyst");
        QTRY_VERIFY(learner().newCorrections() >= 1);
        m_window->docks().raise(QStringLiteral("proof"));
        QTest::qWait(50);
        ProofView* proof = m_window->docks().proof();
        QVERIFY(proof->verdict().startsWith(QLatin1String("Better")));
        QVERIFY(proof->adoptButton()->isDefault() && !proof->discardButton()->isDefault());
        picture(*m_window, QStringLiteral("proof"));

        // A click on a changed pick shows it in the traces.
        QCOMPARE(proof->changes()->rowCount(), 2);
        QTest::mouseClick(proof->changes()->viewport(), Qt::LeftButton, Qt::NoModifier, proof->changes()->visualItemRect(proof->changes()->item(1, 0)).center());
        const ChangedPick changed = learner().report()->changed[1];
        QCOMPARE(*m_window->traces()->currentStream(), changed.stream);
        QVERIFY(m_window->traces()->visibleSpan().contains(*changed.after));

        const auto labels = m_window->session()->labels().size();
        click(proof->adoptButton());
        QVERIFY(reaches(Learner::State::Idle));
        QVERIFY(versions().current());
        QCOMPARE(m_window->predictor().choice().weights.front(), versions().current()->version.path.string());
        QCOMPARE(m_window->session()->labels().size(), labels);
        predictAll();
        const auto after = outputsOf(*m_window->session());
        QVERIFY(after != before && after.size() == before.size());
        const auto truth = std::find_if(m_demo.picks.begin(), m_demo.picks.end(), [&](const Label& l) { return l.phase == "P" && l.stream.sameStation(late.stream); });
        QVERIFY(std::any_of(after.begin(), after.end(), [&](const auto& row) { return std::get<0>(row) == late.stream.text() && std::get<2>(row) == truth->time; }));
        QCOMPARE(m_window->session()->prediction()->model.substr(0, 8), std::string("adapted@"));
        m_window->docks().raise(QStringLiteral("versions"));
        QTest::qWait(50);
        VersionsPanel* panel = m_window->docks().versions();
        panel->tree()->setCurrentItem(panel->tree()->topLevelItem(0)->child(0));
        QVERIFY(panel->comparison()->rowCount() > 0);
        picture(*m_window, QStringLiteral("versions"));

        click(panel->rollBackButton());
        QCOMPARE(m_window->predictor().choice().weights.front(), m_fake->parent.string());
        predictAll();
        QVERIFY2(outputsOf(*m_window->session()) == before, "the same to the bit");
        QVERIFY(!panel->rollBackButton()->isEnabled());
        QVERIFY(m_window->close());
    }
    void pausesAndGoesOnByKeysAndButtons()
    {
        predictAll();
        confirmOne();
        QTRY_VERIFY(learner().stock().corrections.all() > 0);
        m_fake->steps = 200;
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(reaches(Learner::State::Running));
        QTRY_VERIFY(learner().fraction() > 0.05);
        LearningPanel* panel = m_window->docks().adapt();
        click(panel->pauseButton());
        QVERIFY(reaches(Learner::State::Paused));
        QCOMPARE(panel->pauseButton()->text(), QStringLiteral("Resume"));
        picture(*m_window, QStringLiteral("paused"));
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(reaches(Learner::State::Running));
        QTRY_VERIFY(m_fake->firstStep > 0);
        click(panel->cancelButton());
        QVERIFY(reaches(Learner::State::Idle));
        QVERIFY(panel->learnButton()->isVisible() && panel->learnButton()->isEnabled());
    }
    void closingWhileLearningAsksNothingAndGoesOnNextTime()
    {
        predictAll();
        confirmOne();
        QTRY_VERIFY(learner().stock().corrections.all() > 0);
        m_fake->steps = 150;
        click(m_window->docks().adapt()->learnButton());
        QTRY_VERIFY(learner().fraction() > 0.05);
        QVERIFY(m_window->close());  // a question would wait for ever here
        m_window.reset();
        open();
        if (learner().state() == Learner::State::Paused) m_window->learning().recordsRead();  // the demo's records are in no file
        QVERIFY(reaches(Learner::State::Proof));
        QVERIFY(m_fake->firstStep > 0);
    }
    void aRefusedModelIsNotAdoptedByAccident()
    {
        m_fake->adopt = false;
        toProof();
        ProofView* proof = m_window->docks().proof();
        QVERIFY(proof->verdict().startsWith(QLatin1String("Do not adopt")));
        QVERIFY(!proof->adoptButton()->isDefault() && proof->discardButton()->isDefault());
        picture(*m_window, QStringLiteral("refused"));
        bool asked = false;
        const auto answer = [&](bool yes) {
            asked = false;
            QTimer::singleShot(200, qApp, [&asked, yes] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                if (!box) return;
                asked = true;
                if (!yes) return QTest::keyClick(box, Qt::Key_Return);  // the default is to leave it
                for (QAbstractButton* button : box->buttons())
                    if (box->buttonRole(button) == QMessageBox::AcceptRole) QTest::mouseClick(button, Qt::LeftButton);
            });
        };
        answer(false);
        click(proof->adoptButton());
        QVERIFY(asked);
        QCOMPARE(learner().state(), Learner::State::Proof);
        QVERIFY(versions().all().empty());
        answer(true);
        click(proof->adoptButton());
        QVERIFY(asked);
        QVERIFY(reaches(Learner::State::Idle));
        QCOMPARE(versions().all().size(), std::size_t{2});
    }
    void discardingKeepsTheModel()
    {
        toProof();
        click(m_window->docks().proof()->discardButton());
        QCOMPARE(learner().state(), Learner::State::Idle);
        QCOMPARE(m_window->predictor().choice().weights.front(), m_fake->parent.string());
        QVERIFY(versions().all().empty());
        QCOMPARE(m_window->docks().proof()->changes()->rowCount(), 0);
    }
    void startsByItselfOnlyWhenAsked()
    {
        predictAll();
        confirmOne();
        QTRY_VERIFY(learner().stock().corrections.all() > 0);
        QCOMPARE(learner().automatic(), AutomaticLearning{});
        QVERIFY(!learner().automatic().on);
        QCOMPARE(learner().automatic().corrections, 25);
        QTest::qWait(300);
        QCOMPARE(learner().state(), Learner::State::Idle);
        learner().setAutomatic({true, 1, 0});
        QVERIFY(reaches(Learner::State::Proof));
    }
    void looksRightDarkNarrowAndWithLongNames()
    {
        for (int i = 0; i < 12; ++i) {
            const std::string station = "WIDESTATION" + std::to_string(i);
            QVERIFY(m_window->session()->apply(addLabel(newPick({"NETWORK", station, "00", "HHZ"}, i % 2 ? "P" : "S", Time(std::chrono::seconds(i)), {"somebody with a long name", Time(Duration(1))}))).has_value());
        }
        toProof();
        m_window->docks().raise(QStringLiteral("adapt"));
        m_window->setTheme(ThemeChoice::Dark);
        for (int tab = 1; tab < m_window->docks().proof()->tabs()->count(); ++tab) {
            m_window->docks().proof()->tabs()->setCurrentIndex(tab);
            picture(*m_window, QStringLiteral("dark_%1").arg(tab));
        }
        ProofView narrow;
        narrow.setLearner(&learner());
        narrow.resize(330, 700);
        narrow.show();
        picture(narrow, QStringLiteral("narrow_proof"));
        m_window->setTheme(ThemeChoice::Light);
        LearningPanel small;
        small.setLearner(&learner());
        small.resize(260, 640);
        small.show();
        picture(small, QStringLiteral("narrow_panel"));
        QVERIFY(small.minimumSizeHint().width() <= 330);
        QVERIFY(narrow.minimumSizeHint().width() <= 330);
        narrow.setLearner(nullptr);
        picture(narrow, QStringLiteral("narrow_empty"));
    }
};

QTEST_MAIN(LearningTest)
#include "learning_test.moc"
