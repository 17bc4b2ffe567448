#include "core/model/engine_environment.h"

#include <QTest>

#include <thread>

using namespace seisdesk;

class EngineEnvironmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void setsWhatIsUnset()
    {
        for (const char* name : {"OPENBLAS_CORETYPE", "OMP_NUM_THREADS", "OMP_WAIT_POLICY"}) qunsetenv(name);
        prepareEngineEnvironment();
        QCOMPARE(qgetenv("OPENBLAS_CORETYPE").toStdString(), openBlasCoreType());
        QCOMPARE(qgetenv("OMP_NUM_THREADS").toULong(), static_cast<unsigned long>(usableProcessors()));
        QCOMPARE(qgetenv("OMP_WAIT_POLICY"), QByteArray("passive"));
    }
    void leavesTheUsersChoice()
    {
        qputenv("OPENBLAS_CORETYPE", "Zen");
        qputenv("OMP_NUM_THREADS", "3");
        prepareEngineEnvironment();
        QCOMPARE(qgetenv("OPENBLAS_CORETYPE"), QByteArray("Zen"));
        QCOMPARE(qgetenv("OMP_NUM_THREADS"), QByteArray("3"));
    }
    void countsTheProcessorsItMayUse()
    {
        QVERIFY(usableProcessors() >= 1);
        QVERIFY(usableProcessors() <= std::max(1u, std::thread::hardware_concurrency()));
    }
};

QTEST_APPLESS_MAIN(EngineEnvironmentTest)
#include "engine_environment_test.moc"
