#include "core/model/training/window_example.h"

#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

const Time start = *parseTime("2020-01-02T03:04:05Z");

Trace component(const std::string& channel, double rate, std::size_t samples, double scale)
{
    std::vector<float> x(samples);
    for (std::size_t i = 0; i < samples; ++i) x[i] = static_cast<float>(scale * std::sin(2.0 * 3.14159265358979 * 1.5 * static_cast<double>(i) / rate));
    return {{"XX", "A", "", channel}, {makeSegment(start, rate, std::move(x))}};
}

Label onset(const std::string& phase, double seconds)
{
    Label l;
    l.phase = phase;
    l.time = start + fromSeconds(seconds);
    return l;
}

}  // namespace

class WindowExampleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onsetsAndSamplesMoveToTheNewRate()
    {
        LabelledWindow window;
        window.traces = {component("HHE", 50.0, 1500, 3.0), component("HHN", 50.0, 1500, 2.0), component("HHZ", 50.0, 1500, 1.0)};
        window.labels = {onset("P", 10.0), onset("S", 14.5), onset("Pg", 20.0), onset("Sg", 22.25)};
        window.truth.distanceKm = Estimate{36.0, {}};
        window.truth.backAzimuthDeg = Estimate{123.0, {}};
        window.polarity = Polarity::Negative;
        const auto example = windowExample(window, 100.0);
        QVERIFY(example);
        QCOMPARE(example->samples, std::size_t{2999});
        QCOMPARE(example->events.size(), std::size_t{2});
        QVERIFY(std::abs(*example->events[0].pSample - 1000.0) < 1e-3 && std::abs(*example->events[0].sSample - 1450.0) < 1e-3);
        QVERIFY(std::abs(*example->events[1].sSample - 2225.0) < 1e-3);
        QCOMPARE(*example->events[0].distanceKm, 36.0);
        QCOMPARE(*example->events[0].backAzimuthDeg, 123.0);
        QCOMPARE(example->events[0].polarity, Polarity::Negative);
        QVERIFY(!example->events[1].distanceKm);
        for (std::size_t axis = 0; axis < 3; ++axis) {  // up, north, east by their letters
            const float* row = example->rows.data() + axis * example->samples;
            for (std::size_t i = 500; i < 2500; ++i)
                QVERIFY(std::abs(static_cast<double>(row[i]) - (static_cast<double>(axis) + 1.0) * std::sin(2.0 * 3.14159265358979 * 1.5 * static_cast<double>(i) / 100.0)) < 0.01 * (static_cast<double>(axis) + 1.0));
        }
    }
    void missingComponentsAreMissing()
    {
        LabelledWindow window;
        window.traces = {component("HHZ", 100.0, 800, 1.0), component("HHN", 100.0, 800, 0.0), component("HHE", 100.0, 800, 0.0)};
        window.labels = {onset("P", 4.0)};
        window.truth.backAzimuthDeg = Estimate{10.0, {}};
        const auto example = windowExample(window, 100.0);
        QVERIFY(example);
        QVERIFY(std::isfinite(example->rows[100]) && std::isnan(example->rows[900]) && std::isnan(example->rows[1700]));
        QVERIFY(!example->events[0].backAzimuthDeg);
        window.traces = {component("HHZ", 100.0, 800, 0.0)};
        QVERIFY(!windowExample(window, 100.0));
    }
    void anSWithoutAPStaysAlone()
    {
        LabelledWindow window;
        window.traces = {component("HHZ", 100.0, 800, 1.0)};
        window.labels = {onset("S", 2.0), onset("P", 5.0)};
        const auto example = windowExample(window, 100.0);
        QVERIFY(example);
        QCOMPARE(example->events.size(), std::size_t{2});
        QVERIFY(!example->events[0].pSample && example->events[0].sSample);
        QVERIFY(example->events[1].pSample && !example->events[1].sSample);
    }
};

QTEST_APPLESS_MAIN(WindowExampleTest)
#include "window_example_test.moc"
