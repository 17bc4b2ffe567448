#include "core/synth/series.h"
#include "core/synth/source.h"
#include "core/synth/wavelet.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

namespace {

constexpr std::size_t n = 10240;

/// A station that records velocity as it is.
Station plain()
{
    Station s;
    s.countsPerUnit = 1.0, s.cornerHz = 1e-5, s.antiAliasHz = 1e4, s.antiAliasPoles = 2;
    s.siteReflection = {0.0, 0.0};
    return s;
}

Samples seismogram(const Wavelet& w, const Bins& bins, double spike)
{
    Series series;
    for (auto& row : series) row.assign(n, 0.0f);
    addSpike(series, spike, {1.0, 1.0, 1.0});
    const Fourier fourier(n);
    Spectrum in, out(fourier.bins());
    fourier.forward(series[0], in);
    bins.addProduct(in, w.spectrum[0], out);
    Samples x;
    fourier.inverse(out, x);
    return x;
}

}  // namespace

class WaveletTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Andrews (1986): a Brune pulse has 2 pi fc = sqrt(velocity^2 / displacement^2), integrated; its displacement integrates to the moment.
    void cornerAndMomentComeBackFromTheSeismogram()
    {
        const Bins bins(n, 100.0);
        const Fourier quarter(n / 4);
        const StationSpectra station(plain(), bins);
        for (const double corner : {0.5, 1.0, 2.0}) {
            const Wavelet w = wavelet({corner, 0.0, 0.5, 0.0}, station, bins, quarter, 100.0, false);
            const Samples v = seismogram(w, bins, 3000.0);
            double u = 0.0, area = 0.0, v2 = 0.0, u2 = 0.0;
            for (std::size_t k = 2980; k < 4000; ++k) {
                u += v[k] / 100.0;
                area += u / 100.0, u2 += u * u, v2 += static_cast<double>(v[k]) * v[k];
            }
            QVERIFY2(std::abs(area - 1.0) < 0.03, qPrintable(QString::number(area)));
            const double measured = std::sqrt(v2 / u2) / (2.0 * M_PI);
            QVERIFY2(std::abs(measured / corner - 1.0) < 0.05, qPrintable(QString::number(measured)));
        }
    }
    // Spectral ratio of two paths: exp(-pi f t*) falls as Q grows with frequency says.
    void attenuationFollowsQ()
    {
        const Bins bins(n, 100.0);
        const Fourier quarter(n / 4);
        const StationSpectra station(plain(), bins);
        const Wavelet sharp = wavelet({3.0, 0.0, 0.4, 0.0}, station, bins, quarter, 100.0, false);
        const Wavelet soft = wavelet({3.0, 0.1, 0.4, 0.0}, station, bins, quarter, 100.0, false);
        for (std::size_t i = 10; i < bins.knots.size(); i += 50) {
            const double ratio = std::abs(soft.spectrum[0][i]) / std::abs(sharp.spectrum[0][i]);
            QVERIFY(std::abs(std::log(ratio) + M_PI * 0.1 * std::pow(bins.hz(i), 0.6)) < 2e-3);
        }
    }
    // Causal: nothing before the spike. The phase of a power law: its tangent to the loss.
    void attenuationIsCausal()
    {
        const double f = 4.0;
        const auto value = powerLawAttenuation(f, 0.05, 0.6);
        QVERIFY(std::abs(std::abs(value) - std::exp(-M_PI * 0.05 * std::pow(f, 0.6))) < 1e-12);
        const Fourier fourier(n);
        Spectrum spectrum(fourier.bins());
        for (std::size_t k = 0; k < spectrum.size(); ++k) {
            const double hz = static_cast<double>(k) * 100.0 / n;
            spectrum[k] = std::complex<float>(powerLawAttenuation(hz, 0.05, 0.6) * bruneSpectrum(hz, 2.0));
        }
        Samples x;
        fourier.inverse(spectrum, x);
        const float peak = *std::max_element(x.begin(), x.end());
        for (std::size_t k = n - 3000; k < n - 2; ++k) QVERIFY(std::abs(x[k]) < 3e-3f * peak);
        QVERIFY(std::max_element(x.begin(), x.end()) - x.begin() < 60);
    }
    // For every kind of station the first motion leaves zero (3 % of the first swing) where the lag says, to a sample. Zero-phase filters
    // smear it over the period of their corner.
    void lagIsTheFirstMotion()
    {
        const Bins bins(n, 100.0);
        const Fourier quarter(n / 4);
        int causal = 0, close = 0;
        for (std::uint64_t seed = 0; seed < 300; ++seed) {
            FastRandom random(seed);
            const Station station = randomStation(100.0, seed % 3 == 0, random);
            const StationSpectra spectra(station, bins);
            const WaveletShape shape{random.logUniform(0.3, 60.0), random.logUniform(0.005, 0.3), random.uniform(0.2, 0.8), station.kappaSeconds};
            const Wavelet w = wavelet(shape, spectra, bins, quarter, 100.0, false);
            const double onset = 4000.37;
            const Samples x = seismogram(w, bins, onset - w.lag);
            const float rest = x[3960];
            float peak = 0.0f;
            for (std::size_t k = 3960; k < 6000; ++k) peak = std::max(peak, std::abs(x[k] - rest));
            std::size_t k = 3960;
            while (!(std::abs(x[k] - rest) > (station.zeroPhase ? 0.3f : 0.1f) * peak && std::abs(x[k] - rest) >= std::abs(x[k + 1] - rest))) ++k;
            const float threshold = (station.zeroPhase ? 0.15f : 0.03f) * std::abs(x[k] - rest);
            while (std::abs(x[k - 1] - rest) > threshold) --k;
            const float lower = std::abs(x[k - 1] - rest), upper = std::abs(x[k] - rest);
            const double off = static_cast<double>(k) - (upper - threshold) / (upper - lower) - onset;
            QVERIFY2(std::abs(off) < (station.zeroPhase ? 60.0 / station.antiAliasHz : 2.0), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(off)));
            if (station.zeroPhase) continue;
            ++causal, close += std::abs(off) < 1.0;
            QVERIFY(w.width >= 1.0 && w.width < 1000.0);
        }
        QVERIFY(causal > 180);
        QVERIFY2(close >= 0.97 * causal, qPrintable(QStringLiteral("%1 of %2").arg(close).arg(causal)));
    }
};

QTEST_APPLESS_MAIN(WaveletTest)
#include "wavelet_test.moc"
