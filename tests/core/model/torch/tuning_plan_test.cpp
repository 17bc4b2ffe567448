#include "core/model/torch/tuning_plan.h"

#include "core/model/checkpoint/safetensors.h"
#include "tests/core/model/torch/shipped_desk.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using namespace seisdesk::nets;

class TuningPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_job.parent = std::filesystem::path(m_folder.path().toStdString()) / "base.safetensors";
        QVERIFY(writeSafetensors(test::shippedDesk(tinyContract()), m_job.parent));
        for (std::uint64_t k = 0; k < 6; ++k) m_job.train.push_back(tinyExample(k));
    }
    void theIdentityFollowsJobAndExamples()
    {
        const auto plan = tuningPlan(m_job);
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        QCOMPARE(plan->identity, tuningPlan(m_job)->identity);
        FineTuneJob other = m_job;
        other.minutes = 3.0, other.name = "other", other.threads = 1;  // say nothing of the result
        QCOMPARE(tuningPlan(other)->identity, plan->identity);
        other.train[2].events[0].pSample = *other.train[2].events[0].pSample + 1.0;
        QVERIFY(tuningPlan(other)->identity != plan->identity);
        other = m_job;
        other.train[2].rows[100] += 1.0f;
        QVERIFY(tuningPlan(other)->identity != plan->identity);
        other = m_job;
        other.learningRate = 0.1;
        QVERIFY(tuningPlan(other)->identity != plan->identity);
    }
    /// A network whose picks are moved is taught where its own curves are to peak.
    void correctionsAreTakenOffBeforeItLearns()
    {
        Contract contract = tinyContract();
        contract.correctionPSeconds = -0.1, contract.correctionSSeconds = 0.2;
        const Example& was = m_job.train.front();
        const Example now = asTheNetworkTimesThem({was}, contract).front();
        QCOMPARE(*now.events[0].pSample, *was.events[0].pSample + 0.1 * was.sampleRateHz);
        QCOMPARE(*now.events[0].sSample, *was.events[0].sSample - 0.2 * was.sampleRateHz);
    }
    void automaticCountsOnsets()
    {
        QVERIFY(tuningPlan(m_job)->choice.reason.find("12 onsets") != std::string::npos);
        FineTuneJob job = m_job;
        job.scope = Scope::Heads;
        QVERIFY(tuningPlan(job)->choice.scope == Scope::Heads);
    }
    void impossibleJobsAreRefused()
    {
        FineTuneJob job = m_job;
        job.train[1].sampleRateHz = 50.0;
        QCOMPARE(tuningPlan(job).error().code, Error::Code::InvalidArgument);
        job = m_job;
        job.train.clear();
        QCOMPARE(tuningPlan(job).error().code, Error::Code::InvalidArgument);
        job = m_job;
        job.rehearsalShare = 1.0;
        QCOMPARE(tuningPlan(job).error().code, Error::Code::InvalidArgument);
        job = m_job;
        job.parent = "/no/such.safetensors";
        QCOMPARE(tuningPlan(job).error().code, Error::Code::NotFound);
    }
    /// Of 400 windows about the share is local: only those know a magnitude of 2 at 10 km.
    void windowsAreMixedInTheirShares()
    {
        FineTuneJob job = m_job;
        job.rehearsalShare = 0.5;
        job.augmentation = {0, 0, 0, 0, 0, 0, 0, 0, 0};
        const TrainingData data = tuningData(job, *tuningPlan(job), {2, 8.0});
        int local = 0;
        for (std::uint64_t k = 0; k < 400; ++k) {
            const TrainingWindow w = data.window(k);
            QVERIFY(w.input == data.window(k).input);
            local += std::any_of(w.events.begin(), w.events.end(), [](const WindowEvent& e) { return e.magnitude == 2.0 && e.distanceKm == 10.0; }) ? 1 : 0;
        }
        QVERIFY2(local > 140 && local < 240, std::to_string(local).c_str());  // some windows lie beside the onset
    }

private:
    QTemporaryDir m_folder;
    FineTuneJob m_job;
};

QTEST_APPLESS_MAIN(TuningPlanTest)
#include "tuning_plan_test.moc"
