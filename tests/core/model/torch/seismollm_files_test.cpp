// SeisMoLLM checkpoints read from files: the published layouts give the published numbers, and a wrong one is named.

#include "core/model/checkpoint/safetensors.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/seismollm.h"
#include "core/model/torch/torch_engine.h"
#include "tests/core/model/invented_weights.h"
#include "tests/core/model/torch/shipped_desk.h"
#include "tests/core/model/torch_zip_writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

/// float32 [B, 3, L] outputs of the original classes with weights and input made by formulas.
struct Golden {
    Task task;
    const char* stem;
    std::size_t window;
    std::vector<std::pair<std::size_t, double>> values;  ///< index into the output
    double tolerance;
};

std::vector<std::pair<std::size_t, double>> curves(std::size_t window, const std::vector<double>& values)
{
    static constexpr std::size_t at[] = {0, 1000, 3000, 5999};
    std::vector<std::pair<std::size_t, double>> out;
    for (std::size_t i = 0; i < values.size(); ++i) out.emplace_back(i % 3 * window + at[i / 3], values[i]);
    return out;
}

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> all{
        {Task::Picking, "dpk", 8192, curves(8192, {0.473158, 0.454797, 0.488320, 0.479032, 0.458089, 0.512901, 0.421078, 0.433585, 0.486597, 0.461611, 0.442743, 0.507227}), 1e-4},
        {Task::Picking, "dpk", 6000, curves(6000, {0.473041, 0.454624, 0.488312, 0.454688, 0.493892, 0.498885, 0.462822, 0.495924, 0.504846, 0.466234, 0.496009, 0.502692}), 1e-4},
        {Task::Polarity, "pmp", 8192, {{0, 0.755497}, {1, 0.244503}}, 1e-4},
        {Task::Polarity, "pmp", 6000, {{0, 0.729095}, {1, 0.270905}}, 1e-4},
        {Task::Magnitude, "emg", 8192, {{0, 5.831743}}, 1e-4},
        {Task::Magnitude, "emg", 6000, {{0, 5.656570}}, 1e-4},
        {Task::BackAzimuth, "baz", 8192, {{0, 0.757103}, {1, -0.137871}}, 1e-4},
        {Task::BackAzimuth, "baz", 6000, {{0, 0.707021}, {1, -0.108404}}, 1e-4},
        {Task::Distance, "dis", 8192, {{0, 364.483964}}, 1e-2},
        {Task::Distance, "dis", 6000, {{0, 353.535609}}, 1e-2}};
    return all;
}

StateDict goldenWeights(Task task)
{
    return test::inventedWeights(nets::stateOf(nets::SeisMoLLM(SeisMoLLMConfig::paper(task))), 1.0);
}

}  // namespace

class SeisMoLLMFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filesGiveTheGoldenNumbers_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("safetensors");
        for (std::size_t i = 0; i < goldens().size(); ++i)
            for (const bool safetensors : {false, true})
                QTest::addRow("%s %zu %s", goldens()[i].stem, goldens()[i].window, safetensors ? "safetensors" : "zip") << static_cast<int>(i) << safetensors;
    }
    void filesGiveTheGoldenNumbers()
    {
        QFETCH(int, index);
        QFETCH(bool, safetensors);
        const Golden& golden = goldens()[static_cast<std::size_t>(index)];
        const QTemporaryDir folder;
        const std::string set = golden.window == 8192 ? "diting" : "stead";
        const std::filesystem::path file = folder.filePath(QString::fromStdString(std::string("SeisMoLLM_") + golden.stem + "_" + set)).toStdString() +
                                           (safetensors ? ".safetensors" : ".pth");
        const StateDict weights = goldenWeights(golden.task);
        // The longer windows come in a training checkpoint of distributed, compiled training; the others bare.
        if (safetensors) QVERIFY(writeSafetensors(weights, file));
        else QVERIFY(test::writeTorchZip(weights, file, golden.window == 8192, golden.window == 8192 ? "module._orig_mod." : ""));
        nets::TorchEngine engine;
        const auto network = engine.load(file, "cpu");
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        QVERIFY((*network)->contract().task == golden.task);
        QCOMPARE((*network)->contract().windowSamples, golden.window);
        QVERIFY((*network)->version().starts_with(std::string("SeisMoLLM_") + golden.stem + "_" + set + "@"));
        std::vector<float> two = test::inventedWindow(golden.window);
        const std::size_t each = two.size();
        two.resize(2 * each, 0.0F);
        const auto y = (*network)->forward(two, 2);
        QVERIFY2(y, y ? "" : y.error().message.c_str());
        const std::size_t outputs = (*network)->contract().outputs.size();
        QCOMPARE(y->size(), 2 * outputs * (golden.task == Task::Picking ? golden.window : 1));
        for (const auto& [at, wanted] : golden.values)
            QVERIFY2(std::abs(static_cast<double>((*y)[at]) - wanted) <= golden.tolerance, qPrintable(QStringLiteral("%1 instead of %2").arg(static_cast<double>((*y)[at])).arg(wanted)));
    }
    void whatDiffersIsNamed()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("seismollm_emg_diting.safetensors")).toStdString();
        const StateDict weights = goldenWeights(Task::Magnitude);
        const auto without = [&](const std::string& name, std::optional<Tensor> instead) {
            StateDict out;
            for (const auto& [key, tensor] : weights) {
                if (key != name) out.add(key, tensor);
                else if (instead) out.add(key, *instead);
            }
            return out;
        };
        const auto refusal = [&](const StateDict& tensors) {
            if (!writeSafetensors(tensors, file)) return std::string("not written");
            const auto network = nets::TorchEngine().load(file, "cpu");
            return network ? std::string("loaded") : network.error().code == Error::Code::ModelMismatch ? network.error().message : std::string("another error");
        };
        const std::string key = "llm_blocks.llm.base_model.model.h.1.mlp.c_fc.base_layer.weight";
        const std::string turned = refusal(without(key, Tensor::ofFloats({3072, 768}, std::vector<float>(3072 * 768))));
        QVERIFY2(turned.find(key) != std::string::npos && turned.find("[3072, 768] instead of [768, 3072]") != std::string::npos, turned.c_str());
        const std::string missing = refusal(without("convs.2.norm.running_var", std::nullopt));
        QVERIFY2(missing.find("lack \"convs.2.norm.running_var\"") != std::string::npos, missing.c_str());
        StateDict more = weights;
        more.add("llm_blocks.llm.base_model.model.h.3.ln_1.weight", Tensor::ofFloats({768}, std::vector<float>(768)));
        const std::string odd = refusal(more);
        QVERIFY2(odd.find("h.3.ln_1.weight") != std::string::npos, odd.c_str());
        QCOMPARE(refusal(weights), std::string("loaded"));
    }
    /// Loading merges the adapters; the module with them apart says the same.
    void mergedAtLoading()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("seismollm_pmp_diting.safetensors")).toStdString();
        const StateDict weights = goldenWeights(Task::Polarity);
        QVERIFY(writeSafetensors(weights, file));
        const auto network = nets::TorchEngine().load(file, "cpu");
        QVERIFY(network);
        nets::SeisMoLLM apart(SeisMoLLMConfig::paper(Task::Polarity));
        QVERIFY(nets::loadState(apart, weights));
        apart.eval();
        const torch::InferenceMode guard;
        std::vector<float> x = test::inventedWindow(8192);
        const torch::Tensor wanted = apart.forward(torch::from_blob(x.data(), {1, 3, 8192}, torch::kFloat32));
        const auto y = (*network)->forward(x, 1);
        QVERIFY(y);
        for (int i = 0; i < 2; ++i) QVERIFY(std::abs((*y)[static_cast<std::size_t>(i)] - wanted[0][i].item<float>()) < 1e-5F);
    }
    /// All heads of a file with several tasks come out in the order its contract says.
    void severalTasksComeFromOneFile()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("x.safetensors")).toStdString();
        QVERIFY(writeSafetensors(test::shippedDesk(), file));
        const auto network = nets::TorchEngine().load(file, "cpu");
        QVERIFY2(network, network ? "" : network.error().message.c_str());
        const Contract& contract = (*network)->contract();
        QVERIFY(contract == test::shippedContract());
        QVERIFY((*network)->version().starts_with("tiny-desk@"));
        const std::size_t window = contract.windowSamples, columns = contract.sourceColumns();
        QCOMPARE(columns, std::size_t{16});
        std::vector<float> x = test::inventedWindow(window);
        const std::size_t each = 5 * window + 6 * columns;
        x.insert(x.end(), x.begin(), x.begin() + static_cast<std::ptrdiff_t>(3 * window));
        const auto y = (*network)->forward(x, 2);
        QVERIFY2(y, y ? "" : y.error().message.c_str());
        QCOMPARE(y->size(), 2 * each);

        nets::SeisMoLLMDesk module(tinyDesk());
        StateDict weights = test::shippedDesk();
        QVERIFY(nets::loadState(module, weights));
        module.eval();
        const torch::InferenceMode guard;
        const nets::DeskOutputs heads = module.heads(torch::from_blob(x.data(), {1, 3, static_cast<std::int64_t>(window)}, torch::kFloat32));
        const torch::Tensor phases = heads.phases.softmax(1), motions = heads.motions.softmax(1);
        // Sample 1 of 2n is three parts of column 0 and one of column 1.
        const auto between = [](const torch::Tensor& curve, std::int64_t c, std::int64_t i) { return 0.75F * curve[0][c][i].item<float>() + 0.25F * curve[0][c][i + 1].item<float>(); };
        for (std::size_t w = 0; w < 2; ++w) {
            const float* const out = y->data() + w * each;
            for (std::size_t c = 0; c < 5; ++c)
                QVERIFY(std::abs(out[c * window + 401] - between(c < 3 ? phases : motions, static_cast<std::int64_t>(c < 3 ? c : c - 3), 200)) < 1e-5F);
            const float* const source = out + 5 * window;
            const std::int64_t column = 11;
            QVERIFY(std::abs(source[11] - heads.magnitude[0][0][column].item<float>()) < 1e-4F);
            QVERIFY(std::abs(source[3 * columns + 11] / source[columns + 11]) > 0.0F && source[columns + 11] > 0.0F);
            QVERIFY(std::abs(source[4 * columns + 11] - heads.azimuth[0][0][column].item<float>()) < 1e-4F);
            QVERIFY(std::abs(source[5 * columns + 11] - heads.azimuth[0][1][column].item<float>()) < 1e-4F);
        }
        // A head of another size is named.
        weights.metadata["seismollm"] = [] {
            SeisMoLLMConfig other = tinyDesk();
            other.sourceHidden = 9;
            return toJson(other);
        }();
        QVERIFY(writeSafetensors(weights, file));
        const auto refused = nets::TorchEngine().load(file, "cpu");
        QVERIFY(!refused && refused.error().message.find("source_in.weight") != std::string::npos);
    }
    void backbonesComeFromGpt2Files()
    {
        // Sizes in proportion: a file of two layers more than are used, with the word embedding, in GPT-2's [in, out] layout.
        SeisMoLLMConfig config = SeisMoLLMConfig::paper(Task::Magnitude);
        config.stages.back().out = 3;
        config.width = 24;
        config.heads = 3;
        config.layers = 2;
        config.positions = 64;
        config.loraRank = 4;
        nets::SeisMoLLM network(config);
        StateDict gpt2;
        float next = 0.0F;
        const auto put = [&](const std::string& name, const std::vector<std::int64_t>& shape) {
            std::size_t count = 1;
            for (const std::int64_t extent : shape) count *= static_cast<std::size_t>(extent);
            std::vector<float> values(count);
            for (float& v : values) v = 0.001F * next++;
            gpt2.add(name, Tensor::ofFloats(shape, values));
        };
        put("wte.weight", {50, 24});
        put("wpe.weight", {64, 24});
        for (int layer = 0; layer < 4; ++layer) {
            const std::string h = "h." + std::to_string(layer) + ".";
            for (const char* norm : {"ln_1", "ln_2"}) {
                put(h + norm + ".weight", {24});
                put(h + norm + ".bias", {24});
            }
            for (const auto& [part, in, out] : {std::tuple{"attn.c_attn", 24, 72}, {"attn.c_proj", 24, 24}, {"mlp.c_fc", 24, 96}, {"mlp.c_proj", 96, 24}}) {
                put(h + part + ".weight", {in, out});
                put(h + part + ".bias", {out});
            }
            put(h + "attn.bias", {1, 1, 64, 64});
        }
        put("ln_f.weight", {24});
        put("ln_f.bias", {24});
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("model.safetensors")).toStdString();
        QVERIFY(writeSafetensors(gpt2, file));
        const auto read = readSafetensors(file);
        QVERIFY(read);
        const auto loaded = network.mixer->llm->loadPublished(*read);
        QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
        const StateDict state = nets::stateOf(network);
        const std::string base = "llm_blocks.llm.base_model.model.";
        QCOMPARE(state.find(base + "h.1.mlp.c_fc.base_layer.weight")->toFloats(), gpt2.find("h.1.mlp.c_fc.weight")->toFloats());
        QCOMPARE(state.find(base + "h.0.attn.c_attn.base_layer.bias")->toFloats(), gpt2.find("h.0.attn.c_attn.bias")->toFloats());
        QCOMPARE(state.find(base + "wpe.weight")->toFloats(), gpt2.find("wpe.weight")->toFloats());
        QCOMPARE(state.find(base + "ln_f.bias")->toFloats(), gpt2.find("ln_f.bias")->toFloats());

        const auto refusal = [&](const std::string& name, const std::vector<std::int64_t>& shape) {
            StateDict changed;
            for (const auto& [key, tensor] : gpt2) {
                if (key != name) changed.add(key, tensor);
                else if (!shape.empty()) changed.add(key, Tensor::ofFloats(shape, tensor.toFloats()));
            }
            const auto result = network.mixer->llm->loadPublished(changed);
            return result ? std::string() : result.error().message;
        };
        // Linear's [out, in] is not GPT-2's layout.
        QVERIFY(refusal("h.0.mlp.c_fc.weight", {96, 24}).find("h.0.mlp.c_fc.weight") != std::string::npos);
        QVERIFY(refusal("h.1.ln_2.bias", {}).find("h.1.ln_2.bias") != std::string::npos);
        QCOMPARE(refusal("h.3.ln_2.bias", {}), std::string());  // beyond the layers that are used
        QCOMPARE(refusal("wte.weight", {}), std::string());
    }
};

QTEST_APPLESS_MAIN(SeisMoLLMFilesTest)
#include "seismollm_files_test.moc"
