#include "core/model/adapt/blend.h"

#include "core/model/adapt/whole_weights.h"

#include <QTest>

using namespace seisdesk;

namespace {

constexpr const char* weightName = "llm_blocks.llm.h.0.attn.c_attn.weight";

Tensor floats(std::vector<std::int64_t> shape, const std::vector<float>& values) { return Tensor::ofFloats(std::move(shape), values); }

StateDict parentWeights()
{
    StateDict out;
    out.add(weightName, floats({2, 2}, {1, 2, 3, 4}));
    out.add("llm_blocks.llm.ln_f.bias", floats({2}, {1, -1}));
    return out;
}

Adapter learned()
{
    Adapter out;
    const std::string stem = "llm_blocks.llm.base_model.model.h.0.attn.c_attn";
    out.tensors.add(stem + ".lora_A.default.weight", floats({1, 2}, {1, 10}));
    out.tensors.add(stem + ".lora_B.default.weight", floats({2, 1}, {1, 2}));
    out.tensors.add("llm_blocks.llm.base_model.model.ln_f.bias", floats({2}, {3, -5}));
    out.scope = Scope::Lora, out.loraRank = 1, out.loraAlpha = 1.0;
    return out;
}

}  // namespace

class BlendTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Every whole weight lies on the straight line between the two networks, low-rank pairs included.
    void weightsLieOnAStraightLine_data()
    {
        QTest::addColumn<double>("share");
        for (const double share : {0.0, 0.25, 0.5, 1.0}) QTest::addRow("%g", share) << share;
    }
    void weightsLieOnAStraightLine()
    {
        QFETCH(double, share);
        const StateDict parent = parentWeights();
        const auto end = adapted(parent, learned());
        const auto some = blended(parent, learned(), share);
        QVERIFY2(end && some, some ? "" : some.error().message.c_str());
        const auto whole = adapted(parent, *some);
        QVERIFY(whole);
        for (const auto& [name, tensor] : parent) {
            const std::vector<float> from = tensor.toFloats(), to = end->find(name)->toFloats(), now = whole->find(name)->toFloats();
            for (std::size_t i = 0; i < from.size(); ++i) QCOMPARE(now[i], from[i] + static_cast<float>(share) * (to[i] - from[i]));
        }
    }
    void whatIsNotInTheParentIsNamed()
    {
        Adapter other = learned();
        other.tensors.add("out_conv.bias", floats({1}, {1}));
        const auto out = blended(parentWeights(), other, 0.5);
        QVERIFY(!out && out.error().code == Error::Code::ModelMismatch && out.error().message.find("out_conv.bias") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(BlendTest)
#include "blend_test.moc"
