// Training from the weights of a language model: what is frozen stays as published, what adapts does not.

#include "core/model/checkpoint/safetensors.h"
#include "core/model/torch/bert.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/trainer.h"
#include "core/model/training/training_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

Recipe smallRecipe(std::int64_t loraRank)
{
    Recipe recipe;
    SeisMoLLMConfig& n = recipe.network;
    n.stages = {{4, 12, 4, 4, 1}, {4, 4, 4, 2, 1}, {4, 4, 4, 2, 1}};
    n.up = {{4, 3}, {4, 3}};
    n.backbone = "bert";
    n.patch = 4, n.width = 16, n.heads = 2, n.layers = 1, n.positions = 128, n.sourceHidden = 8;
    n.loraRank = loraRank, n.loraAlpha = 4.0;
    recipe.syntheticValidation = 4;
    recipe.steps = 3, recipe.batch = 2, recipe.warmUpSteps = 0, recipe.learningRate = 0.01;
    return recipe;
}

double difference(const StateDict& a, const std::string& nameInA, const StateDict& b, const std::string& nameInB)
{
    const Tensor *x = a.find(nameInA), *y = b.find(nameInB);
    if (!x || !y || x->shape != y->shape) return NAN;
    const auto u = x->toFloats(), v = y->toFloats();
    double worst = 0.0;
    for (std::size_t i = 0; i < u.size(); ++i) worst = std::max(worst, static_cast<double>(std::abs(u[i] - v[i])));
    return worst;
}

}  // namespace

class TrainerBackboneTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::filesystem::path folder(const std::string& name) const { return m_folder.path().toStdString() + '/' + name; }
    StateDict m_published;

    Result<TrainingOutcome> train(const Recipe& recipe, const std::string& name) const
    {
        const Contract contract = multiTaskContract(recipe.network);
        const auto data = TrainingData::open(recipe, contract, {}, {});
        if (!data) return data.error();
        TrainingJob job;
        job.recipe = recipe;
        job.contract = contract;
        job.window = [&](std::uint64_t number) { return data->window(number); };
        job.validation = &data->validation();
        job.folder = folder(name);
        return trainDesk(job, torch::kCPU, {});
    }

private Q_SLOTS:
    void initTestCase()
    {
        torch::manual_seed(5);
        BertSizes sizes = bertSizes(smallRecipe(0).network);
        m_published = stateOf(Bert(sizes));
        m_published.add("embeddings.token_type_embeddings.weight", Tensor::ofFloats({2, 16}, std::vector<float>(32, 0.0f)));
        QVERIFY(writeSafetensors(m_published, folder("language.safetensors")));
    }
    void adaptedWeightsStayAsPublished()
    {
        Recipe recipe = smallRecipe(2);
        recipe.backbone = folder("language.safetensors");
        const auto outcome = train(recipe, "adapters");
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        const auto weights = readSafetensors(outcome->weights);
        QVERIFY(weights);
        const std::string prefix = "llm_blocks.llm.base_model.model.", query = "encoder.layer.0.attention.self.query.";
        QVERIFY(difference(*weights, prefix + query + "base_layer.weight", m_published, query + "weight") < 1e-4);  // 16-bit rounding
        const std::string norm = "encoder.layer.0.output.LayerNorm.weight";
        QVERIFY(difference(*weights, prefix + norm, m_published, norm) > 1e-3);
        const Tensor* adapter = weights->find(prefix + query + "lora_B.default.weight");
        QVERIFY(adapter);
        double largest = 0.0;
        for (const float v : adapter->toFloats()) largest = std::max(largest, static_cast<double>(std::abs(v)));
        QVERIFY(largest > 1e-3);
    }
    void withoutAdaptersAllLearns()
    {
        Recipe recipe = smallRecipe(0);
        recipe.backbone = folder("language.safetensors");
        const auto outcome = train(recipe, "all");
        QVERIFY2(outcome, outcome ? "" : outcome.error().message.c_str());
        const auto weights = readSafetensors(outcome->weights);
        const std::string query = "encoder.layer.0.attention.self.query.weight";
        const double moved = difference(*weights, "llm_blocks.llm." + query, m_published, query);
        QVERIFY(moved > 1e-3 && moved < 0.05);  // three steps of at most 0.01 from the published weights
    }
    void aFileThatDoesNotFitIsRefused()
    {
        Recipe recipe = smallRecipe(0);
        recipe.network.layers = 2;
        recipe.backbone = folder("language.safetensors");
        const auto outcome = train(recipe, "refused");
        QVERIFY(!outcome && outcome.error().code == Error::Code::ModelMismatch);
        QVERIFY(outcome.error().message.find("lacks \"encoder.layer.1.") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TrainerBackboneTest)
#include "trainer_backbone_test.moc"
