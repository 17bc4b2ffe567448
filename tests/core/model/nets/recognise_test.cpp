#include "core/model/nets/recognise.h"

#include "core/model/contract_json.h"
#include "tests/core/model/nets/zeros.h"

#include <QTest>

using namespace seisdesk;
using test::zeros;

namespace {

/// The tensors that tell sizes and tasks apart.
Checkpoint seisT(std::int64_t channels, std::int64_t outputs)
{
    Checkpoint checkpoint;
    checkpoint.tensors.add("encoder_layers.3.0.proj.weight", zeros({channels, 8, 1}));
    if (outputs == 3) checkpoint.tensors.add("out_head.out_conv.weight", zeros({3, 6, 7}));
    else checkpoint.tensors.add("out_head.lin.weight", zeros({outputs, channels}));
    return checkpoint;
}

char sizeOf(const Result<Recognition>& r) { return std::get<SeisTConfig>(r->config).size; }

}  // namespace

class RecogniseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesSizeAndTaskFromShapes()
    {
        for (const auto& [channels, size] : {std::pair{64, 'S'}, {96, 'M'}, {128, 'L'}}) {
            const auto picker = recognise(seisT(channels, 3), "w_diting.pth");
            QVERIFY2(picker, picker ? "" : picker.error().message.c_str());
            QCOMPARE(sizeOf(picker), size);
            QVERIFY(picker->contract.task == Task::Picking);
            QCOMPARE(picker->contract.outputs, (std::vector<std::string>{"detection", "P", "S"}));
            QCOMPARE(picker->contract.windowSamples, std::size_t{8192});
            QCOMPARE(picker->contract.componentOrder, std::string("ZNE"));
            QCOMPARE(picker->contract.sampleRateHz, 50.0);
        }
        QVERIFY(recognise(seisT(96, 2), "any_diting.pth")->contract.task == Task::Polarity);
        QCOMPARE(recognise(seisT(77, 3), "w_diting.pth").error().code, Error::Code::Unsupported);
    }
    void asksForWhatShapesCannotTell()
    {
        const auto taskless = recognise(seisT(96, 1), "w_diting.pth");
        QVERIFY(!taskless);
        QCOMPARE(taskless.error().code, Error::Code::InvalidArgument);
        QVERIFY(taskless.error().message.find("--task") != std::string::npos);
        const auto rateless = recognise(seisT(96, 3), "w.pth");
        QVERIFY(!rateless);
        QVERIFY(rateless.error().message.find("--rate") != std::string::npos);
    }
    void takesHintsThenFileNames()
    {
        QVERIFY(recognise(seisT(96, 1), "seist_m_baz_diting.pth")->contract.task == Task::BackAzimuth);
        QVERIFY(recognise(seisT(96, 1), "My-Seist.EMG-pnw.pth")->contract.task == Task::Magnitude);
        QCOMPARE(recognise(seisT(96, 1), "seist_m_emg_pnw.pth")->contract.sampleRateHz, 100.0);
        const auto hinted = recognise(seisT(96, 1), "seist_m_baz_diting.pth", {Task::Distance, 100.0});
        QVERIFY(hinted->contract.task == Task::Distance);
        QCOMPARE(hinted->contract.sampleRateHz, 100.0);
        // A word is not a part: "bazaar" says nothing.
        QVERIFY(!recognise(seisT(96, 1), "bazaar_diting.pth"));
    }
    void refusesATaskThatDoesNotFitTheHead()
    {
        QCOMPARE(recognise(seisT(96, 3), "w_diting.pth", {Task::Magnitude, {}}).error().code, Error::Code::ModelMismatch);
        QCOMPARE(recognise(seisT(96, 1), "w_diting.pth", {Task::Polarity, {}}).error().code, Error::Code::ModelMismatch);
    }
    void theFilesOwnContractWins()
    {
        Checkpoint checkpoint = seisT(96, 1);
        Contract own;
        own.task = Task::Distance;
        own.sampleRateHz = 40.0;
        own.windowSamples = 4096;
        own.name = "tuned";
        checkpoint.tensors.metadata["contract"] = toJson(own);
        const auto r = recognise(checkpoint, "seist_m_emg_pnw.safetensors", {Task::BackAzimuth, 20.0});
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QVERIFY(r->contract.task == Task::Distance);
        QCOMPARE(r->contract.sampleRateHz, 40.0);
        QCOMPARE(r->contract.windowSamples, std::size_t{4096});
        checkpoint.tensors.metadata["contract"] = "{";
        QCOMPARE(recognise(checkpoint, "x").error().code, Error::Code::Malformed);
        own.windowSamples = 100;
        checkpoint.tensors.metadata["contract"] = toJson(own);
        QCOMPARE(recognise(checkpoint, "x").error().code, Error::Code::ModelMismatch);
    }
    void knowsPublishedFilesWhateverTheirName()
    {
        Checkpoint checkpoint = seisT(96, 1);
        checkpoint.sha256 = "8b8d996f02131fff55dd54668dbf20f8288f8382d222db46a0b93e4fd51c98d0";  // seist_m_emg_pnw.pth
        const auto r = recognise(checkpoint, "download(1)");
        QVERIFY2(r, r ? "" : r.error().message.c_str());
        QCOMPARE(r->contract.name, std::string("seist_m_emg_pnw"));
        QVERIFY(r->contract.task == Task::Magnitude);
        QCOMPARE(r->contract.sampleRateHz, 100.0);
    }
    void knowsPhaseNetAndNamesStrangers()
    {
        Checkpoint phasenet;
        phasenet.tensors.add("down_conv3_1/kernel:0", zeros({7, 1, 8, 8}));
        const auto r = recognise(phasenet, "p.h5");
        QVERIFY(r);
        QCOMPARE(r->contract.componentOrder, std::string("ENZ"));
        QCOMPARE(r->contract.windowSamples, std::size_t{3001});
        QCOMPARE(r->contract.outputs, (std::vector<std::string>{"noise", "P", "S"}));
        Checkpoint stranger;
        stranger.tensors.add("conv1.weight", zeros({1}));
        QVERIFY(recognise(stranger, "s.pth").error().message.find("conv1.weight") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(RecogniseTest)
#include "recognise_test.moc"
