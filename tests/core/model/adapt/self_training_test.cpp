#include "core/model/adapt/self_training.h"

#include "core/model/adapt/adapter_file.h"
#include "core/model/checkpoint/safetensors.h"
#include "tests/core/model/adapt/unlabelled_records.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

/// The echo made lower: a network that has lost confidence.
FakeNetwork::Answer weaker(float share)
{
    return [share](std::span<const float> in) {
        auto out = loudEcho(in);
        for (float& v : out) v *= share;
        return out;
    };
}

/// Silent where there is a third component, as made-up records have.
std::vector<float> deafToThree(std::span<const float> in)
{
    const auto third = in.subspan(2 * fakeWindow, fakeWindow);
    return std::any_of(third.begin(), third.end(), [](float v) { return v != 0.0f; }) ? std::vector<float>(in.size(), 0.0f) : loudEcho(in);
}

/// An engine that learns nothing and writes down what it was given.
struct FakeEngine {
    std::vector<FineTuneJob> jobs;
    FakeNetwork::Answer pupil = loudEcho;

    SelfTrainingJob job()
    {
        SelfTrainingJob out;
        out.fineTune.parent = "parent";
        out.fineTune.folder = "out";
        out.harvest = twoViews();
        out.reference.windows = out.guard.windows = 0;
        out.learn = [this](const FineTuneJob& given, const Progress&) -> Result<FineTuneOutcome> {
            jobs.push_back(given);
            FineTuneOutcome outcome;
            outcome.adapter = given.folder / "adapter.safetensors";
            return outcome;
        };
        out.load = [this](const std::filesystem::path& file) -> Result<LoadedModels> { return file == "parent" ? fakeModels() : fakeModels(pupil); };
        return out;
    }
};

Proxies usual() { return {100, 40, 2.0, 10, 30, 0.8}; }

}  // namespace

class SelfTrainingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void objectionsByProxy()
    {
        QVERIFY(objections(usual(), usual()).empty());
        Proxies p = usual();
        p.medianConfidence = 0.5;
        QVERIFY(objections(usual(), p).at(0).find("collapsing") != std::string::npos);
        p = usual();
        p.pairs = 37;
        p.picks = 92;
        QVERIFY(objections(usual(), p).at(0).find("fewer pairs") != std::string::npos);
        p = usual();
        p.picks = 110;
        QVERIFY(objections(usual(), p).at(0).find("stand alone") != std::string::npos);
        p = usual();
        p.quietPicks = 12;
        QVERIFY(objections(usual(), p).at(0).find("quiet") != std::string::npos);
        p = usual();
        p.pairs = 60;
        p.picks = 130;
        p.quietPicks = 5;
        QVERIFY(objections(usual(), p).empty());
        QCOMPARE(usual().pairedShare(), 0.8);
        QCOMPARE(usual().quietPicksPerHour(), 5.0);
        QCOMPARE(Proxies{}.pairedShare() + Proxies{}.quietPicksPerHour(), 0.0);
    }

    /// What stands on an adapter that is thrown away with its round could never be loaded.
    void everyRoundTeachesTheParent()
    {
        FakeEngine engine;
        const auto done = selfTrain(engine.job(), together(station("AA", everyMinute(10)), station("BB", {})), {}, {});
        QVERIFY(done && done->learned());
        QCOMPARE(engine.jobs.size(), std::size_t(2));
        QCOMPARE(engine.jobs[0].parent, std::filesystem::path("parent"));
        QCOMPARE(engine.jobs[1].parent, std::filesystem::path("parent"));
        QCOMPARE(done->adapter, std::filesystem::path("out/round2/adapter.safetensors"));
        QCOMPARE(done->rounds.size(), std::size_t(2));
        QCOMPARE(done->before.pairs, std::size_t(10));
        QCOMPARE(done->before.quietPicks, std::size_t(0));
        QVERIFY(done->before.quietHours > 0.0);
        QCOMPARE(done->before.known, std::size_t(20));
        QVERIFY(std::abs(done->before.medianConfidence - 0.9) < 0.01);
        for (const FineTuneJob& job : engine.jobs)
            for (const Example& e : job.train) QVERIFY(!e.exhaustive && (e.events.size() == 1 || !e.quiet.empty()));
        QVERIFY(engine.jobs[0].train.size() + engine.jobs[0].calibration.size() > 8);
    }

    void nothingIsLearnedFromNoise()
    {
        FakeEngine engine;
        const auto done = selfTrain(engine.job(), station("AA", {}), {}, {});
        QVERIFY(done && !done->learned());
        QVERIFY(engine.jobs.empty());
        QVERIFY(done->sentences.back().find("nothing is learned") != std::string::npos);
    }

    void aCollapsedPupilIsNotKept()
    {
        FakeEngine engine;
        engine.pupil = weaker(0.5f);
        const auto done = selfTrain(engine.job(), station("AA", everyMinute(10)), {}, {});
        QVERIFY(done && !done->learned());
        QCOMPARE(engine.jobs.size(), std::size_t(1));
        QCOMPARE(done->sentences.back(), std::string("Nothing is kept."));
    }

    /// Nothing that the harvest shows speaks against it, but made-up records do.
    void whatForgetsIsNotKept()
    {
        FakeEngine engine;
        SelfTrainingJob job = engine.job();
        job.reference.windows = 60;
        const auto same = selfTrain(job, station("AA", everyMinute(10)), {}, {});
        QVERIFY(same && same->learned());
        QVERIFY(same->sentences.back().find("On the synthetic records") != std::string::npos);
        engine.pupil = deafToThree;
        const auto done = selfTrain(job, station("AA", everyMinute(10)), {}, {});
        QVERIFY(done && !done->learned());
        QVERIFY(std::any_of(done->sentences.begin(), done->sentences.end(), [](const std::string& s) { return s.find("forgets: on the synthetic records") != std::string::npos; }));
    }
    /// With all that it has learned the pupil is deaf to made-up records, with half of it it is not.
    void asMuchIsKeptAsTheGuardAllows()
    {
        const QTemporaryDir folder;
        const std::filesystem::path at = folder.path().toStdString();
        StateDict weights;
        weights.add("w", Tensor::ofFloats({1}, std::vector<float>{0.0f}));
        QVERIFY(writeSafetensors(weights, at / "parent"));
        Adapter learned;
        learned.tensors.add("w", Tensor::ofFloats({1}, std::vector<float>{1.0f}));
        learned.scope = Scope::Everything;
        learned.parentSha256 = "00";
        learned.contract = pickingContract(100.0, fakeWindow);
        QVERIFY(writeAdapter(learned, at / "adapter"));
        FakeEngine engine;
        SelfTrainingJob job = engine.job();
        job.fineTune.parent = at / "parent";
        job.rounds = 1;
        job.guard.windows = 60;
        job.shares = {1.0, 0.5, 0.3};
        job.learn = [&](const FineTuneJob&, const Progress&) {
            FineTuneOutcome out;
            out.adapter = at / "adapter";
            return Result<FineTuneOutcome>(out);
        };
        job.load = [&](const std::filesystem::path& file) -> Result<LoadedModels> {
            if (file == at / "parent") return fakeModels();
            const auto adapter = readAdapter(file);
            if (!adapter) return adapter.error();
            return fakeModels(adapter->tensors.find("w")->toFloats().at(0) > 0.6f ? FakeNetwork::Answer(deafToThree) : FakeNetwork::Answer(loudEcho));
        };
        const auto done = selfTrain(job, station("AA", everyMinute(10)), {}, {});
        QVERIFY2(done, done ? "" : done.error().message.c_str());
        QVERIFY(done->learned());
        QCOMPARE(readAdapter(done->adapter)->tensors.find("w")->toFloats().at(0), 0.5f);
        QVERIFY(std::any_of(done->sentences.begin(), done->sentences.end(), [](const std::string& s) { return s.starts_with("50 % of what was learned is kept"); }));
    }
    void analystsAreHeardFiveTimesAndNeverContradicted()
    {
        const auto crop = harvest(fakeModels(), station("AA", everyMinute(10)), {}, twoViews(), {});
        QVERIFY(crop);
        Harvest sure = *crop;
        for (double& w : sure.weights) w = 1.0;
        for (LocalExample& e : sure.set.examples) e.part = Part::Train;
        LocalExample mine = sure.set.examples.front();
        mine.window.labels.resize(1);
        const auto all = lessons(sure, {mine}, Part::Train, 100.0, 1);
        QVERIFY(all);
        QCOMPARE(std::count_if(all->begin(), all->end(), [](const Example& e) { return e.set == "analyst"; }), 5);
        QCOMPARE(all->size(), sure.set.examples.size() - 1 + 5);
        for (double& w : sure.weights) w = 0.0;
        QCOMPARE(lessons(sure, {}, Part::Train, 100.0, 1)->size(), std::size_t(0));
        QCOMPARE(lessons(sure, {mine}, Part::Calibration, 100.0, 1)->size(), std::size_t(0));
    }

    void refusesWithoutAnEngine()
    {
        QVERIFY(selfTrain({}, {}, {}, {}).error().code == Error::Code::InvalidArgument);
        FakeEngine engine;
        SelfTrainingJob job = engine.job();
        Progress cancelled;
        cancelled.cancel();
        QVERIFY(selfTrain(job, station("AA", everyMinute(10)), {}, cancelled).error().code == Error::Code::Cancelled);
    }
};

QTEST_GUILESS_MAIN(SelfTrainingTest)
#include "self_training_test.moc"
