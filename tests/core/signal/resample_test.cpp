#include "core/signal/resample.h"
#include "tests/core/signal/golden.h"

#include <QElapsedTimer>
#include <QTest>

#include <functional>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {
constexpr double pi = std::numbers::pi;
const Time start = parseTime("2020-01-01T00:00:00.123456789").value();

Segment sampled(double rate, double seconds, const std::function<double(double)>& f)
{
    std::vector<float> x(static_cast<std::size_t>(std::lround(seconds * rate)));
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(f(static_cast<double>(i) / rate));
    return makeSegment(start, rate, std::move(x));
}

/// Largest deviation from the function, `margin` seconds away from both ends.
double deviation(const Segment& segment, const std::function<double(double)>& f, double margin)
{
    double worst = 0.0;
    const double end = static_cast<double>(segment.size()) / segment.sampleRateHz - margin;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        const double t = static_cast<double>(i) / segment.sampleRateHz;
        if (t < margin || t > end) continue;
        const double d = std::abs((*segment.samples)[i] - f(t));
        worst = std::isnan(d) ? 1e9 : std::max(worst, d);
    }
    return worst;
}
}  // namespace

class ResampleTest : public QObject {
    Q_OBJECT

    static void addRates()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        const std::pair<double, double> rates[] = {{100, 50}, {50, 100}, {100, 40}, {250, 100}, {20, 100}, {200, 100}, {125, 100}, {62.5, 100}, {100, 99.9998}, {100, 100 / pi},
                                                   {99.999, 100}, {500, 20}, {1000, 31.4159}, {128, 100}, {40, 333.33}, {100, 101}};
        for (const auto& [from, to] : rates) QTest::addRow("%g to %g", from, to) << from << to;
    }
private Q_SLOTS:
    void passbandIsExactForAnyRatio_data() { addRates(); }
    void passbandIsExactForAnyRatio()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        const double nyquist = 0.5 * std::min(from, to);
        for (const double share : {0.01, 0.3, 0.6, 0.88}) {
            const auto wave = [&](double t) { return std::sin(2 * pi * share * nyquist * t + 0.4); };
            const Segment in = sampled(from, 40.0, wave);
            const Segment out = resampled(in, to).value();
            QCOMPARE(out.sampleRateHz, to);
            QVERIFY(out.start == start);
            QVERIFY(std::abs(static_cast<double>(out.size()) - static_cast<double>(in.size()) * to / from) < 1.0);
            VERIFY_WITHIN(deviation(out, wave, 52.0 / (2 * nyquist)), 1.2e-4);
        }
    }
    void nothingAboveNyquistSurvives_data() { addRates(); }
    void nothingAboveNyquistSurvives()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        if (to >= from) {
            // Images: what comes out holds the wave alone, which the passband test has shown; nothing to alias.
            QVERIFY(deviation(resampled(sampled(from, 30.0, [](double) { return 5.0; }), to).value(), [](double) { return 5.0; }, 0.0) < 1e-5);
            return;
        }
        for (const double share : {1.0, 1.1, 1.7}) {
            const double hz = share * 0.5 * to;
            if (hz >= 0.5 * from) continue;
            const Segment out = resampled(sampled(from, 40.0, [&](double t) { return std::cos(2 * pi * hz * t + 0.3); }), to).value();
            VERIFY_WITHIN(deviation(out, [](double) { return 0.0; }, 52.0 / to), 3.2e-5);
        }
    }
    void onsetsStayWhereTheyAre_data() { addRates(); }
    void onsetsStayWhereTheyAre()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        const double slower = std::min(from, to);
        double shift = 0.0;
        int count = 0;
        for (double at = 20.0; at < 20.05; at += 0.0073, ++count) {
            // A Gaussian pulse at any fraction of a sample: its centre of mass is its time.
            const double width = 2.5 / slower;
            const Segment out = resampled(sampled(from, 40.0, [&](double t) { return std::exp(-0.5 * std::pow((t - at) / width, 2)); }), to).value();
            double mass = 0.0, moment = 0.0;
            for (std::size_t i = 0; i < out.size(); ++i) {
                const double t = static_cast<double>(i) / to;
                if (std::abs(t - at) > 12 * width) continue;
                mass += (*out.samples)[i];
                moment += (*out.samples)[i] * (t - at);
            }
            QVERIFY(std::abs(moment / mass) * slower < 0.01);
            shift += moment / mass * slower;
        }
        QVERIFY(std::abs(shift / count) < 0.001);
    }
    void stepsCrossHalfwayWhereTheyDid()
    {
        double shift = 0.0;
        int count = 0;
        for (int at = 3000; at < 3040; ++at, ++count) {
            std::vector<float> x(6000, 0.0f);
            std::fill(x.begin() + at, x.end(), 1.0f);
            const Segment out = resampled(makeSegment(start, 100.0, x), 31.3).value();
            std::size_t i = static_cast<std::size_t>(at * 0.313) - 3;
            while ((*out.samples)[i + 1] < 0.5f) ++i;
            const float a = (*out.samples)[i], b = (*out.samples)[i + 1];
            const double crossing = (static_cast<double>(i) + (0.5 - a) / (b - a)) / 31.3;
            shift += (crossing - (at - 0.5) / 100.0) * 31.3;  // a sampled step is halfway between two samples
        }
        QVERIFY2(std::abs(shift / count) < 0.01, qPrintable(QString::number(shift / count)));
    }
    void endsHaveNoSpikes()
    {
        const Segment level = sampled(100.0, 20.0, [](double) { return 1e6; });
        for (const double to : {50.0, 250.0, 33.333}) {
            QVERIFY(deviation(resampled(level, to).value(), [](double) { return 1e6; }, 0.0) <= 0.1);
            const auto ramp = [](double t) { return 1000.0 * t; };
            VERIFY_WITHIN(deviation(resampled(sampled(100.0, 20.0, ramp), to).value(), ramp, 0.0), 1500.0 / std::min(100.0, to));  // a sample and a half of its slope
        }
    }
    void sameSpanIsCovered()
    {
        for (const double to : {50.0, 100.0, 99.0, 20.0, 200.0, 37.5})
            for (const std::size_t n : {1u, 2u, 3u, 50u, 99u, 6000u, 6001u}) {
                const Segment in = makeSegment(start, 100.0, std::vector<float>(n, 1.0f));
                const Segment out = resampled(in, to).value();
                const double missing = toSeconds(out.span().end - in.span().end) * to;
                QVERIFY(missing > -1e-5 && missing < 1.0);
            }
        QCOMPARE(resampled(makeSegment(start, 100.0, std::vector<float>(6000, 1.0f)), 50.0).value().size(), std::size_t{3000});
        QCOMPARE(resampled(makeSegment(start, 50.0, std::vector<float>(3000, 1.0f)), 100.0).value().size(), std::size_t{6000});
    }
    void gapsStayGaps()
    {
        auto x = synthetic(2000, 3);
        for (std::size_t i = 800; i < 810; ++i) x[i] = std::nanf("");
        x[5] = std::nanf("");
        for (const double to : {50.0, 200.0, 77.7}) {
            const Segment out = resampled(makeSegment(start, 100.0, x), to).value();
            for (std::size_t i = 0; i < out.size(); ++i) {
                const double at = static_cast<double>(i) * 100.0 / to;
                const auto bad = [&](double index) { return index < 2000 && std::isnan(x[static_cast<std::size_t>(index)]); };
                const bool expected = bad(std::floor(at)) || (at - std::floor(at) > 1e-6 && bad(std::floor(at) + 1));
                QCOMPARE(std::isnan((*out.samples)[i]), expected);
            }
        }
    }
    void decimationTakesEveryNthSample()
    {
        const auto wave = [](double t) { return std::sin(2 * pi * 3.0 * t); };
        const Segment in = sampled(100.0, 30.0, wave);
        const Segment out = decimated(in, 5).value();
        QCOMPARE(out.sampleRateHz, 20.0);
        QCOMPARE(out.size(), std::size_t{600});
        QVERIFY(out.start == start && deviation(out, wave, 3.0) < 1e-4);
        QVERIFY(decimated(in, 1).value().samples == in.samples);
        QVERIFY(!decimated(in, 0) && !decimated(in, -3));
    }
    void exactSamplesAreUsed()
    {
        Segment in = makeSegment(start, 100.0, std::vector<float>(1000, 1e9f));
        std::vector<double> exact(1000);
        for (std::size_t i = 0; i < exact.size(); ++i) exact[i] = 3.0 + 1e-5 * std::sin(0.1 * static_cast<double>(i));
        in.exact = std::make_shared<const std::vector<double>>(exact);
        QVERIFY(std::abs((*resampled(in, 50.0).value().samples)[250] - 3.0f) < 1e-3f);
    }
    void uselessRatesAreRefused()
    {
        const Segment in = makeSegment(start, 100.0, {1, 2, 3});
        for (const double to : {0.0, -5.0, std::nan(""), std::numeric_limits<double>::infinity(), 1e12, 1e-12}) QVERIFY(!resampled(in, to));
        QVERIFY(!resampled(makeSegment(start, 0.0, {1, 2}), 100.0));
        QVERIFY(resampled(in, 100.0).value().samples == in.samples);
        QVERIFY(resampled(makeSegment(start, 100.0, {}), 50.0).value().empty());
    }
    void aDayTakesWellUnderASecond()
    {
        const Segment in = makeSegment(start, 100.0, synthetic(8'640'000, 3));
        for (const double to : {50.0, 99.9998}) {
            QElapsedTimer clock;
            clock.start();
            const Segment out = resampled(in, to).value();
            qInfo("24 h from 100 to %g Hz: %lld ms", to, static_cast<long long>(clock.elapsed()));
            QVERIFY(out.size() > 4'000'000 && clock.elapsed() < 60'000);
        }
    }
};

QTEST_APPLESS_MAIN(ResampleTest)
#include "resample_test.moc"
