#include "core/model/torch/torch_engine.h"
#include "tests/core/model/reference.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;

class TorchEngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reproducesTheReferenceOutputs_data();
    void reproducesTheReferenceOutputs();
};

void TorchEngineTest::reproducesTheReferenceOutputs_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("output");
    QTest::addColumn<bool>("plain");
    for (const bool plain : {false, true}) {
        const QString how = plain ? QStringLiteral("module ") : QStringLiteral("program ");
        for (const char* size : {"s", "m", "l"}) {
            for (const char* task : {"dpk_diting", "pmp_diting", "emg_diting", "emg_pnw", "baz_diting", "dis_diting"}) {
                const QString name = QStringLiteral("seist_%1_%2").arg(QLatin1String(size), QLatin1String(task));
                QTest::newRow(qPrintable(how + name)) << QStringLiteral("seist") << name + QStringLiteral(".pth") << QStringLiteral("input")
                                                      << name << plain;
            }
        }
        QTest::newRow(qPrintable(how + QStringLiteral("phasenet_190703"))) << QStringLiteral("phasenet")
            << QStringLiteral("phasenet_190703.h5") << QStringLiteral("input_ENZ") << QStringLiteral("output_NPS") << plain;
    }
}

void TorchEngineTest::reproducesTheReferenceOutputs()
{
    QFETCH(QString, folder);
    QFETCH(QString, file);
    QFETCH(QString, input);
    QFETCH(QString, output);
    const std::string base = "weights/" + folder.toStdString() + "/";
    const auto reference = test::shared(base + "reference_outputs.h5");
    const auto weights = test::shared(base + file.toStdString());
    if (reference.empty() || weights.empty()) QSKIP(test::needShared(base).c_str());

    QFETCH(bool, plain);
    nets::TorchEngine engine(plain);
    const auto network = engine.load(weights, "cpu");
    QVERIFY2(network, network ? "" : network.error().message.c_str());
    const auto x = test::referenceArray(reference, input.toStdString());
    const auto wanted = test::referenceArray(reference, output.toStdString());
    QVERIFY(!x.empty() && !wanted.empty());
    const auto y = (*network)->forward(x, 2);
    QVERIFY2(y, y ? "" : y.error().message.c_str());
    QCOMPARE(y->size(), wanted.size());
    float scale = 1.0F;  // values of 100 km or degrees are compared relatively
    for (const float v : wanted) scale = std::max(scale, std::abs(v));
    float worst = 0.0F;
    for (std::size_t i = 0; i < wanted.size(); ++i) worst = std::max(worst, std::abs((*y)[i] - wanted[i]));
    qInfo("largest difference %.2g", static_cast<double>(worst));
    QVERIFY2(worst <= 1e-4F * scale, qPrintable(QStringLiteral("differs by %1").arg(static_cast<double>(worst))));
}

QTEST_APPLESS_MAIN(TorchEngineTest)
#include "torch_engine_test.moc"
