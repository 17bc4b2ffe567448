#include "core/model/adapt/adaptation.h"

#include "tests/core/model/adapt/fabricated.h"
#include "tests/core/model/adapt/fake_engine.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

ExampleSet local(std::size_t events, double labelsLateSeconds = 0.0, const std::string& author = {})
{
    ExampleSet out{"local", {}};
    for (std::size_t e = 0; e < events; ++e) {
        LocalExample one;
        one.window = pulseWindow("event " + std::to_string(e), true, labelsLateSeconds, author);
        out.examples.push_back(std::move(one));
    }
    split(out, {});
    return out;
}

}  // namespace

class adaptation_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_options = {};
        m_options.job.parent = "parent";
        m_options.job.folder = m_folder->path().toStdString();
        m_options.job.name = "mine";
        m_options.synthetic.windows = 0;
        ReferenceWindows elsewhere{"elsewhere", {}, true};
        for (int i = 0; i < 20; ++i) elsewhere.windows.push_back(pulseWindow("reference " + std::to_string(i), false));
        m_options.references = {elsewhere};
    }
    /// The parent is 0.13 s late on local records, the child is not.
    void whatBecameBetterIsAdopted()
    {
        FakeEngine engine;
        m_options.shots = 10;
        const ExampleSet set = local(60);
        const auto r = adapted(engine, set, m_options, Progress());
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY2(r->verdict.adopt, r->verdict.reasons.front().c_str());
        QCOMPARE(*changeOf(r->heldOut.changes, "F1")->before, 0.0);
        QCOMPARE(*changeOf(r->heldOut.changes, "F1")->after, 1.0);
        QCOMPARE(*r->references.front().after.p.f1[0], 1.0);
        QCOMPARE(r->heldOut.after.traces, set.in(Part::HeldOut).size());
        QCOMPARE(r->shots, std::size_t{10});
        QCOMPARE(engine.seen.train.size(), r->train.windows);
        QCOMPARE(engine.seen.calibration.size(), r->calibration.windows);
        QCOMPARE(r->train.windows + r->calibration.windows, std::size_t{10});
        QCOMPARE(r->train.p, r->train.windows);
        QCOMPARE(engine.seen.train.front().sampleRateHz, 100.0);
        QCOMPARE(r->changed.size(), 2 * set.in(Part::HeldOut).size());
        for (const PickChange& c : r->changed) QVERIFY(c.kind == PickChange::Kind::Moved && c.better());
        QCOMPARE(r->curvesAfter.size(), std::size_t{2});
        QVERIFY(!r->bySnr.empty() && !r->byDistance.empty());
        const auto adapter = readAdapter(r->adapter);
        QVERIFY(adapter);
        QCOMPARE(adapter->contract.defaultThresholdP, r->atAfter.p.value);
        QVERIFY(adapter->contract.uncertainty == r->uncertainty);
        QCOMPARE(r->uncertainty.p.picksBefore + r->uncertainty.p.picksAfter, r->calibration.p);
        QCOMPARE(r->heldOut.after.p.withInterval, r->heldOutCount.p);
        QVERIFY(adapter->more.at("verdict").find("\"adopt\": true") != std::string::npos);
        QVERIFY(adapter->more.at("metrics").find("\"gate\"") != std::string::npos);
    }
    void forgettingIsRefused()
    {
        FakeEngine engine;
        engine.child = skewed(0, 20);
        const auto r = adapted(engine, local(60), m_options, Progress());
        QVERIFY(r && !r->verdict.adopt && says(r->verdict, "on the elsewhere"));
        QVERIFY(readAdapter(r->adapter)->more.at("verdict").find("\"adopt\": false") != std::string::npos);
    }
    void learningNothingIsRefused()
    {
        FakeEngine engine;
        engine.child = engine.parent;
        const auto r = adapted(engine, local(60), m_options, Progress());
        QVERIFY(r && !r->verdict.adopt && says(r->verdict, "within noise"));
        QVERIFY(r->changed.empty());
    }
    void silenceIsRefused()
    {
        FakeEngine engine;
        engine.child = skewed(1000, 1000);
        const auto r = adapted(engine, local(60), m_options, Progress());
        QVERIFY(r && !r->verdict.adopt && says(r->verdict, "silent") && says(r->verdict, "forgets"));
    }
    /// A model that follows labels that are 0.3 s late looks perfect on held-out labels of the same analyst.
    void lateLabelsAreRefused()
    {
        FakeEngine engine;
        engine.parent = skewed(0, 0);
        engine.child = skewed(30, 0);
        const auto r = adapted(engine, local(60, 0.3, "Ben"), m_options, Progress());
        QVERIFY(r && changeOf(r->heldOut.changes, "F1")->surelyBetter());
        QVERIFY(!r->verdict.adopt && says(r->verdict, "Ben") && says(r->verdict, "0.30 s late"));
        QVERIFY(!r->learnedLabels.passed() && !r->heldOutLabels.passed());
    }
    void fewHeldOutEventsAreRefused()
    {
        FakeEngine engine;
        const auto r = adapted(engine, local(8), m_options, Progress());
        QVERIFY(r && !r->verdict.adopt && says(r->verdict, "held out"));
    }
    void saysWhatItCannotDo()
    {
        FakeEngine engine;
        const auto nothing = adapted(engine, ExampleSet{"none", {}}, m_options, Progress());
        QVERIFY(!nothing && nothing.error().code == Error::Code::InvalidArgument);
        const Progress progress;
        progress.cancel();
        const auto cancelled = adapted(engine, local(60), m_options, progress);
        QVERIFY(!cancelled && cancelled.error().code == Error::Code::Cancelled);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    AdaptationOptions m_options;
};

QTEST_APPLESS_MAIN(adaptation_test)
#include "adaptation_test.moc"
