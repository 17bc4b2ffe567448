#include "core/model/torch/seist.h"

#include "core/model/torch/load_state.h"
#include "core/model/torch/torch_engine.h"
#include "tests/core/model/invented_weights.h"
#include "tests/support/test_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk;
using namespace seisdesk::nets;

class SeisTTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasThePublishedNumberOfParameters()
    {
        const auto count = [](char size, Task task) {
            std::int64_t sum = 0;
            for (const auto& p : SeisT(seisTConfig(size, task)).parameters()) sum += p.numel();
            return sum;
        };
        QCOMPARE(count('S', Task::Picking), std::int64_t{125'717});
        QCOMPARE(count('M', Task::Picking), std::int64_t{380'805});
        QCOMPARE(count('L', Task::Picking), std::int64_t{662'173});
        QCOMPARE(count('S', Task::Polarity), std::int64_t{98'348});
        QCOMPARE(count('M', Task::Magnitude), std::int64_t{312'043});
        QCOMPARE(count('L', Task::BackAzimuth), std::int64_t{529'291});
    }
    void learns()
    {
        // Gradients reach every parameter: the modules are also what fine-tuning trains.
        SeisT module(seisTConfig('S', Task::Picking));
        module.train();
        module.forward(torch::randn({2, 3, 1024})).mean().backward();
        for (const auto& p : module.named_parameters()) QVERIFY2(p.value().grad().defined(), p.key().c_str());
    }
    void givesTheGoldenNumbers_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<double>("value");
        // Published networks on the invented window, evaluated with the original code.
        const auto add = [](const char* file, double value) { QTest::newRow(file) << QString::fromLatin1(file) << value; };
        add("seist_s_pmp_diting", 0.592086), add("seist_m_pmp_diting", 0.596437), add("seist_l_pmp_diting", 0.616961);
        add("seist_s_emg_diting", 2.082650), add("seist_m_emg_diting", 1.381432), add("seist_l_emg_diting", 2.588382);
        add("seist_s_emg_pnw", 1.604106), add("seist_m_emg_pnw", 1.240581), add("seist_l_emg_pnw", 1.548469);
        add("seist_s_baz_diting", 111.519966), add("seist_m_baz_diting", 164.745071), add("seist_l_baz_diting", 216.911896);
        add("seist_s_dis_diting", 63.168728), add("seist_m_dis_diting", 90.179146), add("seist_l_dis_diting", 83.645561);
    }
    void givesTheGoldenNumbers()
    {
        QFETCH(QString, file);
        QFETCH(double, value);
        for (const bool plain : {true, false}) {
            const auto y = outputOf(file.toStdString(), plain);
            if (y.empty()) QSKIP(test::needShared("weights/seist").c_str());
            QVERIFY2(std::abs(static_cast<double>(y[0]) - value) < 1e-4 * std::max(1.0, value), qPrintable(QString::number(static_cast<double>(y[0]), 'g', 9)));
        }
    }
    void putsTheGoldenPeaks_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QList<double>>("peaks");
        QTest::addColumn<QList<int>>("samples");
        QTest::newRow("S") << QStringLiteral("seist_s_dpk_diting") << QList<double>{0.910183, 0.023810, 0.036837} << QList<int>{2896, 2375, 2804};
        QTest::newRow("M") << QStringLiteral("seist_m_dpk_diting") << QList<double>{0.632914, 0.022228, 0.033074} << QList<int>{2749, 2392, 2847};
        QTest::newRow("L") << QStringLiteral("seist_l_dpk_diting") << QList<double>{0.495330, 0.017479, 0.013217} << QList<int>{1848, 767, 1109};
    }
    void putsTheGoldenPeaks()
    {
        QFETCH(QString, file);
        QFETCH(QList<double>, peaks);
        QFETCH(QList<int>, samples);
        for (const bool plain : {true, false}) {
            const auto y = outputOf(file.toStdString(), plain);
            if (y.empty()) QSKIP(test::needShared("weights/seist").c_str());
            for (int channel = 0; channel < 3; ++channel) {
                const auto first = y.begin() + channel * 8192;
                const auto peak = std::max_element(first, first + 8192);
                QCOMPARE(static_cast<int>(peak - first), samples[channel]);
                QVERIFY(std::abs(static_cast<double>(*peak) - peaks[channel]) < 1e-4);
            }
        }
    }
    void usesTheWindowOfTheGoldenNumbers()
    {
        const auto x = test::inventedWindow(8192);
        QVERIFY(std::abs(x[1000] - 0.066600F) < 1e-6F);
        QVERIFY(std::abs(x[8192 + 3000] - 0.199880F) < 1e-6F);
        QVERIFY(std::abs(x[2 * 8192 + 3000] - 0.178593F) < 1e-6F);
    }

private:
    static std::vector<float> outputOf(const std::string& name, bool plain)
    {
        const auto file = test::shared("weights/seist/" + name + ".pth");
        if (file.empty()) return {};
        const auto network = TorchEngine(plain).load(file, "cpu");
        if (!network) return {};
        return (*network)->forward(test::inventedWindow(8192), 1).value_or(std::vector<float>());
    }
};

QTEST_APPLESS_MAIN(SeisTTest)
#include "seist_test.moc"
