#include "core/model/engine.h"
#include "tests/core/model/damage.h"

#include <QTest>

#include <thread>

using namespace seisdesk;

class EngineLoaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One test: an engine stays for the life of the process, so the order matters.
    void findsThePluginOnceAndSaysWhyNot()
    {
        QCOMPARE(loadEngine("abacus").error().code, Error::Code::InvalidArgument);

        const QByteArray built = qgetenv("SEISDESK_ENGINE_DIR");
        const QTemporaryDir folder;
        qputenv("SEISDESK_ENGINE_DIR", folder.path().toUtf8());
        const auto missing = loadEngine("cpu");
        QCOMPARE(missing.error().code, Error::Code::NotFound);
        QVERIFY(missing.error().message.find("SEISDESK_ENGINE_DIR") != std::string::npos);
        QVERIFY(missing.error().message.find(folder.path().toStdString()) != std::string::npos);

        test::write(folder, "seisdesk-engine-cpu.so", "no library");
        QCOMPARE(loadEngine("cpu").error().code, Error::Code::Unreadable);

        // Without the variable, beside the program: the build tree has the shape of the installed one.
        if (built.isEmpty()) qunsetenv("SEISDESK_ENGINE_DIR");
        else qputenv("SEISDESK_ENGINE_DIR", built);
        std::vector<std::shared_ptr<Engine>> found(3);
        std::vector<std::thread> threads;
        for (auto& engine : found) {
            threads.emplace_back([&engine] {
                if (auto loaded = loadEngine()) engine = *loaded;
            });
        }
        for (std::thread& thread : threads) thread.join();
        QVERIFY(found[0]);
        QVERIFY(found[0] == found[1] && found[1] == found[2]);
        QVERIFY2(found[0]->description().find("LibTorch") == 0, found[0]->description().c_str());
        QCOMPARE(found[0]->load("/nonexistent.pth", "cpu").error().code, Error::Code::NotFound);
        if (!loadEngine("cuda")) QCOMPARE(loadEngine("cuda").error().code, Error::Code::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(EngineLoaderTest)
#include "engine_loader_test.moc"
