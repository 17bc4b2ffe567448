#include "core/model/adapt/whole_weights.h"

#include "core/model/checkpoint/safetensors.h"
#include "core/model/checkpoint/sha256.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace seisdesk;
namespace fs = std::filesystem;

namespace {

Tensor floats(std::vector<std::int64_t> shape, const std::vector<float>& values) { return Tensor::ofFloats(std::move(shape), values); }

constexpr const char* weightName = "llm_blocks.llm.h.0.attn.c_attn.weight";

StateDict baseWeights()
{
    StateDict out;
    out.add(weightName, floats({2, 3}, {1, 2, 3, 4, 5, 6}));  // [in, out]
    out.add("llm_blocks.llm.ln_f.bias", floats({2}, {0, 0}));
    out.add("convs.0.norm.running_mean", floats({1}, {7}));
    return out;
}

/// y = x (W + 2 (B A)^T), A [1, 2], B [3, 1]; and another bias.
Adapter lowRank()
{
    Adapter a;
    const std::string stem = "llm_blocks.llm.base_model.model.h.0.attn.c_attn";
    a.tensors.add(stem + ".lora_A.default.weight", floats({1, 2}, {1, 10}));
    a.tensors.add(stem + ".lora_B.default.weight", floats({3, 1}, {1, 2, 3}));
    a.tensors.add("llm_blocks.llm.base_model.model.ln_f.bias", floats({2}, {0.5f, -0.5f}));
    a.scope = Scope::Lora, a.loraRank = 1, a.loraAlpha = 2.0;
    a.contract.name = "child";
    return a;
}

}  // namespace

class WholeWeightsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addsLowRankMatricesToTheirWeights()
    {
        const auto whole = adapted(baseWeights(), lowRank());
        QVERIFY2(whole, whole ? "" : whole.error().message.c_str());
        QCOMPARE(whole->find(weightName)->toFloats(), (std::vector<float>{1 + 2, 2 + 4, 3 + 6, 4 + 20, 5 + 40, 6 + 60}));
        QCOMPARE(whole->find("llm_blocks.llm.ln_f.bias")->toFloats(), (std::vector<float>{0.5f, -0.5f}));
        QCOMPARE(whole->find("convs.0.norm.running_mean")->toFloats(), (std::vector<float>{7}));
        QCOMPARE(whole->size(), std::size_t{3});
    }
    /// What peft wrapped has plain names afterwards; without "seismollm" the published sizes hold: alpha 16, rank 16.
    void plainTensorsHaveAdaptersMerged()
    {
        StateDict wrapped;
        const std::string stem = "llm_blocks.llm.base_model.model.h.0.attn.c_attn";
        wrapped.add(stem + ".base_layer.weight", floats({2, 3}, {1, 2, 3, 4, 5, 6}));
        wrapped.add(stem + ".lora_A.default.weight", floats({1, 2}, {1, 10}));
        wrapped.add(stem + ".lora_B.default.weight", floats({3, 1}, {1, 2, 3}));
        const auto plain = plainTensors(wrapped);
        QVERIFY(plain);
        QCOMPARE(plain->find(weightName)->toFloats(), (std::vector<float>{2, 4, 6, 14, 25, 36}));
        QCOMPARE(plain->size(), std::size_t{1});
        QVERIFY(*plainTensors(baseWeights()) == baseWeights());
    }
    void whatDoesNotFitIsNamed()
    {
        for (const auto& [name, shape] : {std::pair<std::string, std::int64_t>{"llm_blocks.llm.ln_f.bias", 3}, {"unknown.bias", 2}}) {
            Adapter a = lowRank();
            a.tensors = {};
            a.tensors.add(name, floats({shape}, std::vector<float>(static_cast<std::size_t>(shape))));
            const auto whole = adapted(baseWeights(), a);
            QVERIFY(!whole);
            QCOMPARE(whole.error().code, Error::Code::ModelMismatch);
            QVERIFY(whole.error().message.find(name) != std::string::npos);
        }
        StateDict other;
        other.add("llm_blocks.llm.ln_f.bias", floats({2}, {0, 0}));
        QVERIFY(!adapted(other, lowRank()));
    }
    /// A file, an adapter on it, an adapter on that one; a changed parent is refused.
    void adaptersOfAdapters()
    {
        const QTemporaryDir folder;
        const fs::path at = folder.path().toStdString();
        StateDict base = baseWeights();
        QVERIFY(writeSafetensors(base, at / "base.safetensors"));
        Adapter first = lowRank();
        first.parentSha256 = sha256OfFile(at / "base.safetensors").value(), first.parentFile = "base.safetensors";
        QVERIFY(writeAdapter(first, at / "first.safetensors"));
        Adapter second = lowRank();
        second.tensors = {};
        second.tensors.add("llm_blocks.llm.ln_f.bias", floats({2}, {9, 9}));
        second.contract.name = "grandchild";
        second.parentSha256 = sha256OfFile(at / "first.safetensors").value(), second.parentFile = "first.safetensors";
        QVERIFY(writeAdapter(second, at / "second.safetensors"));

        const auto whole = readWeights(at / "second.safetensors");
        QVERIFY2(whole, whole ? "" : whole.error().message.c_str());
        QCOMPARE(whole->tensors.find(weightName)->toFloats(), (std::vector<float>{3, 6, 9, 24, 45, 66}));
        QCOMPARE(whole->tensors.find("llm_blocks.llm.ln_f.bias")->toFloats(), (std::vector<float>{9, 9}));
        QCOMPARE(whole->sha256, sha256OfFile(at / "second.safetensors").value());
        QVERIFY(whole->tensors.metadata.at("contract").find("grandchild") != std::string::npos);
        QVERIFY(readWeights(at / "base.safetensors")->tensors == baseWeights());

        base.metadata["changed"] = "yes";
        QVERIFY(writeSafetensors(base, at / "base.safetensors"));
        const auto orphan = readWeights(at / "second.safetensors");
        QVERIFY(!orphan);
        QCOMPARE(orphan.error().code, Error::Code::NotFound);
        QVERIFY(orphan.error().message.find("first.safetensors") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(WholeWeightsTest)
#include "whole_weights_test.moc"
