// SeisBench's networks as parents: an adapter of theirs is recognised as what it stands on, and learns.

#include "core/model/adapt/adapter_file.h"
#include "core/model/adapt/whole_weights.h"
#include "core/model/checkpoint/sha256.h"
#include "core/model/torch/torch_engine.h"
#include "core/synth/random.h"
#include "tests/core/model/torch/published_files.h"

#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t exampleSamples = 8000;

/// Noise with two steps of its strength, which stand for P and S.
Example burst(std::uint64_t number, double rateHz)
{
    synth::Random random(number + 1);
    Example e;
    e.sampleRateHz = rateHz;
    e.samples = exampleSamples;
    e.rows.resize(3 * exampleSamples);
    for (std::size_t c = 0; c < 3; ++c)
        for (std::size_t i = 0; i < exampleSamples; ++i) e.rows[c * exampleSamples + i] = static_cast<float>((i < 3500 ? 0.1 : i < 4100 ? 1.0 : 3.0) * random.normal());
    e.events = {{3500.0, 4100.0, Polarity::Unset, {}, {}, {}}};
    return e;
}

std::vector<float> outputs(const Network& network)
{
    const Contract& contract = network.contract();
    std::vector<float> input(contract.componentOrder.size() * contract.windowSamples);
    synth::Random random(77);
    for (float& v : input) v = static_cast<float>(random.normal());
    return network.forward(input, 1).value();
}

}  // namespace

class PublishedTuningTest : public QObject {
    Q_OBJECT
    const QTemporaryDir m_folder;
    nets::TorchEngine m_engine;

    static void networks()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"phasenet_plain", "phasenet_wide", "phasenet_light", "phasenet_variable", "eqtransformer_plain", "eqtransformer_original", "eqtransformer_conservative"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    fs::path parentFile(const QString& name) const { return test::writePublished(m_folder.path().toStdString(), name.toStdString()); }
    fs::path folder(const QString& name) const
    {
        const fs::path out = m_folder.filePath(name).toStdString();
        fs::create_directories(out);
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SEISDESK_SHIPPED_MODELS", "/no/such/folder");
        qputenv("SEISDESK_MODELS", "/no/such/folder");
    }
    /// An adapter that changes nothing is the parent to the bit, with the parent's contract.
    void anEmptyChangeIsTheParent_data() { networks(); }
    void anEmptyChangeIsTheParent()
    {
        QFETCH(QString, name);
        const fs::path parent = parentFile(name);
        const auto whole = m_engine.load(parent, "cpu");
        QVERIFY2(whole, whole ? "" : whole.error().message.c_str());
        const auto checkpoint = readCheckpoint(parent);
        const auto recognition = recognise(*checkpoint, parent);
        const auto plain = plainTensors(*recognition, checkpoint->tensors);
        QVERIFY2(plain, plain ? "" : plain.error().message.c_str());
        Adapter adapter;
        for (const auto& [key, tensor] : *plain)
            if (key.ends_with(".bias") && adapter.tensors.size() < 3) adapter.tensors.add(key, tensor);
        QVERIFY(adapter.tensors.size() == 3);
        adapter.scope = Scope::Norms;
        adapter.parentSha256 = checkpoint->sha256;
        adapter.parentPath = parent.string();
        adapter.contract = recognition->contract;
        adapter.contract.name = "same";
        const fs::path file = folder(name + QStringLiteral("-same")) / "adapter.safetensors";
        QVERIFY(writeAdapter(adapter, file));
        const auto same = m_engine.load(file, "cpu");
        QVERIFY2(same, same ? "" : same.error().message.c_str());
        Contract expected = (*whole)->contract();
        expected.name = "same";
        QVERIFY((*same)->contract() == expected);
        QVERIFY(outputs(**same) == outputs(**whole));
    }
    void learns_data() { networks(); }
    void learns()
    {
        QFETCH(QString, name);
        FineTuneJob job;
        job.parent = parentFile(name);
        const auto before = m_engine.load(job.parent, "cpu");
        for (std::uint64_t k = 0; k < 3; ++k) job.train.push_back(burst(k, (*before)->contract().sampleRateHz));
        job.calibration = {burst(9, (*before)->contract().sampleRateHz)};
        job.scope = Scope::Heads;
        job.steps = 6;
        job.calibrateSteps = 3;
        job.batch = 2;
        job.rehearsalShare = 0.0;
        job.folder = folder(name + QStringLiteral("-tuned"));
        job.name = "tuned";
        const auto tuned = m_engine.fineTune(job, {});
        QVERIFY2(tuned, tuned ? "" : tuned.error().message.c_str());
        QVERIFY(tuned->trainedParameters > 0 && tuned->curve.size() == 3);
        QVERIFY2(*tuned->curve.back().calibrationLoss < *tuned->curve.front().calibrationLoss, qPrintable(QStringLiteral("%1 to %2").arg(*tuned->curve.front().calibrationLoss).arg(*tuned->curve.back().calibrationLoss)));
        const auto after = m_engine.load(tuned->adapter, "cpu");
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QVERIFY(outputs(**after) != outputs(**before));
        QVERIFY((*after)->contract().outputs == (*before)->contract().outputs && (*after)->contract().componentOrder == (*before)->contract().componentOrder);
        // As a module and as a program.
        const std::vector<float> program = outputs(**after), module = outputs(**nets::TorchEngine(true).load(tuned->adapter, "cpu"));
        for (std::size_t i = 0; i < program.size(); ++i) QVERIFY(std::abs(program[i] - module[i]) < 1e-3f);
    }
};

QTEST_APPLESS_MAIN(PublishedTuningTest)
#include "published_tuning_test.moc"
