#include "core/model/device_health.h"

#include <QtTest>

using namespace seisdesk;

class device_health_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// What LibTorch passes on of CUDA's texts.
    void knowsFailuresThatPoison_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<bool>("poisons");
        const auto row = [](const char* message, bool poisons) { QTest::newRow(message) << QString::fromLatin1(message) << poisons; };
        row("net@1: LibTorch failed: CUDA error: an illegal memory access was encountered", true);
        row("CUDA error: unspecified launch failure", true);
        row("CUDA error: device-side assert triggered", true);
        row("CUDA error: uncorrectable ECC error encountered", true);
        row("CUDA error: misaligned address", true);
        row("CUDA error: the launch timed out and was terminated", true);
        row("CUDA error: unknown error", true);
        row("CUDA out of memory. Tried to allocate 2.00 GiB", false);
        row("CUDA error: invalid argument", false);
        row("CUDA error: invalid device ordinal", false);
        row("stoi: unknown error", false);
        row("", false);
    }
    void knowsFailuresThatPoison()
    {
        QFETCH(QString, message);
        QFETCH(bool, poisons);
        QCOMPARE(poisonsDevice(message.toStdString()), poisons);
        DeviceHealth health;
        health.report(message.toStdString());
        QCOMPARE(health.lost(), poisons);
        QCOMPARE(health.reason().find(message.toStdString()) != std::string::npos && !health.reason().empty(), poisons);
    }
    void theFirstFailureIsTheReason()
    {
        DeviceHealth health;
        health.report("CUDA out of memory");
        QVERIFY(!health.lost() && health.reason().empty());
        health.report("CUDA error: misaligned address");
        health.report("CUDA error: unspecified launch failure");
        QVERIFY(health.reason().find("misaligned") != std::string::npos && health.reason().find("unspecified") == std::string::npos);
        QVERIFY(health.reason().find("until SeisDesk is started again") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(device_health_test)
#include "device_health_test.moc"
