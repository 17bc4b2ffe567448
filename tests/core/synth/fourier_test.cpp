#include "core/synth/fourier.h"

#include <QTest>

#include <cmath>
#include <thread>

using namespace seisdesk::synth;

class FourierTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDelayedImpulseTurnsThePhase()
    {
        const Fourier fourier(240);
        Samples x(240, 0.0f);
        x[7] = 3.0f;
        Spectrum y;
        fourier.forward(x, y);
        QCOMPARE(y.size(), std::size_t{121});
        for (std::size_t k = 0; k < y.size(); ++k)
            QVERIFY(std::abs(y[k] - std::complex<float>(std::polar(3.0, -2.0 * M_PI * 7.0 * static_cast<double>(k) / 240.0))) < 1e-5f);
        fourier.inverse(y, x);
        for (std::size_t k = 0; k < x.size(); ++k) QVERIFY(std::abs(x[k] - (k == 7 ? 3.0f : 0.0f)) < 1e-5f);
    }
    void smoothLengths()
    {
        QCOMPARE(Fourier::smoothLength(9000 + 1125 + 8), std::size_t{10240});
        QCOMPARE(Fourier::smoothLength(1), std::size_t{8});
        QCOMPARE(Fourier::smoothLength(57), std::size_t{64});
    }
    void threadsShareThePlans()
    {
        std::vector<Samples> results(4);
        std::vector<std::thread> threads;
        for (auto& result : results)
            threads.emplace_back([&result] {
                const Fourier fourier(1000);
                result.assign(1000, 1.0f);
                result[3] = 5.0f;
                Spectrum y;
                fourier.forward(result, y);
                fourier.inverse(y, result);
            });
        for (auto& thread : threads) thread.join();
        for (const auto& result : results) QVERIFY(result == results[0] && std::abs(result[3] - 5.0f) < 1e-5f);
    }
};

QTEST_APPLESS_MAIN(FourierTest)
#include "fourier_test.moc"
