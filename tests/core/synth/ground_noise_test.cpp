#include "core/synth/ground_noise.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

class GroundNoiseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The mean periodogram of many draws is the density the station asks for.
    void periodogramMatchesTheDensity()
    {
        FastRandom random(11);
        Station station = randomStation(100.0, false, random);
        station.lines.clear();
        const std::size_t n = 4096;
        const Bins bins(n, 100.0);
        const Fourier fourier(n);
        const StationSpectra spectra(station, bins);
        std::array<std::vector<double>, 2> power;
        for (auto& p : power) p.assign(n / 2 + 1, 0.0);
        const int draws = 60;
        for (int i = 0; i < draws; ++i) {
            Series noise = groundNoise(spectra, bins, fourier, 100.0, random);
            Spectrum y;
            for (const std::size_t c : {0u, 2u}) {
                fourier.forward(noise[c], y);
                for (std::size_t k = 0; k < y.size(); ++k) power[c > 0][k] += 2.0 * std::norm(std::complex<double>(y[k])) / (100.0 * n) / draws;
            }
        }
        for (const std::size_t c : {0u, 1u})
            for (const double hz : {0.3, 1.0, 4.0, 12.0}) {
                const auto at = static_cast<std::size_t>(hz / bins.stepHz);
                double measured = 0.0, expected = 0.0;
                for (std::size_t k = at - 4; k <= at + 4; ++k) {
                    measured += power[c][k];
                    const double f = static_cast<double>(k) * bins.stepHz;
                    expected += std::pow(station.noiseDensity(f, c > 0) * std::abs(station.recorder(f)), 2.0);
                }
                QVERIFY2(std::abs(measured / expected - 1.0) < 0.2, qPrintable(QString::number(hz)));
            }
    }
    void swayKeepsComponentsTogether()
    {
        Series noise;
        for (auto& row : noise) row.assign(5000, 2.0f);
        FastRandom random(5);
        sway(noise, 0.3, 100.0, random);
        QVERIFY(noise[0] == noise[1] && noise[0] == noise[2]);
        const auto [low, high] = std::minmax_element(noise[0].begin(), noise[0].end());
        QVERIFY(*low > 0.0f && *low < 1.8f && *high > 2.2f);
        for (std::size_t k = 1; k < 5000; ++k) QVERIFY(std::abs(noise[0][k] / noise[0][k - 1] - 1.0f) < 0.05f);
    }
};

QTEST_APPLESS_MAIN(GroundNoiseTest)
#include "ground_noise_test.moc"
