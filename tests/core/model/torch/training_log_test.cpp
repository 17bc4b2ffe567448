#include "core/model/torch/training_log.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk::nets;

class TrainingLogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void appendsAndRewinds()
    {
        const QTemporaryDir folder;
        const TrainingLog log(folder.path().toStdString());
        for (const std::uint64_t step : {20u, 40u, 60u}) {
            log.add({step, 1.5, 1e-3, 0.7, {6, 1, 2, 3, 4, 5}, 0.1});
            ValidationRow row;
            row.set = "aside";
            row.p01 = 0.25;
            log.add(step, row);
        }
        log.rewind(40);
        const auto lines = [&](const char* name) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
        };
        const auto training = lines("training.csv"), validation = lines("validation.csv");
        QCOMPARE(training.size(), 3);
        QCOMPARE(training[2], QByteArray("40,1.5,0.001,0.7,6,1,2,3,4,5,0.1"));
        QCOMPARE(training[0].count(','), training[2].count(','));
        QCOMPARE(validation.size(), 3);
        QCOMPARE(validation[2], QByteArray("40,aside,0,0,0,0,0,0.25,,,,,,,"));
        QCOMPARE(validation[0].count(','), validation[2].count(','));
        log.draw();
        QVERIFY(lines("training.svg").join().contains("back_azimuth"));
        QVERIFY(lines("validation.svg").join().contains("aside P"));
    }
};

QTEST_APPLESS_MAIN(TrainingLogTest)
#include "training_log_test.moc"
