#include "core/model/window.h"

#include <QtTest>

#include <cmath>

using namespace seisdesk;

class window_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsCoverEverySample()
    {
        Contract c;
        c.windowSamples = 100;
        for (const std::size_t blinding : {std::size_t(0), std::size_t(20), std::size_t(60)})
            for (const double overlap : {0.0, 0.3, 0.5, 0.95, 7.0, std::nan("")})
                for (std::size_t size = 0; size < 1000; size += 7) {
                    c.blindingSamples = blinding;
                    const auto starts = windowStarts(size, c, overlap);
                    std::size_t reached = 0;
                    for (const std::size_t s : starts) {
                        QVERIFY(s <= reached);
                        reached = s + 100;
                    }
                    QVERIFY(reached >= size);
                    if (size >= 100) QCOMPARE(reached, size);
                    if (size > 0 && size <= 100) QCOMPARE(starts.size(), std::size_t(1));
                }
    }

    void neighboursShareWhatIsAsked()
    {
        Contract c;
        c.windowSamples = 100;
        const auto starts = windowStarts(1000, c, 0.5);
        QCOMPARE(starts[1], std::size_t(50));
        QCOMPARE(starts.size(), std::size_t(19));
        c.blindingSamples = 40;
        QCOMPARE(windowStarts(1000, c, 0.0)[1], std::size_t(20));  // what one is blind to, another sees
    }

    void standardDeviationIsThatOfThePopulation()
    {
        std::vector<float> x{1, 2, 3, 4};
        normalise(x, Normalisation::Std);
        QVERIFY(std::abs(x[0] + 1.5f / std::sqrt(1.25f)) < 1e-6f);
        QVERIFY(std::abs(x[3] - 1.5f / std::sqrt(1.25f)) < 1e-6f);
        x = {1, 2, 6};
        normalise(x, Normalisation::Max);
        QVERIFY(std::abs(x[2] - 1.0f) < 1e-6f && std::abs(x[0] + 2.0f / 3.0f) < 1e-6f);
        x = {1, 2, 6};
        normalise(x, Normalisation::None);
        QCOMPARE(x, (std::vector<float>{1, 2, 6}));
    }

    void constantAndMissingBecomeZero()
    {
        for (const float value : {0.0f, 7.0f, -1e9f, 1e-9f}) {
            std::vector<float> x(100, value);
            x[3] = std::nanf("");
            normalise(x, Normalisation::Std);
            for (const float v : x) QCOMPARE(v, 0.0f);
        }
        std::vector<float> none(10, std::nanf(""));
        normalise(none, Normalisation::Max);
        for (const float v : none) QCOMPARE(v, 0.0f);
        std::vector<float> some{1, std::nanf(""), 3, INFINITY, 1, 3};
        normalise(some, Normalisation::Std);
        QCOMPARE(some, (std::vector<float>{-1, 0, 1, 0, -1, 1}));
    }

    void componentsComeInTheContractsOrder()
    {
        Contract c;
        c.windowSamples = 4;
        c.componentOrder = "ENZ";
        c.normalisation = Normalisation::None;
        const std::vector<float> rows{9, 1, 1, 1, 9, 2, 2, 2, 9, 3, 3, 3};  // Z, N, E with a sample before the window
        std::vector<float> out(12);
        QVERIFY(prepareWindow(rows, 4, 1, 3, c, out));
        QCOMPARE(out, (std::vector<float>{3, 3, 3, 0, 2, 2, 2, 0, 1, 1, 1, 0}));
        std::vector<float> nothing(12, std::nanf(""));
        QVERIFY(!prepareWindow(nothing, 4, 0, 4, c, out));
    }

    void weightsFallTowardsTheEndsAndNeverVanish()
    {
        Contract c;
        c.windowSamples = 101;
        c.blindingSamples = 10;
        const auto w = windowWeights(c);
        QCOMPARE(w[50], 1.0f);
        for (std::size_t i = 0; i < 101; ++i) {
            QCOMPARE(w[i], w[100 - i]);
            QVERIFY(w[i] > 0.0f && w[i] <= 1.0f);
            if (i < 10) QVERIFY(w[i] < 1e-5f);
        }
    }
    void jointNormalisationKeepsTheRatioOfComponents()
    {
        std::vector<float> window(3 * 400);
        for (std::size_t i = 0; i < 400; ++i) {
            window[i] = static_cast<float>(5.0 + 2.0 * std::sin(0.3 * static_cast<double>(i)));
            window[400 + i] = static_cast<float>(-7.0 + 4.0 * std::sin(0.2 * static_cast<double>(i)));
            window[800 + i] = 3.0f;  // does not move
        }
        const std::vector<float> before = window;
        normaliseWindow(window, 3, Normalisation::Joint);
        double squares = 0.0;
        for (std::size_t i = 0; i < 800; ++i) squares += static_cast<double>(window[i]) * static_cast<double>(window[i]) / 400.0;
        QVERIFY(std::abs(squares - 2.0) < 1e-4);  // two components that move
        QVERIFY(std::abs((window[10] - window[20]) * (before[410] - before[420]) - (window[410] - window[420]) * (before[10] - before[20])) < 1e-4f);
        QCOMPARE(window[1000], 0.0f);
    }

    void windowNormalisationCountsFlatComponentsToo()
    {
        std::vector<float> window(3 * 200, 4.0f);
        for (std::size_t i = 0; i < 200; ++i) window[i] = i % 2 ? 3.0f : -1.0f;  // mean 1, deviation 2
        std::vector<float> largest = window;
        normaliseWindow(window, 3, Normalisation::Window);
        QVERIFY(std::abs(window[1] - std::sqrt(3.0f)) < 1e-6f);
        QCOMPARE(window[300], 0.0f);
        normaliseWindow(largest, 3, Normalisation::WindowMax);
        QCOMPARE(largest[1], 1.0f);
    }

    void aSampleHasOneDegreeOfFreedomLess()
    {
        std::vector<float> x{1, 2, 3, 4};
        normaliseWindow(x, 1, Normalisation::Std, true);
        QVERIFY(std::abs(x[3] - 1.5f / std::sqrt(5.0f / 3.0f)) < 1e-6f);
        std::vector<float> both{1, 2, 3, 4, 10, 20, 30, 40};
        normaliseWindow(both, 2, Normalisation::Window, true);
        QVERIFY(std::abs(both[7] - 15.0f / std::sqrt(505.0f / 7.0f)) < 1e-5f);
    }

    void linesAndEndsGoAsTheContractSays()
    {
        Contract c;
        c.componentOrder = "Z";
        c.normalisation = Normalisation::None;
        c.detrend = true;
        std::vector<float> x;
        for (int i = 0; i < 50; ++i) x.push_back(static_cast<float>(7.0 + 3.0 * i + (i % 2 ? 0.5 : -0.5)));
        x[20] = std::nanf("");
        conditionWindow(x, c);
        for (std::size_t i = 0; i < 50; ++i) QVERIFY(std::abs(x[i] - (i == 20 ? 0.0f : i % 2 ? 0.5f : -0.5f)) < 0.05f);
        c.detrend = false;
        c.taperSamples = 6;
        std::vector<float> ones(20, 1.0f);
        conditionWindow(ones, c);
        for (std::size_t i = 0; i < 6; ++i) {
            const auto wanted = static_cast<float>(0.5 * (1.0 - std::cos(3.14159265358979 * static_cast<double>(i) / 5.0)));
            QVERIFY(std::abs(ones[i] - wanted) < 1e-6f && ones[19 - i] == ones[i]);
        }
        QCOMPARE(ones[6], 1.0f);
    }

    void plainStacksLeaveBlindedSamplesOut()
    {
        Contract c;
        c.windowSamples = 10;
        c.blindingSamples = 3;
        for (const Stacking stacking : {Stacking::Mean, Stacking::Maximum}) {
            c.stacking = stacking;
            QCOMPARE(windowWeights(c), (std::vector<float>{0, 0, 0, 1, 1, 1, 1, 0, 0, 0}));
        }
    }

    void overlapsOfWholeSamplesAreKept()
    {
        Contract c;
        for (const std::size_t overlap : {1500u, 1u, 2000u, 777u}) {
            const auto starts = windowStarts(20000, c, static_cast<double>(overlap) / 3001.0);
            QCOMPARE(starts[1], 3001 - overlap);
        }
    }
};

QTEST_APPLESS_MAIN(window_test)
#include "window_test.moc"
