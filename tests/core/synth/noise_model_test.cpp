#include "core/synth/noise_model.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <cmath>
#include <fstream>

using namespace seisdesk::synth;

class NoiseModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // ObsPy holds both models at the corners of their segments; tests/golden/core_synth.py.
    void modelsMatchObsPy()
    {
        std::ifstream file(seisdesk::test::sourceFile("core/synth/golden/noise_models.txt"));
        std::string name;
        double period = 0.0, db = 0.0;
        int compared = 0;
        while (file >> name >> period >> db) {
            const double ours = name == "low" ? lowNoiseModelDb(period) : highNoiseModelDb(period);
            QVERIFY2(std::abs(ours - db) < 0.15, qPrintable(QStringLiteral("%1 s: %2, not %3").arg(period).arg(ours).arg(db)));
            ++compared;
        }
        QCOMPARE(compared, 80);
    }
    void segmentsMeet()
    {
        for (const double period : {0.8, 2.4, 5.0, 12.0, 45.0, 154.0}) QVERIFY(std::abs(lowNoiseModelDb(period * 0.9999) - lowNoiseModelDb(period)) < 0.1);
        for (const double period : {0.32, 3.8, 6.3, 20.0, 354.8}) QVERIFY(std::abs(highNoiseModelDb(period * 0.9999) - highNoiseModelDb(period)) < 0.1);
    }
};

QTEST_APPLESS_MAIN(NoiseModelTest)
#include "noise_model_test.moc"
