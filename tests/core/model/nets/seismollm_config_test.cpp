#include "core/model/nets/seismollm_config.h"

#include <QTest>

using namespace seisdesk;

class SeisMoLLMConfigTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePublishedSizesHoldTogether()
    {
        const SeisMoLLMConfig config = SeisMoLLMConfig::paper(Task::Picking);
        QCOMPARE(config.patch * config.frameChannels(), config.width);
        QCOMPARE(config.stride(), 8);
        QVERIFY(config == SeisMoLLMConfig::paper(Task::Picking));
        QVERIFY(!(config == SeisMoLLMConfig::paper(Task::Distance)));
    }
    void tokensOfTheUsualWindows()
    {
        const SeisMoLLMConfig config = SeisMoLLMConfig::paper(Task::Magnitude);
        QCOMPARE(config.tokens(8192), 128);
        QCOMPARE(config.tokens(6000), 93);
        QCOMPARE(config.tokens(9000), 140);
        QVERIFY(config.tokens(65'592) <= config.positions + 1);
    }
    void travelsAsJson()
    {
        for (const SeisMoLLMConfig& config : {SeisMoLLMConfig::paper(Task::Distance), SeisMoLLMConfig::desk()}) {
            const auto read = seisMoLLMConfigFromJson(toJson(config));
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            QVERIFY(*read == config);
        }
    }
    void sizesThatDoNotHoldTogetherAreRefused()
    {
        const auto refused = [](auto change) {
            SeisMoLLMConfig config = SeisMoLLMConfig::desk();
            change(config);
            return !seisMoLLMConfigFromJson(toJson(config));
        };
        QVERIFY(!refused([](SeisMoLLMConfig&) {}));
        QVERIFY(refused([](SeisMoLLMConfig& c) { c.width = 191; }));
        QVERIFY(refused([](SeisMoLLMConfig& c) { c.heads = 5; }));
        QVERIFY(refused([](SeisMoLLMConfig& c) { c.up.pop_back(); }));
        QVERIFY(refused([](SeisMoLLMConfig& c) { c.stages.front().stride = 3; }));
        QVERIFY(refused([](SeisMoLLMConfig& c) { c.stages.front().kernel = 1'000'000'000; }));
        QVERIFY(refused([](SeisMoLLMConfig& c) { c.sourceHidden = 0; }));
        QVERIFY(!seisMoLLMConfigFromJson("[1]"));
        QVERIFY(!seisMoLLMConfigFromJson(R"({"width": "wide"})"));
    }
    void theDeskContractCountsColumns()
    {
        const Contract contract = multiTaskContract(SeisMoLLMConfig::desk());
        QCOMPARE(contract.sourceColumns(), std::size_t{96});
        QCOMPARE(SeisMoLLMConfig::desk().tokens(6144), std::int64_t{96});
    }
    void theBackboneTravels()
    {
        SeisMoLLMConfig config = SeisMoLLMConfig::desk();
        config.backbone = "bert";
        const auto again = seisMoLLMConfigFromJson(toJson(config));
        QVERIFY(again && *again == config);
        config.causal = true;
        QVERIFY(!seisMoLLMConfigFromJson(toJson(config)));
        config.backbone = "gpt7";
        QVERIFY(!seisMoLLMConfigFromJson(toJson(config)));
    }
};

QTEST_APPLESS_MAIN(SeisMoLLMConfigTest)
#include "seismollm_config_test.moc"
