#include "core/model/engine.h"

#include <QTest>

#include <memory>

class PluginTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesAnEngineThatKnowsItsProcessor()
    {
        const std::unique_ptr<seisdesk::Engine> engine(seisdeskCreateEngine());
        QVERIFY(engine);
        QVERIFY(engine->description().find("LibTorch") == 0);
        QCOMPARE(engine->devices().front().name, std::string("cpu"));
        engine->setThreads(2);
        QVERIFY(engine->devices().front().description.find("2 threads") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(PluginTest)
#include "plugin_test.moc"
