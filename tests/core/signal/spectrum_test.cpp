#include "core/signal/spectrum.h"
#include "tests/core/signal/golden.h"

#include <QTest>

#include <thread>

using namespace seisdesk;
using namespace seisdesk::test;

class SpectrumTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void transformsAreThereAndBack()
    {
        for (const std::size_t n : {1u, 2u, 7u, 64u, 101u, 1000u}) {
            const auto f = synthetic(n, 7);
            const std::vector<double> x(f.begin(), f.end());
            const auto bins = fourier(x);
            QCOMPARE(bins.size(), n / 2 + 1);
            double sum = 0.0;
            for (const double v : x) sum += v;
            QVERIFY(std::abs(bins[0].real() - sum) < 1e-9 * n * 1000);
            const auto back = inverseFourier(bins, n);
            for (std::size_t i = 0; i < n; ++i) QVERIFY(std::abs(back[i] - x[i]) < 1e-9);
        }
        QCOMPARE(fourier(std::vector<double>{1.0, 2.0}, 8).size(), std::size_t{5});
        QVERIFY(fourier({}).empty() && inverseFourier({}, 0).empty() && inverseFourier(std::vector<std::complex<double>>(3), 9).empty());
    }
    void signOfTheTransformIsTheUsualOne()
    {
        std::vector<double> x(16, 0.0);
        x[1] = 1.0;  // a delay of one sample: exp(-2 pi i k / n)
        const auto bins = fourier(x);
        QVERIFY(std::abs(bins[4] - std::complex<double>(0.0, -1.0)) < 1e-12);
    }
    void lengthsAreFast()
    {
        QCOMPARE(fastLength(0), std::size_t{1});
        QCOMPARE(fastLength(11), std::size_t{12});
        QCOMPARE(fastLength(121), std::size_t{125});
        QCOMPARE(fastLength(343), std::size_t{343});
        QCOMPARE(fastLength(8'640'001), std::size_t{8'643'600});
        for (std::size_t n = 1; n < 600; ++n) {
            std::size_t rest = fastLength(n);
            QVERIFY(rest >= n);
            for (const std::size_t p : {2u, 3u, 5u, 7u})
                while (rest % p == 0) rest /= p;
            QCOMPARE(rest, std::size_t{1});
        }
    }
    void psdMatchesMatplotlib()
    {
        const auto expected = golden("spectrum.txt");
        const auto x = synthetic(3001, 7);
        const auto psd = welchPsd(x, 100.0, {512, 0.5, true}).value();
        VERIFY_WITHIN(misfit(psd.density, expected.at("psd"), 3), 1e-9);
        VERIFY_WITHIN(misfit(psd.frequenciesHz, expected.at("psd_freqs"), 3), 1e-9);
        VERIFY_WITHIN(misfit(welchPsd(x, 100.0, {255, 0.0, false}).value().density, expected.at("psd_odd"), 2), 1e-9);
    }
    void spectrogramMatchesMatplotlib()
    {
        const auto expected = golden("spectrum.txt");
        const auto result = spectrogram(synthetic(3001, 7), 100.0, {128, 0.75, true}).value();
        QCOMPARE(static_cast<double>(result.rows), expected.at("spec_shape")[0]);
        QCOMPARE(static_cast<double>(result.columns), expected.at("spec_shape")[1]);
        QCOMPARE(result.firstColumnSeconds, expected.at("spec_times")[0]);
        QCOMPARE(result.secondsPerColumn, expected.at("spec_times")[1] - expected.at("spec_times")[0]);
        QCOMPARE(result.hzPerRow, expected.at("spec_freqs")[1]);
        VERIFY_WITHIN(misfit(result.densities, expected.at("spec"), 97), 1e-5);
        QCOMPARE(result.density(3, 5), result.densities[3 * result.rows + 5]);
    }
    void longSpectrogramsAverageAndSkipNothing()
    {
        std::vector<float> x(100'000, 0.0f);
        for (std::size_t i = 70'000; i < 70'100; ++i) x[i] = i % 2 ? 1.0f : -1.0f;
        const auto result = spectrogram(x, 100.0, {256, 0.75, true}, 100).value();
        QVERIFY(result.columns <= 100 && result.columns > 50);
        std::size_t loudest = 0;
        for (std::size_t c = 0; c < result.columns; ++c)
            if (result.density(c, result.rows - 1) > result.density(loudest, result.rows - 1)) loudest = c;
        QVERIFY(std::abs(result.firstColumnSeconds + static_cast<double>(loudest) * result.secondsPerColumn - 700.5) <= result.secondsPerColumn);
    }
    void windowsWithGapsAreLeftOut()
    {
        auto x = synthetic(3000, 7);
        x[1500] = std::nanf("");
        const auto psd = welchPsd(x, 100.0, {500, 0.0, true}).value();
        QCOMPARE(psd.windows, std::size_t{5});
        QVERIFY(std::all_of(psd.density.begin(), psd.density.end(), [](double v) { return std::isfinite(v); }));
        const auto spec = spectrogram(x, 100.0, {500, 0.0, true}).value();
        QVERIFY(std::isnan(spec.density(3, 2)) && std::isfinite(spec.density(2, 2)));
        QVERIFY(!welchPsd(std::vector<float>(10, std::nanf("")), 100.0));
    }
    void shortRecordsAndBadSettings()
    {
        QCOMPARE(welchPsd(synthetic(100, 1), 100.0, {1024, 0.5, true}).value().windows, std::size_t{1});
        QVERIFY(!welchPsd({}, 100.0) && !welchPsd(synthetic(100, 1), 0.0) && !welchPsd(synthetic(100, 1), 100.0, {2, 0.5, true}));
        QVERIFY(!welchPsd(synthetic(100, 1), 100.0, {64, 1.0, true}) && !spectrogram({}, 100.0));
        QVERIFY(!spectrogram(synthetic(100, 1), 100.0, {64, 0.5, true}, 0));
    }
    void threadsMayTransformAtOnce()
    {
        const auto f = synthetic(3000, 7);
        const auto expected = welchPsd(f, 100.0).value().density;
        std::vector<std::thread> threads;
        std::vector<int> wrong(4, 0);
        for (std::size_t t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) wrong[t] += welchPsd(f, 100.0).value().density != expected;
            });
        for (auto& thread : threads) thread.join();
        QVERIFY((wrong == std::vector<int>(4, 0)));
    }
};

QTEST_APPLESS_MAIN(SpectrumTest)
#include "spectrum_test.moc"
