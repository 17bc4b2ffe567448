// BERT's encoder against Hugging Face transformers (tests/golden/bert.py): weights from their names, tokens from a formula.

#include "core/model/torch/bert.h"

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/torch/load_state.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <torch/utils.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace seisdesk;
using namespace seisdesk::nets;

namespace {

constexpr std::int64_t width = 24;

BertSizes small(std::int64_t loraRank = 0) { return {width, 3, 2, 48, 16, 0.1, loraRank, 16.0, 0.1}; }

/// A linear congruential sequence, seeded with the sum of the name's bytes.
Tensor golden(const std::string& name, std::vector<std::int64_t> shape)
{
    std::int64_t count = 1;
    for (const std::int64_t n : shape) count *= n;
    const double fan = static_cast<double>(count / shape[0]);
    std::uint32_t state = 0;
    for (const char c : name) state += static_cast<unsigned char>(c);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& v : values) {
        state = 1664525u * state + 1013904223u;
        const double u = static_cast<double>(state) / 4294967296.0 - 0.5;
        v = static_cast<float>(shape.size() > 1 ? u * std::sqrt(12.0 / fan) : name.ends_with("weight") ? 1.0 + 0.2 * u : 0.2 * u);
    }
    return Tensor::ofFloats(std::move(shape), values);
}

/// What a file of that encoder holds; `without` is left out, `layers` beyond the encoder's are there to be ignored.
StateDict goldenFile(const std::string& prefix = {}, const std::string& without = {})
{
    BertSizes sizes = small();
    sizes.layers = 3;
    StateDict file;
    for (const auto& p : Bert(sizes).named_parameters())
        if (p.key() != without) file.add(prefix + p.key(), golden(p.key(), p.value().sizes().vec()));
    const std::string types = "embeddings.token_type_embeddings.weight";
    file.add(prefix + types, golden(types, {2, width}));
    file.add(prefix + "pooler.dense.bias", golden("pooler.dense.bias", {width}));
    return file;
}

torch::Tensor tokens(std::int64_t windows, std::int64_t count, std::int64_t channels)
{
    torch::Tensor out = torch::empty({windows, count, channels});
    auto at = out.accessor<float, 3>();
    for (std::int64_t w = 0; w < windows; ++w)
        for (std::int64_t t = 0; t < count; ++t)
            for (std::int64_t c = 0; c < channels; ++c) {
                const auto dt = static_cast<double>(t), dc = static_cast<double>(c);
                at[w][t][c] = static_cast<float>(std::sin(0.7 * dt + 0.3 * dc + static_cast<double>(w)) + 0.1 * std::cos(1.9 * dc * (dt + 1)));
            }
    return out;
}

torch::Tensor readRows(const std::filesystem::path& csv, const torch::Tensor& like)
{
    torch::Tensor out = torch::full_like(like, NAN);
    std::ifstream file(csv);
    for (std::string line; std::getline(file, line);) {
        std::istringstream in(line);
        std::string word;
        std::getline(in, word, ',');
        const long w = std::stol(word);
        std::getline(in, word, ',');
        const long t = std::stol(word);
        for (long c = 0; std::getline(in, word, ','); ++c) out[w][t][c] = std::stof(word);
    }
    return out;
}

double worst(const torch::Tensor& a, const torch::Tensor& b) { return (a - b).abs().max().item<double>(); }

}  // namespace

class BertTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hiddenStatesAreThoseOfTransformers()
    {
        const torch::NoGradGuard noGrad;
        for (const std::int64_t rank : {0, 4}) {
            Bert encoder(small(rank));
            encoder.eval();
            const auto loaded = encoder.loadPublished(goldenFile());
            QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
            const torch::Tensor out = encoder.forward(tokens(2, 7, width));
            const double difference = worst(out, readRows(test::sourceFile("golden/bert.csv"), out));
            QVERIFY2(difference < 2e-5, std::to_string(difference).c_str());
        }
    }
    /// With BERT_FOLDER=<model.safetensors and the rows that bert.py prints for it as golden.csv>.
    void publishedWeightsGiveThePublishedHiddenStates()
    {
        const char* folder = std::getenv("BERT_FOLDER");
        if (!folder) QSKIP("BERT_FOLDER names no folder with published weights");
        const torch::NoGradGuard noGrad;
        const auto file = readCheckpoint(std::filesystem::path(folder) / "model.safetensors");
        QVERIFY2(file, file ? "" : file.error().message.c_str());
        Bert encoder{BertSizes{}};
        encoder.eval();
        const auto loaded = encoder.loadPublished(file->tensors);
        QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
        const torch::Tensor out = encoder.forward(tokens(1, 96, 384));
        const double difference = worst(out, readRows(std::filesystem::path(folder) / "golden.csv", out));
        QVERIFY2(difference < 2e-5, std::to_string(difference).c_str());
    }
    void attentionLooksBothWays()
    {
        const torch::NoGradGuard noGrad;
        Bert encoder(small());
        encoder.eval();
        QVERIFY(encoder.loadPublished(goldenFile()));
        const torch::Tensor a = tokens(1, 8, width), b = a.clone();
        b[0][7].neg_();
        QVERIFY(worst(encoder.forward(a).slice(1, 0, 1), encoder.forward(b).slice(1, 0, 1)) > 1e-3);
    }
    void freshAdaptersChangeNothingAndMergingKeepsTheOutput()
    {
        const torch::NoGradGuard noGrad;
        torch::manual_seed(2);
        Bert encoder(small(4));
        encoder.eval();
        QVERIFY(encoder.loadPublished(goldenFile()));
        const torch::Tensor x = tokens(2, 7, width), plain = encoder.forward(x);
        int adapters = 0;
        for (const auto& module : encoder.modules(false))
            if (auto* linear = dynamic_cast<BertLinear*>(module.get())) {
                linear->loraB.normal_(0.0, 0.1);
                ++adapters;
            }
        QCOMPARE(adapters, 12);
        const torch::Tensor adapted = encoder.forward(x);
        QVERIFY(worst(adapted, plain) > 1e-2);
        encoder.merge();
        QVERIFY(worst(encoder.forward(x), adapted) < 1e-5);
    }
    void namesAreThoseOfPublishedFiles()
    {
        const auto parameters = Bert(small(4)).named_parameters();
        for (const char* name : {"base_model.model.embeddings.position_embeddings.weight", "base_model.model.embeddings.LayerNorm.bias",
                                 "base_model.model.encoder.layer.1.attention.self.query.base_layer.weight",
                                 "base_model.model.encoder.layer.0.output.dense.lora_A.default.weight",
                                 "base_model.model.encoder.layer.0.attention.output.LayerNorm.weight"})
            QVERIFY2(parameters.contains(name), name);
    }
    void filesAreTakenWithAndWithoutPrefix()
    {
        Bert a(small()), b(small());
        QVERIFY(a.loadPublished(goldenFile()));
        QVERIFY(b.loadPublished(goldenFile("bert.")));
        QVERIFY(stateOf(a) == stateOf(b));
    }
    void theFirstKeyThatDiffersIsNamed()
    {
        Bert encoder(small());
        const auto lacking = encoder.loadPublished(goldenFile({}, "encoder.layer.1.intermediate.dense.bias"));
        QVERIFY(!lacking && lacking.error().code == Error::Code::ModelMismatch);
        QVERIFY(lacking.error().message.find("lacks \"encoder.layer.1.intermediate.dense.bias\"") != std::string::npos);

        BertSizes wide = small();
        wide.intermediate = 64;
        Bert other(wide);
        const auto shaped = other.loadPublished(goldenFile());
        QVERIFY(!shaped && shaped.error().message.find("\"encoder.layer.0.intermediate.dense.weight\" of the language model has shape [48, 24]") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(BertTest)
#include "bert_test.moc"
