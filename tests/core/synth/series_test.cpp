#include "core/synth/series.h"

#include <QTest>

#include <cmath>

using namespace seisdesk::synth;

namespace {
Series empty(std::size_t n)
{
    Series s;
    for (auto& row : s) row.assign(n, 0.0f);
    return s;
}
}  // namespace

class SeriesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // A band-limited spike delays by its fraction of a sample and keeps its area, up to 0.6 of Nyquist.
    void spikesLieBetweenSamples()
    {
        for (const double at : {20.0, 20.25, 20.5, 20.93}) {
            Series s = empty(64);
            addSpike(s, at, {2.0, -1.0, 0.0});
            for (const double cycles : {0.01, 0.1, 0.2, 0.3}) {  // per sample
                std::complex<double> sum = 0.0;
                for (std::size_t k = 0; k < 64; ++k) sum += static_cast<double>(s[0][k]) * std::polar(1.0, -2.0 * M_PI * cycles * static_cast<double>(k));
                QVERIFY(std::abs(sum - std::polar(2.0, -2.0 * M_PI * cycles * at)) < 0.06);
            }
            for (std::size_t k = 0; k < 64; ++k) QVERIFY(std::abs(s[1][k] + 0.5f * s[0][k]) < 1e-6f && s[2][k] == 0.0f);
        }
    }
    void nothingFallsOutside()
    {
        Series s = empty(64);
        for (const double at : {-1e9, -3.0, 0.0, 63.0, 1e9, std::nan("")}) addSpike(s, at, {1.0, 1.0, 1.0});
        QVERIFY(s == empty(64));
    }
    // Root mean square over many draws follows the envelope.
    void codaFollowsItsEnvelope()
    {
        Coda coda;
        coda.start = 100.0, coda.deviation = {1.0, 2.0, 0.0}, coda.rise = 20.0, coda.early = 80.0, coda.late = 400.0, coda.share = 0.6;
        std::vector<double> power(1000, 0.0);
        double second = 0.0;
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            Series s = empty(1000);
            FastRandom random(seed);
            addCoda(s, coda, random);
            for (std::size_t k = 0; k < 1000; ++k) power[k] += static_cast<double>(s[0][k]) * s[0][k], second += static_cast<double>(s[1][k]) * s[1][k];
            for (std::size_t k = 0; k < 100; ++k) QCOMPARE(s[0][k], 0.0f);
            for (const float v : s[2]) QCOMPARE(v, 0.0f);
        }
        const auto mean = [&](std::size_t from) {
            double sum = 0.0;
            for (std::size_t k = from; k < from + 40; ++k) sum += power[k];
            return std::sqrt(sum / 40.0 / 400.0);
        };
        const auto envelope = [&](double t) { return (0.6 * std::exp(-t / 80.0) + 0.4 * std::exp(-t / 400.0)) * (1.0 - std::exp(-t / 20.0)); };
        const double clusters = mean(300) / envelope(220.0);  // clusters make it a little larger, everywhere alike
        QVERIFY(clusters > 1.0 && clusters < 1.35);
        for (const double t : {60.0, 120.0, 400.0, 700.0}) QVERIFY(std::abs(mean(100 + static_cast<std::size_t>(t) - 20) / envelope(t) / clusters - 1.0) < 0.1);
        double first = 0.0;
        for (const double p : power) first += p;
        QVERIFY(std::abs(second / first - 4.0) < 0.4);
    }
};

QTEST_APPLESS_MAIN(SeriesTest)
#include "series_test.moc"
