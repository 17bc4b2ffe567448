#include "core/model/device_choice.h"

#include <QtTest>

using namespace seisdesk;

class device_choice_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void understandsWhatUsersSay()
    {
        using Kind = DeviceChoice::Kind;
        QVERIFY((*parseDevice("cpu") == DeviceChoice{Kind::Cpu, 0, false}));
        QVERIFY((*parseDevice("auto") == DeviceChoice{Kind::Automatic, 0, false}));
        QVERIFY((*parseDevice("auto:half") == DeviceChoice{Kind::Automatic, 0, true}));
        QVERIFY((*parseDevice("cuda") == DeviceChoice{Kind::Cuda, 0, false}));
        QVERIFY((*parseDevice("cuda:12") == DeviceChoice{Kind::Cuda, 12, false}));
        QVERIFY((*parseDevice("cuda:half") == DeviceChoice{Kind::Cuda, 0, true}));
        QVERIFY((*parseDevice("cuda:1:half") == DeviceChoice{Kind::Cuda, 1, true}));
    }
    void theEngineThatServesBothComesFirstWhereThereIsACard()
    {
        using Kind = DeviceChoice::Kind;
        const std::string cpu = "seisdesk-engine-cpu.so", cuda = "seisdesk-engine-cuda.so";
        for (const Kind kind : {Kind::Automatic, Kind::Cpu}) {
            QCOMPARE(enginePlugins(kind, true), (std::vector<std::string>{cuda, cpu}));
            QCOMPARE(enginePlugins(kind, false), (std::vector<std::string>{cpu, cuda}));
        }
        QCOMPARE(enginePlugins(Kind::Cuda, true), std::vector<std::string>{cuda});
    }
    void refusesTheRest()
    {
        for (const char* text : {"", "tpu", "cuda:", "cuda:x", "cuda:1x", "cuda:-1", "cuda1", "cudart", "half", ":half", "cpu:0", "CUDA", "cuda:99999999999"}) {
            const auto choice = parseDevice(text);
            QVERIFY2(!choice, text);
            QVERIFY(choice.error().code == Error::Code::InvalidArgument && choice.error().message.find('"' + std::string(text) + '"') != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(device_choice_test)
#include "device_choice_test.moc"
