#include "core/model/nets/eqtransformer_keras.h"

#include "core/model/nets/programs.h"
#include "core/model/nets/recognise_seisbench.h"
#include "tests/core/model/eqtransformer_as_keras.h"
#include "tests/core/model/torch/published_files.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;

namespace {

std::vector<float> outputOf(const StateDict& weights, const EQTransformerConfig& config)
{
    const auto program = nets::eqTransformerProgram(config, weights, 6000, nets::bestCpuKernels());
    if (!program) qWarning("%s", program.error().message.c_str());
    std::vector<float> out(program ? program->outputSize() : 0);
    if (program) program->run(test::inventedWindow(6000).data(), out.data(), program->workspace());
    return out;
}

}  // namespace

class EqTransformerKerasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameNetwork_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("gates");
        QTest::newRow("original") << QStringLiteral("eqtransformer_original") << QStringLiteral("sigmoid");
        QTest::newRow("conservative") << QStringLiteral("eqtransformer_conservative") << QStringLiteral("hard_sigmoid");
    }
    void givesTheSameNetwork()
    {
        QFETCH(QString, name);
        QFETCH(QString, gates);
        const StateDict theirs = test::publishedWeights(name.toStdString());
        Checkpoint checkpoint;
        checkpoint.tensors = test::EqTransformerAsKeras(theirs).out;
        checkpoint.tensors.metadata["model_config"] = "{\"config\": {\"recurrent_activation\": \"" + gates.toStdString() + "\", \"units\": 16}}";
        const auto recognition = recognise(checkpoint, "EqT_model.h5");
        QVERIFY2(recognition, recognition ? "" : recognition.error().message.c_str());
        QCOMPARE(recognition->contract.componentOrder, std::string("ENZ"));
        QCOMPARE(recognition->contract.outputs, (std::vector<std::string>{"detection", "P", "S"}));
        const auto tensors = moduleTensors(*recognition, checkpoint.tensors);
        QVERIFY2(tensors, tensors ? "" : tensors.error().message.c_str());
        const auto& config = std::get<EQTransformerConfig>(recognition->config);
        const std::vector<float> ours = outputOf(*tensors, config), wanted = outputOf(theirs, config);
        QCOMPARE(ours.size(), std::size_t{18'000});
        QCOMPARE(wanted.size(), ours.size());
        float worst = 0.0F;
        for (std::size_t i = 0; i < ours.size(); ++i) worst = std::max(worst, std::abs(ours[i] - wanted[i]));
        QVERIFY(worst < 1e-4F);
        // Every tensor of the module is there, and no other.
        for (const auto& [key, tensor] : theirs) QVERIFY2(key.ends_with("num_batches_tracked") || (tensors->contains(key) && tensors->find(key)->shape == tensor.shape), key.c_str());
        for (const auto& [key, tensor] : *tensors) QVERIFY2(theirs.contains(key), key.c_str());
    }
    void namesWhatDiffers()
    {
        const StateDict all = test::EqTransformerAsKeras(test::publishedWeights("eqtransformer_original")).out;
        StateDict some, more = all;
        for (const auto& [name, tensor] : all)
            if (name != "attentionP/attentionP_Add_Wa:0") some.add(name, tensor);
        const auto missing = eqTransformerFromKeras(some, false);
        QCOMPARE(missing.error().code, Error::Code::ModelMismatch);
        QVERIFY2(missing.error().message.find("attentionP/Add_Wa:0") != std::string::npos, missing.error().message.c_str());
        more.add("dense_1/kernel:0", Tensor::ofFloats({1}, std::vector<float>(1)));
        QVERIFY(eqTransformerFromKeras(more, false).error().message.find("dense_1/kernel:0") != std::string::npos);
        QVERIFY(eqTransformerFromKeras({}, false).error().message.find("convolutions") != std::string::npos);
    }
    void readsHowGatesWork()
    {
        StateDict tensors;
        QVERIFY(kerasGates(tensors).empty());
        tensors.metadata["model_config"] = "{\"recurrent_activation\": \"hard_sigmoid\"}";
        QCOMPARE(kerasGates(tensors), std::string("hard_sigmoid"));
    }
};

QTEST_APPLESS_MAIN(EqTransformerKerasTest)
#include "eqtransformer_keras_test.moc"
