#include "core/model/adapt/refinement.h"

#include "tests/core/model/adapt/fabricated.h"
#include "tests/core/model/adapt/fake_engine.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

double f1(const std::vector<Comparison>& some) { return *score(some, {0.3, 0.3}).p.f1[0]; }

}  // namespace

class RefinementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Picks 0.09 to 0.13 s late: where their middle comes to stand near the labels most are within 0.1 s.
    void picksAreMovedToWhereAnalystsPutThem()
    {
        const Skill late{.hit = 1.0, .lateSeconds = 0.11, .scatterSeconds = 0.01};
        const auto local = fabricated(late), guard = fabricated({.hit = 0.9, .scatterSeconds = 0.0}, {.exhaustive = true});
        const Move move = chosenMove('P', local, guard, f1(guard), {0.3, 0.3}, {});
        QVERIFY2(move.seconds <= -0.06 && move.seconds >= -0.1, qPrintable(QString::number(move.seconds)));
        QCOMPARE(move.guardChange, 0.0);
        QVERIFY(chosenMove('S', local, guard, f1(guard), {0.3, 0.3}, {}).seconds <= -0.06);
    }
    void whatIsRightStays()
    {
        const auto local = fabricated({.hit = 0.9, .scatterSeconds = 0.01}), guard = fabricated({.hit = 0.9}, {.exhaustive = true});
        QCOMPARE(chosenMove('P', local, guard, f1(guard), {0.3, 0.3}, {}).seconds, 0.0);
    }
    /// The guard's picks are 0.08 s early already: moved another 0.04 s they would be lost, so nothing moves.
    void theGuardIsNotSacrificed()
    {
        const auto local = fabricated({.hit = 1.0, .lateSeconds = 0.13, .scatterSeconds = 0.0});
        const auto guard = fabricated({.hit = 1.0, .lateSeconds = -0.08, .scatterSeconds = 0.0}, {.exhaustive = true});
        const Move move = chosenMove('P', local, guard, f1(guard), {0.3, 0.3}, {});
        QVERIFY(move.seconds > -0.03);
        QCOMPARE(move.guardChange, 0.0);
    }
    /// Learning has made the guard's picks 0.12 s early, where they were right: a move brings them back.
    void aMoveGivesTheGuardBackWhatLearningTook()
    {
        const auto both = fabricated({.hit = 1.0, .lateSeconds = -0.12, .scatterSeconds = 0.0}, {.exhaustive = true});
        const Move move = chosenMove('P', both, both, 1.0, {0.3, 0.3}, {});
        QVERIFY(move.seconds >= 0.02 && move.guardChange == 0.0);
        const auto lost = fabricated({.hit = 0.5, .scatterSeconds = 0.0}, {.exhaustive = true});
        QVERIFY(chosenMove('P', lost, lost, 1.0, {0.3, 0.3}, {}).guardChange < -0.2);
    }
    void theAdapterMovesItsPicks()
    {
        FakeEngine engine;
        engine.child = engine.parent = skewed(13, 0);
        const QTemporaryDir folder;
        FineTuneJob job;
        job.folder = folder.path().toStdString();
        const auto learned = engine.fineTune(job, Progress());
        QVERIFY(learned);
        std::vector<LabelledWindow> windows;
        for (int i = 0; i < 20; ++i) windows.push_back(pulseWindow("event " + std::to_string(i), true));
        RefinementOptions options;
        options.guard.windows = 3;
        options.guardDrop = 1.0;
        const auto r = refined(engine, {"parent", learned->adapter, "cpu", windows, {}}, options, Progress());
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY(r->kept && std::abs(r->share - 40.0 / 70.0) < 1e-9 && r->moveP < -0.025 && r->moveS < -0.025);
        QVERIFY(r->reason.find("s earlier") != std::string::npos);
        const auto network = engine.load(learned->adapter, "cpu");
        QVERIFY(network);
        QCOMPARE((*network)->contract().correctionPSeconds, r->moveP);
        LoadedModels models;
        models.picker = *network;
        QCOMPARE(f1(*compared(models, windows, 0.05, Progress())), 1.0);

        options.guard.windows = 0;
        QCOMPARE(refined(engine, {"parent", learned->adapter, "cpu", windows, {}}, options, Progress())->moveP, 0.0);
    }
};

QTEST_GUILESS_MAIN(RefinementTest)
#include "refinement_test.moc"
