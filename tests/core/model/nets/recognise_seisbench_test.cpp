#include "core/model/nets/recognise_seisbench.h"

#include "core/model/contract_json.h"
#include "tests/core/model/nets/zeros.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;
using test::zeros;

namespace {

/// The tensors that tell the networks and their sizes apart.
Checkpoint phaseNet(std::int64_t filters, std::int64_t components, std::int64_t phases)
{
    Checkpoint c;
    c.tensors.add("inc.weight", zeros({filters, components, 7}));
    c.tensors.add("down_branch.0.0.weight", zeros({filters, filters, 7}));
    c.tensors.add("out.weight", zeros({phases, filters, 1}));
    return c;
}

Checkpoint eqTransformer()
{
    Checkpoint c;
    for (const char* name : {"encoder.convs.0.weight", "decoder_d.convs.0.weight", "pick_convs.0.weight", "pick_convs.1.weight", "bi_lstm_stack.members.0.conv.weight"})
        c.tensors.add(name, zeros({8, 3, 11}));
    return c;
}

}  // namespace

class RecogniseSeisBenchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheNetworksApartByContent()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        std::ofstream(path / "stead.json.v2") << R"({"model_args": {"phases": "PSN"}, "version": "2"})";
        const auto phasenet = recognise(phaseNet(16, 3, 3), path / "stead.pt.v2");
        QVERIFY2(phasenet, phasenet ? "" : phasenet.error().message.c_str());
        QCOMPARE(std::get<PhaseNetConfig>(phasenet->config).filters, 16);
        QCOMPARE(phasenet->contract.name, std::string("phasenet_stead"));
        QCOMPARE(phasenet->contract.family, std::string("PhaseNet"));
        std::ofstream(path / "stead.json.v1") << "{}";
        const auto eqt = recognise(eqTransformer(), path / "stead.pt.v1");
        QVERIFY2(eqt, eqt ? "" : eqt.error().message.c_str());
        QCOMPARE(std::get<EQTransformerConfig>(eqt->config).lstmBlocks, 1);
        QCOMPARE(eqt->contract.name, std::string("eqtransformer_stead"));
        Checkpoint light;
        light.tensors.add("inc.weight", zeros({8, 3, 1}));
        light.tensors.add("conv1.conv.weight", zeros({11, 8, 7}));
        light.tensors.add("bnu1.weight", zeros({22}));
        light.tensors.add("out.weight", zeros({16, 3, 1}));
        QVERIFY(std::holds_alternative<PhaseNetLightConfig>(recognise(light, path / "stead.pt.v1")->config));
    }
    void asksForTheFileBesideAndNamesWhatIsWrongInIt()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        const auto alone = recognise(phaseNet(8, 3, 3), path / "alone.pt.v1");
        QCOMPARE(alone.error().code, Error::Code::InvalidArgument);
        QVERIFY(alone.error().message.find("NAME.json") != std::string::npos);
        std::ofstream(path / "bad.json.v1") << R"({"model_args": {"norm": "log"}})";
        const auto bad = recognise(phaseNet(8, 3, 3), path / "bad.pt.v1");
        QCOMPARE(bad.error().code, Error::Code::Malformed);
        QVERIFY(bad.error().message.find("bad.json.v1") != std::string::npos && bad.error().message.find("\"norm\"") != std::string::npos);
        QCOMPARE(recognise(phaseNet(8, 3, 1), path / "bad.pt.v1").error().code, Error::Code::Unsupported);
    }
    void theFilesOwnContractSuffices()
    {
        Checkpoint own = phaseNet(8, 3, 3);
        Contract contract;
        contract.name = "tuned";
        contract.outputs = {"noise", "P", "S"};
        contract.variant = "centred sigmoid";
        own.tensors.metadata["contract"] = toJson(contract);
        const auto r = recognise(own, "x.safetensors");
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY(std::get<PhaseNetConfig>(r->config).centred && std::get<PhaseNetConfig>(r->config).sigmoid);
        QCOMPARE(r->contract.name, std::string("tuned"));
        contract.outputs.pop_back();
        own.tensors.metadata["contract"] = toJson(contract);
        QCOMPARE(recognise(own, "x.safetensors").error().code, Error::Code::ModelMismatch);
        Checkpoint eqt = eqTransformer();
        eqt.tensors.add("pick_lstms.0.cell_f.weight_ih", zeros({64, 16}));
        contract.outputs = {"detection", "P", "S"};
        contract.windowSamples = 3001;  // the original kinds crop for 6000
        eqt.tensors.metadata["contract"] = toJson(contract);
        QCOMPARE(recognise(eqt, "x.safetensors").error().code, Error::Code::ModelMismatch);
    }
};

QTEST_APPLESS_MAIN(RecogniseSeisBenchTest)
#include "recognise_seisbench_test.moc"
