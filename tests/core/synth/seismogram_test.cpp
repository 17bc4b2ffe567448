#include "core/synth/seismogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace seisdesk::synth;

namespace {

Recording quiet()
{
    Recording r;
    r.noiseMetresPerSecond = 0.0;
    r.scattering = false;
    return r;
}

double largest(const std::vector<double>& x)
{
    double m = 0.0;
    for (const double v : x) m = std::max(m, std::abs(v));
    return m;
}

/// First sample whose size passes a fraction of the largest within [from, to) seconds.
double onset(const std::vector<double>& x, double from, double to, double rate, double fraction)
{
    const auto a = static_cast<std::size_t>(from * rate), b = static_cast<std::size_t>(to * rate);
    const double limit = fraction * largest({x.begin() + static_cast<std::ptrdiff_t>(a), x.begin() + static_cast<std::ptrdiff_t>(b)});
    for (std::size_t i = a; i < b; ++i)
        if (std::abs(x[i]) > limit) return static_cast<double>(i) / rate;
    return -1.0;
}

}  // namespace

class SeismogramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onsetsStandWhereTheRaysSay()
    {
        Random random(3);
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 600.0, 300.0}}};
        const Seismogram s = seismogram(crust, Source{20.0, 60.0, 40.0, 3.0, 3.0}, {40.0, 75.0, 255.0, 10.0}, quiet(), random);
        QVERIFY(std::abs(onset(s.upNorthEast[0], 0.0, s.sSeconds - 0.2, 100.0, 0.02) - s.pSeconds) < 0.03);
        QVERIFY(std::abs(onset(s.upNorthEast[1], s.sSeconds - 0.5, s.sSeconds + 5.0, 100.0, 0.1) - s.sSeconds) < 0.05);
    }
    void firstMotionFollowsTheMechanism()
    {
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 600.0, 300.0}}};
        for (double azimuth = 5.0; azimuth < 360.0; azimuth += 25.0) {
            Random random(3);
            const Seismogram s = seismogram(crust, Source{20.0, 60.0, 40.0, 3.0, 3.0}, {25.0, azimuth, azimuth + 180.0, 10.0}, quiet(), random);
            if (std::abs(s.pAmplitude) < 0.1) continue;
            double displacement = 0.0;  // one-sided pulse: its sign is the first motion
            for (std::size_t i = 0; i < static_cast<std::size_t>((s.pSeconds + 0.05) * 100.0); ++i) displacement += s.upNorthEast[0][i];
            QCOMPARE(displacement > 0.0, s.pAmplitude > 0.0);
        }
    }
    // Area of the far-field displacement pulse: moment * radiation * 2 cos(i) / (4 pi rho v^3 R).
    void displacementAreaGivesTheMoment()
    {
        Random random(3);
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 1e9, 1e9}}};
        const Source source{20.0, 60.0, 40.0, 3.0, 3.0};
        const Path path{30.0, 110.0, 290.0, 10.0};
        const Seismogram s = seismogram(crust, source, path, quiet(), random);
        double displacement = 0.0, area = 0.0;
        for (std::size_t i = 0; i < static_cast<std::size_t>((s.sSeconds - 0.3) * 100.0); ++i) {
            displacement += s.upNorthEast[0][i] * 0.01;
            area += displacement * 0.01;
        }
        const Ray& p = s.rays.front();
        const double expected = source.moment() * s.pAmplitude * 2.0 * std::cos(p.incidenceDegrees * M_PI / 180.0) /
                                (4.0 * M_PI * 2700.0 * std::pow(6000.0, 3.0) * p.pathKm * 1e3);
        QVERIFY2(std::abs(area / expected - 1.0) < 0.05, qPrintable(QString::number(area / expected)));
    }
    void sameSeedSameRecord()
    {
        Random a(5), b(5), c(6);
        const Path path{30.0, 110.0, 290.0, 10.0};
        const auto one = seismogram(Crust::continental(), {}, path, {}, a), two = seismogram(Crust::continental(), {}, path, {}, b);
        QVERIFY(one.upNorthEast == two.upNorthEast);
        QVERIFY(one.upNorthEast != seismogram(Crust::continental(), {}, path, {}, c).upNorthEast);
    }
    void noiseHasTheStatedLevel()
    {
        Random random(9);
        Recording r;
        r.noiseMetresPerSecond = 1e-6;
        r.originSeconds = 100.0;
        const auto s = seismogram(Crust::continental(), {}, {200.0, 0.0, 180.0, 10.0}, r, random);
        double sum = 0.0;
        for (int i = 0; i < 10000; ++i) sum += s.upNorthEast[0][static_cast<std::size_t>(i)] * s.upNorthEast[0][static_cast<std::size_t>(i)];
        const double sigma = std::sqrt(sum / 10000.0);
        QVERIFY2(sigma > 0.5e-6 && sigma < 2e-6, qPrintable(QString::number(sigma)));
    }
};

QTEST_APPLESS_MAIN(SeismogramTest)
#include "seismogram_test.moc"
