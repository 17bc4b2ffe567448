#include "core/signal/multitaper.h"
#include "tests/core/signal/golden.h"

#include <QTest>

#include <random>

using namespace seisdesk;
using namespace seisdesk::test;

class MultitaperTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesScipysPeriodogramsUnderTheSameTapers()
    {
        const auto expected = golden("multitaper.txt");
        const auto five = multitaperPsd(synthetic(1001, 9), 100.0, 5).value();
        VERIFY_WITHIN(misfit(five.density, expected.at("psd1001"), 3), 1e-6);
        VERIFY_WITHIN(misfit(five.frequenciesHz, expected.at("freqs1001"), 3), 1e-9);
        const auto padded = multitaperPsd(synthetic(600, 9), 100.0, 3, 1024).value();
        VERIFY_WITHIN(misfit(padded.density, expected.at("psd600"), 3), 1e-6);
        VERIFY_WITHIN(misfit(padded.frequenciesHz, expected.at("freqs600"), 3), 1e-9);
    }
    void whiteNoiseHasItsVarianceOverTheNyquistFrequency()
    {
        std::mt19937 random(3);
        std::normal_distribution<float> noise(0.0f, 2.0f);
        std::vector<float> x(20000);
        for (float& v : x) v = noise(random);
        const auto psd = multitaperPsd(x, 50.0, 7).value();
        double mean = 0.0;
        for (const double d : psd.density) mean += d / static_cast<double>(psd.density.size());
        QVERIFY2(std::abs(mean / (4.0 / 25.0) - 1.0) < 0.03, qPrintable(QString::number(mean)));
    }
    void whatItCannotTakeIsSaid()
    {
        std::vector<float> x = synthetic(100, 1);
        QVERIFY(!multitaperPsd(std::span(x).first(9), 100.0, 5));
        QVERIFY(!multitaperPsd(x, 0.0, 5));
        QVERIFY(!multitaperPsd(x, 100.0, 0));
        x[50] = std::nanf("");
        QVERIFY(!multitaperPsd(x, 100.0, 5));
    }
};

QTEST_MAIN(MultitaperTest)
#include "multitaper_test.moc"
