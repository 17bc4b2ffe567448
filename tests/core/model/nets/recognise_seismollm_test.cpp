#include "core/model/nets/recognise_seismollm.h"

#include "core/model/contract_json.h"
#include "tests/core/model/nets/zeros.h"

#include <QTest>

using namespace seisdesk;
using test::zeros;

namespace {

/// The tensors that tell tasks apart.
Checkpoint seisMoLLM(std::int64_t outputs, const std::string& prefix = {})
{
    Checkpoint checkpoint;
    checkpoint.tensors.add(prefix + "llm_blocks.llm.base_model.model.h.0.attn.c_attn.lora_A.default.weight", zeros({16, 8}));
    if (outputs == 3) checkpoint.tensors.add(prefix + "out_head.out_conv.weight", zeros({3, 6, 7}));
    else checkpoint.tensors.add(prefix + "out_head.lin.weight", zeros({outputs, 96}));
    return checkpoint;
}

using Names = std::vector<std::string>;

}  // namespace

class RecogniseSeisMoLLMTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesTasksFromHeadsAndNames_data()
    {
        QTest::addColumn<int>("outputs");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("task");
        QTest::addColumn<QByteArray>("names");
        QTest::newRow("picking needs no word") << 3 << QByteArray("best_diting.pth") << static_cast<int>(Task::Picking) << QByteArray("non,P,S");
        QTest::newRow("pmp") << 2 << QByteArray("SeisMoLLM_pmp_diting.pth") << static_cast<int>(Task::Polarity) << QByteArray("up,down");
        QTest::newRow("baz") << 2 << QByteArray("SeisMoLLM-baz-diting.pth") << static_cast<int>(Task::BackAzimuth) << QByteArray("back_azimuth_cos,back_azimuth_sin");
        QTest::newRow("emg") << 1 << QByteArray("SeisMoLLM_emg_diting.pth") << static_cast<int>(Task::Magnitude) << QByteArray("magnitude");
        QTest::newRow("dis") << 1 << QByteArray("SeisMoLLM_dis_diting.pth") << static_cast<int>(Task::Distance) << QByteArray("distance_km");
    }
    void takesTasksFromHeadsAndNames()
    {
        QFETCH(int, outputs);
        QFETCH(QByteArray, file);
        QFETCH(int, task);
        QFETCH(QByteArray, names);
        for (const std::string prefix : {"", "module.", "_orig_mod.", "module._orig_mod."}) {
            const auto r = recognise(seisMoLLM(outputs, prefix), file.toStdString());
            QVERIFY2(r, r ? "" : r.error().message.c_str());
            QCOMPARE(static_cast<int>(r->contract.task), task);
            QCOMPARE(r->contract.family, std::string("SeisMoLLM"));
            QCOMPARE(r->contract.componentOrder, std::string("ZNE"));
            QVERIFY(r->contract.normalisation == Normalisation::Std);
            QCOMPARE(r->contract.sampleRateHz, 50.0);
            QCOMPARE(r->contract.windowSamples, std::size_t{8192});
            QByteArray found;
            for (const std::string& n : r->contract.outputs) found += (found.isEmpty() ? "" : ",") + QByteArray::fromStdString(n);
            QCOMPARE(found, names);
            QVERIFY(std::get<SeisMoLLMConfig>(r->config) == SeisMoLLMConfig::paper(static_cast<Task>(task)));
        }
    }
    void windowsFollowTheRate()
    {
        const auto stead = recognise(seisMoLLM(3), "SeisMoLLM_dpk_stead.pth");
        QCOMPARE(stead->contract.sampleRateHz, 100.0);
        QCOMPARE(stead->contract.windowSamples, std::size_t{6000});
        const auto hinted = recognise(seisMoLLM(1), "checkpoint.pth", {Task::Distance, 100.0});
        QCOMPARE(hinted->contract.windowSamples, std::size_t{6000});
        const auto rateless = recognise(seisMoLLM(3), "checkpoint.pth");
        QVERIFY(rateless.error().message.find("--rate") != std::string::npos);
    }
    void asksForWhatTheHeadCannotTell()
    {
        const auto two = recognise(seisMoLLM(2), "w_diting.pth"), one = recognise(seisMoLLM(1), "w_diting.pth");
        QCOMPARE(two.error().code, Error::Code::InvalidArgument);
        QVERIFY(two.error().message.find("--task pmp or baz") != std::string::npos);
        QCOMPARE(one.error().code, Error::Code::InvalidArgument);
        QVERIFY(one.error().message.find("--task emg or dis") != std::string::npos);
    }
    void refusesTasksThatDoNotFit()
    {
        QCOMPARE(recognise(seisMoLLM(2), "w_diting.pth", {Task::Distance, {}}).error().code, Error::Code::ModelMismatch);
        QCOMPARE(recognise(seisMoLLM(1), "w_diting.pth", {Task::Polarity, {}}).error().code, Error::Code::ModelMismatch);
        const auto r = recognise(seisMoLLM(3), "w_diting.pth", {Task::Magnitude, {}});
        QCOMPARE(r.error().code, Error::Code::ModelMismatch);
        QVERIFY(r.error().message.find("picking") != std::string::npos);
        QCOMPARE(recognise(seisMoLLM(5), "w_diting.pth").error().code, Error::Code::Unsupported);
    }
    void theFilesOwnContractWins()
    {
        Checkpoint checkpoint = seisMoLLM(2);
        Contract own;
        own.name = "tuned";
        own.task = Task::BackAzimuth;
        own.sampleRateHz = 40.0;
        own.windowSamples = 4096;
        checkpoint.tensors.metadata["contract"] = toJson(own);
        const auto r = recognise(checkpoint, "SeisMoLLM_pmp_stead.safetensors", {Task::Polarity, 100.0});
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY(r->contract.task == Task::BackAzimuth);
        QCOMPARE(r->contract.sampleRateHz, 40.0);
        QCOMPARE(r->contract.windowSamples, std::size_t{4096});
        for (const std::size_t window : {std::size_t{600}, std::size_t{70'000}}) {
            own.windowSamples = window;
            checkpoint.tensors.metadata["contract"] = toJson(own);
            QCOMPARE(recognise(checkpoint, "x").error().code, Error::Code::ModelMismatch);
        }
    }
    void mergedFilesHaveNoAdapters()
    {
        Checkpoint checkpoint;
        checkpoint.tensors.add("llm_blocks.llm.h.0.attn.c_attn.weight", zeros({8, 24}));
        checkpoint.tensors.add("out_head.out_conv.weight", zeros({3, 6, 7}));
        const auto r = recognise(checkpoint, "dpk_diting.pth");
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QCOMPARE(std::get<SeisMoLLMConfig>(r->config).loraRank, std::int64_t{0});
    }
    void severalTasksAreOnePicker()
    {
        Checkpoint checkpoint = seisMoLLM(3);
        const SeisMoLLMConfig desk = SeisMoLLMConfig::desk();
        checkpoint.tensors.metadata["seismollm"] = toJson(desk);
        const auto bare = recognise(checkpoint, "anything.safetensors");
        QVERIFY2(bare, bare ? "" : bare.error().message.c_str());
        QVERIFY(std::get<SeisMoLLMConfig>(bare->config) == desk);
        Contract own = multiTaskContract(desk);
        own.name = "anything";
        QVERIFY(bare->contract == own);

        own.name = "tuned";
        own.sampleRateHz = 50.0;
        own.windowSamples = 3072;
        own.defaultThresholdP = 0.2;
        own.outputs = {"nonsense"};
        checkpoint.tensors.metadata["contract"] = toJson(own);
        const auto r = recognise(checkpoint, "anything.safetensors");
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QCOMPARE(r->contract.name, std::string("tuned"));
        QCOMPARE(r->contract.windowSamples, std::size_t{3072});
        QCOMPARE(r->contract.sourceColumns(), std::size_t{48});
        QCOMPARE(r->contract.defaultThresholdP, 0.2);
        QCOMPARE(r->contract.outputs, (Names{"noise", "P", "S", "up", "down"}));
        for (const std::size_t window : {std::size_t{3000}, std::size_t{64 * 193}}) {
            own.windowSamples = window;
            checkpoint.tensors.metadata["contract"] = toJson(own);
            QCOMPARE(recognise(checkpoint, "x").error().code, Error::Code::ModelMismatch);
        }
        checkpoint.tensors.metadata["seismollm"] = "{}";
        QCOMPARE(recognise(checkpoint, "x").error().code, Error::Code::Malformed);
    }
    void ownSizesMustFitTheHead()
    {
        Checkpoint checkpoint = seisMoLLM(1);
        SeisMoLLMConfig config = SeisMoLLMConfig::paper(Task::Distance);
        config.layers = 2;
        checkpoint.tensors.metadata["seismollm"] = toJson(config);
        const auto r = recognise(checkpoint, "w_dis_diting.safetensors");
        QVERIFY(r && std::get<SeisMoLLMConfig>(r->config).layers == 2);
        QCOMPARE(recognise(checkpoint, "w_emg_diting.safetensors").error().code, Error::Code::ModelMismatch);
    }
    void plainNamesDropWhatNothingUses()
    {
        StateDict raw;
        for (const char* name : {"module._orig_mod.convs.0.out_proj.weight", "llm_blocks._orig_mod.llm.base_model.model.wte.weight",
                                 "llm_blocks.llm.base_model.model.h.0.attn.bias", "llm_blocks.llm.base_model.model.h.0.attn.c_attn.base_layer.bias"})
            raw.add(name, zeros({2}));
        const StateDict plain = seisMoLLMTensors(raw);
        Names names;
        for (const auto& entry : plain) names.push_back(entry.first);
        QCOMPARE(names, (Names{"convs.0.out_proj.weight", "llm_blocks.llm.base_model.model.h.0.attn.c_attn.base_layer.bias"}));
    }
};

QTEST_APPLESS_MAIN(RecogniseSeisMoLLMTest)
#include "recognise_seismollm_test.moc"
