#include "core/model/torch/torch_engine.h"

#include "core/model/adapt/adapter_file.h"
#include "core/model/checkpoint/safetensors.h"
#include "tests/core/model/torch/tiny_desk.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace seisdesk;
using namespace seisdesk::nets;
namespace fs = std::filesystem;

namespace {

constexpr double late = 16.0;  // samples that the analyst's onsets come after those the network has learned
constexpr std::uint64_t unseen = 5'000'000;

std::vector<Example> shifted(std::uint64_t first, std::size_t count)
{
    std::vector<Example> out;
    for (std::size_t k = 0; k < count; ++k) {
        out.push_back(tinyExample(first + k));
        for (ExampleEvent& e : out.back().events) e.pSample = *e.pSample + late, e.sSample = *e.sSample + late;
    }
    return out;
}

std::vector<float> windows(std::size_t count)
{
    std::vector<float> out;
    for (std::size_t k = 0; k < count; ++k) {
        const TrainingWindow w = tinyWindow(unseen + k);
        out.insert(out.end(), w.input.begin(), w.input.end());
    }
    return out;
}

std::vector<float> outputs(const Network& network) { return network.forward(windows(24), 24).value(); }

/// Median distance of the highest P value from the P of the records, in samples.
double medianDelay(const Network& network)
{
    const std::vector<float> all = outputs(network);
    std::vector<double> delays;
    for (std::size_t k = 0; k < 24; ++k) {
        const float* const p = all.data() + k * (all.size() / 24) + 512;
        delays.push_back(static_cast<double>(std::max_element(p, p + 512) - p) - *tinyExample(unseen + k).events[0].pSample);
    }
    std::sort(delays.begin(), delays.end());
    return delays[12];
}

QByteArray bytesOf(const fs::path& file)
{
    QFile f(QString::fromStdString(file.string()));
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

}  // namespace

class FineTunerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The parent: a tiny network that finds the bursts of tinyWindow().
    void initTestCase()
    {
        qputenv("SEISDESK_SHIPPED_MODELS", "/no/such/folder");
        qputenv("SEISDESK_MODELS", "/no/such/folder");
        m_engine.setThreads(1);
        TrainingJob job;
        job.recipe = tinyRecipe(200);
        job.contract = tinyContract();
        job.window = tinyWindow;
        job.folder = at("parent");
        const auto trained = m_engine.train(job, {});
        QVERIFY2(trained, trained ? "" : trained.error().message.c_str());
        m_parent = trained->weights;
    }

    void learnsAnotherAnalystsOnsets()
    {
        const auto before = load(m_parent);
        QVERIFY2(std::abs(medianDelay(*before)) < 6.0, std::to_string(medianDelay(*before)).c_str());
        FineTuneJob job = jobIn("shift");
        job.steps = 120;
        job.learningRate = 3e-3;
        const auto tuned = m_engine.fineTune(job, {});
        QVERIFY2(tuned, tuned ? "" : tuned.error().message.c_str());
        QVERIFY(tuned->bestStep > 0 && tuned->curve.size() > 2);
        const double first = *tuned->curve.front().calibrationLoss;
        double best = first;
        for (const LearningPoint& p : tuned->curve) best = std::min(best, *p.calibrationLoss);
        QVERIFY2(best < 0.7 * first, qPrintable(QStringLiteral("%1 to %2").arg(first).arg(best)));
        const auto after = load(tuned->adapter);
        QVERIFY2(medianDelay(*after) > late - 7.0, std::to_string(medianDelay(*after)).c_str());
        QVERIFY(after->version().starts_with("shift@"));
        QVERIFY(QFile::exists(QString::fromStdString((job.folder / "learning.csv").string())));
        // The folded program and the modules say the same of the adapted network.
        TorchEngine plain(true);
        const std::vector<float> a = outputs(*after), b = outputs(**plain.load(tuned->adapter, "cpu"));
        for (std::size_t i = 0; i < a.size(); ++i) QVERIFY(std::abs(a[i] - b[i]) < 1e-3f * std::max(1.0f, std::abs(b[i])));
    }

    void theParentComesBackBitByBit()
    {
        const QByteArray file = bytesOf(m_parent);
        const std::vector<float> before = outputs(*load(m_parent));
        const auto tuned = m_engine.fineTune(jobIn("back"), {});
        QVERIFY(tuned);
        QVERIFY(outputs(*load(tuned->adapter)) != before);
        QVERIFY(outputs(*load(m_parent)) == before);
        QVERIFY(bytesOf(m_parent) == file);
    }

    void seedsReproduce()
    {
        FineTuneJob job = jobIn("first");
        const StateDict first = tensorsOf(job);
        job.folder = at("second");
        QVERIFY(tensorsOf(job) == first);
        job.folder = at("third");
        job.seed = 2;
        QVERIFY(!(tensorsOf(job) == first));
    }

    /// Once as if killed in step 13, its last checkpoint being of step 10, and once stopped by hand in step 17.
    void goesOnBitByBit()
    {
        const StateDict whole = tensorsOf(jobIn("whole"));
        const FineTuneJob job = jobIn("parts");
        struct Death {};
        const Progress dying([](double fraction, const std::string&) { if (fraction > 0.6) throw Death(); });
        QVERIFY_EXCEPTION_THROWN((void)m_engine.fineTune(job, dying), Death);
        Progress stopped;
        stopped = Progress([&](double fraction, const std::string&) { if (fraction > 0.8) stopped.cancel(); });
        const auto cancelled = m_engine.fineTune(job, stopped);
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, Error::Code::Cancelled);
        QVERIFY(!fs::exists(job.folder / "adapter.safetensors"));
        QVERIFY(tensorsOf(job) == whole);
        QVERIFY(tensorsOf(job) == whole);  // what is done is done
        FineTuneJob other = job;
        other.train.pop_back();
        const auto refused = m_engine.fineTune(other, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::ModelMismatch);
    }

    void onlyTheScopeIsInTheAdapter()
    {
        for (const Scope scope : {Scope::Norms, Scope::Lora, Scope::Heads, Scope::Everything}) {
            FineTuneJob job = jobIn("scope-" + word(scope));
            job.scope = scope;
            job.steps = 10;
            const auto tuned = m_engine.fineTune(job, {});
            QVERIFY2(tuned, tuned ? "" : tuned.error().message.c_str());
            QVERIFY(tuned->scope == scope && tuned->trainedParameters > 0);
            const auto adapter = readAdapter(tuned->adapter);
            QVERIFY(adapter && !adapter->tensors.empty());
            std::size_t values = 0;
            for (const auto& [name, tensor] : adapter->tensors) {
                QVERIFY(name.find("running_") == std::string::npos && tensor.type == DType::Float32);
                values += tensor.elementCount();
                if (scope == Scope::Norms) QVERIFY2(tensor.shape.size() == 1, name.c_str());
                if (scope == Scope::Heads) QVERIFY2(!name.starts_with("convs.") && !name.starts_with("llm_blocks."), name.c_str());
            }
            QCOMPARE(values, tuned->trainedParameters);
            QCOMPARE(adapter->loraRank, std::int64_t{scope == Scope::Lora ? 4 : 0});
            QVERIFY(load(tuned->adapter));
        }
    }

    void anAdapterOfAnAdapter()
    {
        FineTuneJob job = jobIn("child");
        job.scope = Scope::Lora;
        const auto first = m_engine.fineTune(job, {});
        QVERIFY(first);
        job = jobIn("grandchild");
        job.parent = first->adapter;
        job.scope = Scope::Norms;
        const auto second = m_engine.fineTune(job, {});
        QVERIFY2(second, second ? "" : second.error().message.c_str());
        QVERIFY(load(second->adapter)->version().starts_with("grandchild@"));
        QVERIFY(outputs(*load(second->adapter)) != outputs(*load(first->adapter)));
    }

    void withoutItsParentItIsRefused()
    {
        FineTuneJob job = jobIn("orphan");
        job.parent = at("moved.safetensors");
        fs::copy_file(m_parent, job.parent);
        const auto tuned = m_engine.fineTune(job, {});
        QVERIFY(tuned);
        fs::remove(job.parent);
        const auto orphan = m_engine.load(tuned->adapter, "cpu");
        QVERIFY(!orphan);
        QCOMPARE(orphan.error().code, Error::Code::NotFound);
        QVERIFY(orphan.error().message.find("moved.safetensors") != std::string::npos);
        QVERIFY(fs::copy_file(m_parent, job.folder / "found.safetensors"));  // by checksum, whatever its name
        QVERIFY(m_engine.load(tuned->adapter, "cpu"));
    }

    void withoutCalibrationItRunsToItsEnd()
    {
        FineTuneJob job = jobIn("blind");
        job.calibration.clear();
        const auto tuned = m_engine.fineTune(job, {});
        QVERIFY(tuned);
        QCOMPARE(tuned->bestStep, job.steps);
        QVERIFY(!tuned->stoppedEarly && !tuned->curve.back().calibrationLoss);
    }

    /// Labels that say nothing true make the calibration part worse at once.
    void stopsEarlyAndKeepsTheBest()
    {
        FineTuneJob job = jobIn("early");
        for (Example& e : job.train) e.events = {{20.0, 40.0, Polarity::Unset, {}, {}, {}}};
        job.calibration.clear();
        for (std::uint64_t k = 0; k < 8; ++k) job.calibration.push_back(tinyExample(unseen + 100 + k));
        job.calibrateSteps = 5, job.patience = 2, job.steps = 200, job.learningRate = 1e-2;
        const auto tuned = m_engine.fineTune(job, {});
        QVERIFY(tuned);
        QVERIFY(tuned->stoppedEarly && tuned->steps < 60 && tuned->bestStep + 2 * 5 == tuned->steps);
    }

    /// The same lesson in tiny steps: worse by less than looks at few windows differ anyway.
    void whatIsAsGoodDoesNotStopIt()
    {
        FineTuneJob job = jobIn("plateau");
        for (Example& e : job.train) e.events = {{20.0, 40.0, Polarity::Unset, {}, {}, {}}};
        job.calibrateSteps = 5, job.patience = 2, job.steps = 30, job.learningRate = 1e-6;
        const auto tuned = m_engine.fineTune(job, {});
        QVERIFY(tuned);
        QVERIFY(*tuned->curve.back().calibrationLoss < 1.03 * *tuned->curve.front().calibrationLoss);
        QVERIFY(!tuned->stoppedEarly);
        QCOMPARE(tuned->bestStep, job.steps);
    }

private:
    fs::path at(const std::string& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    FineTuneJob jobIn(const std::string& name) const
    {
        FineTuneJob job;
        job.parent = m_parent;
        job.folder = at(name);
        job.name = name;
        job.train = shifted(0, 12);
        job.calibration = shifted(1000, 6);
        job.scope = Scope::Everything;
        job.loraRank = 4;
        job.steps = 20, job.batch = 8, job.calibrateSteps = 10;
        job.rehearsalShare = 0.125;
        job.augmentation = {0, 0, 0, 0, 0, 0, 0, 0, 0};
        return job;
    }
    std::shared_ptr<const Network> load(const fs::path& file)
    {
        const auto network = m_engine.load(file, "cpu");
        if (!network) qWarning("%s", network.error().message.c_str());
        return network ? *network : nullptr;
    }
    StateDict tensorsOf(const FineTuneJob& job)
    {
        const auto tuned = m_engine.fineTune(job, {});
        if (!tuned) qWarning("%s", tuned.error().message.c_str());
        const auto adapter = tuned ? readAdapter(tuned->adapter) : Result<Adapter>(tuned.error());
        return adapter ? adapter->tensors : StateDict();
    }

    QTemporaryDir m_folder;
    TorchEngine m_engine;
    fs::path m_parent;
};

QTEST_APPLESS_MAIN(FineTunerTest)
#include "fine_tuner_test.moc"
