#include "core/model/nets/eqtransformer_config.h"

#include <QTest>

#include <string>

using namespace seisdesk;

namespace {

StateDict tensorsOf(std::int64_t components, int phases, int blocks)
{
    StateDict out;
    out.add("encoder.convs.0.weight", Tensor{DType::Float32, {8, components, 11}, {}});
    for (int i = 0; i < phases; ++i) out.add("pick_convs." + std::to_string(i) + ".weight", Tensor{});
    for (int i = 0; i < blocks; ++i) out.add("bi_lstm_stack.members." + std::to_string(i) + ".conv.weight", Tensor{});
    return out;
}

}  // namespace

class EqTransformerConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSizesOffTheTensors()
    {
        StateDict tensors = tensorsOf(3, 2, 3);
        QVERIFY(eqTransformerConfig(tensors)->kind == EQTransformerKind::Plain);
        QCOMPARE(eqTransformerConfig(tensors)->lstmBlocks, 3);
        QCOMPARE(eqTransformerConfig(tensorsOf(1, 3, 2))->phases, 3);
        tensors.add("bi_lstm_stack.members.0.lstm.cell_f.weight_ih", Tensor{});
        QVERIFY(eqTransformerConfig(tensors)->kind == EQTransformerKind::Original);
        tensors.add("pick_lstms.0.cell_f.weight_ih", Tensor{});
        QVERIFY(eqTransformerConfig(tensors)->kind == EQTransformerKind::Conservative);
        QCOMPARE(eqTransformerConfig(tensorsOf(3, 0, 3)).error().code, Error::Code::Unsupported);
        QCOMPARE(eqTransformerConfig({}).error().code, Error::Code::Unsupported);
    }
    void cropsSoThatTheLengthReturns()
    {
        for (const EQTransformerKind kind : {EQTransformerKind::Plain, EQTransformerKind::Original, EQTransformerKind::Conservative}) {
            for (const std::int64_t samples : {6000, 3001, 4096, 999}) {
                EQTransformerConfig config;
                config.kind = kind;
                if (config.original() && samples != 6000) continue;
                std::int64_t length = samples;
                for (int i = 0; i < 7; ++i) length = (length + 1) / 2;
                for (const auto& crop : config.crops(samples)) length = 2 * length - crop.left - crop.right;
                QCOMPARE(length, samples);
            }
        }
    }
};

QTEST_APPLESS_MAIN(EqTransformerConfigTest)
#include "eqtransformer_config_test.moc"
