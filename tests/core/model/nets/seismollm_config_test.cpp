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
};

QTEST_APPLESS_MAIN(SeisMoLLMConfigTest)
#include "seismollm_config_test.moc"
