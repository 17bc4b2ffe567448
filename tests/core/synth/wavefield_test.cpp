#include "core/synth/random_crust.h"
#include "core/synth/wavefield.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace seisdesk::synth;

namespace {

constexpr std::size_t n = 10240;
constexpr double rate = 100.0;

struct Shot {
    Onsets onsets;
    Series ground;
    std::array<Spectrum, 3> spectra;
};

Shot shoot(const Crust& crust, const Station& station, const Scattering& scattering, const Earthquake& event, FastRandom& random)
{
    Shot out;
    const Bins bins(n, rate);
    const StationSpectra spectra(station, bins);
    Wavefield field(crust, station, spectra, bins, scattering, rate);
    for (auto& s : out.spectra) s.assign(n / 2 + 1, 0.0f);
    out.onsets = field.add(event, random, out.spectra);
    const Fourier fourier(n);
    for (std::size_t c = 0; c < 3; ++c) {
        Spectrum copy = out.spectra[c];
        fourier.inverse(copy, out.ground[c]);
    }
    return out;
}

Station plain()
{
    Station s;
    s.countsPerUnit = 1.0, s.cornerHz = 1e-5, s.antiAliasHz = 45.0, s.antiAliasPoles = 8;
    s.kappaSeconds = 0.001;
    return s;
}

Earthquake randomEvent(FastRandom& random)
{
    Earthquake e = randomEarthquake(Setting::Local, random);
    e.originSample = 2000.0;
    return e;
}

}  // namespace

class WavefieldTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Aki & Richards (2002), 4.29 and the free surface's 2: straight above the source the moment comes back from the low frequencies of P.
    void momentComesBackFromP()
    {
        const Crust crust{{{0.0, 6.0, 3.5, 2700.0, 1e5, 1e5}}};
        Scattering still;
        still.pLevel = still.sLevel = still.conversionSeconds = 0.0;
        Earthquake e;
        e.distanceKm = 0.01, e.depthKm = 10.0, e.originSample = 2000.0;
        e.source = {30.0, 45.0, 90.0, 1.0, 30.0};  // a thrust: P is one straight up
        const double expected = 2.0 * e.source.moment() / (4.0 * std::numbers::pi * 2700.0 * std::pow(6000.0, 3.0) * 10e3);
        double sum = 0.0;
        const int draws = 200;
        for (std::uint64_t seed = 0; seed < draws; ++seed) {
            FastRandom random(seed);
            const Shot shot = shoot(crust, plain(), still, e, random);
            const std::size_t k = 61;  // 0.6 Hz, far below the corner
            const double w = 2.0 * std::numbers::pi * 61.0 * rate / n;
            const std::complex<double> displacement = std::complex<double>(shot.spectra[0][k]) / (std::complex<double>(0.0, w) * rate);
            sum += (displacement * std::polar(1.0, w * shot.onsets.p[0].sample / rate)).real() / draws;
        }
        QVERIFY2(std::abs(sum / expected - 1.046) < 0.07, qPrintable(QString::number(sum / expected)));  // the mean of exp(0.3 normal)
    }
    // Nothing before P, in any component; energy right after it.
    void onsetsAreWhereEnergyEmerges()
    {
        int late = 0, total = 0;
        for (std::uint64_t seed = 0; seed < 150; ++seed) {
            FastRandom random(seed);
            const Crust crust = randomCrust(random);
            Station station = randomStation(rate, false, random);
            station.zeroPhase = false;
            const Earthquake e = randomEvent(random);
            const Shot shot = shoot(crust, station, randomScattering(crust, random), e, random);
            const auto p = static_cast<std::size_t>(shot.onsets.p[0].sample);
            for (const auto& row : shot.ground) {
                float after = 0.0f, before = 0.0f, soon = 0.0f;
                const float rest = row[p - 30];
                for (std::size_t k = p; k < p + 100; ++k) after = std::max(after, std::abs(row[k] - rest));
                for (std::size_t k = p - 30; k < p - 1; ++k) before = std::max(before, std::abs(row[k] - rest));
                for (std::size_t k = p; k < p + 12; ++k) soon = std::max(soon, std::abs(row[k] - rest));
                QVERIFY2(before < 0.06f * after, qPrintable(QString::number(seed)));
                late += soon < 0.02f * after;
                ++total;
            }
        }
        QVERIFY(late < total / 10);  // emergent ones
    }
    // The first motion on the vertical has the sign of the mechanism's P.
    void polarityIsTheMechanisms()
    {
        int right = 0, wrong = 0;
        for (std::uint64_t seed = 0; seed < 250; ++seed) {
            FastRandom random(seed);
            const Crust crust = randomCrust(random);
            Station station = randomStation(rate, false, random);
            station.zeroPhase = false;
            const Earthquake e = randomEvent(random);
            const Shot shot = shoot(crust, station, randomScattering(crust, random), e, random);
            if (std::abs(shot.onsets.p[0].radiation) < 0.1) continue;
            const auto p = static_cast<std::size_t>(shot.onsets.p[0].sample);
            const double motion = shot.ground[0][p + 2] - shot.ground[0][p - 3];
            (motion * shot.onsets.p[0].radiation > 0.0 ? right : wrong) += 1;
        }
        QVERIFY(right > 150);
        QVERIFY2(wrong * 50 < right, qPrintable(QStringLiteral("%1 wrong, %2 right").arg(wrong).arg(right)));
    }
    // A P wave from the north moves the ground up and south, or down and north; P from the east is as large on east.
    void horizontalsPointToTheSource()
    {
        int right = 0, total = 0;
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            FastRandom random(seed);
            const Crust crust{{{0.0, 5.0, 2.9, 2700.0, 300.0, 200.0}}};
            Earthquake e = randomEvent(random);
            e.distanceKm = 20.0, e.depthKm = 10.0, e.backAzimuthDeg = seed % 2 ? 0.0 : 90.0;
            e.source.momentMagnitude = 2.0;
            const Shot shot = shoot(crust, plain(), randomScattering(crust, random), e, random);
            if (std::abs(shot.onsets.p[0].radiation) < 0.3) continue;
            const auto p = static_cast<std::size_t>(shot.onsets.p[0].sample);
            const std::size_t along = seed % 2 ? 1 : 2;
            const float up = shot.ground[0][p + 2] - shot.ground[0][p - 3], back = shot.ground[along][p + 2] - shot.ground[along][p - 3];
            const float across = shot.ground[3 - along][p + 2] - shot.ground[3 - along][p - 3];
            right += up * back < 0.0f && std::abs(across) < 0.6f * std::abs(back);
            ++total;
        }
        QVERIFY(total > 20);
        QVERIFY2(right * 10 >= total * 9, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(total)));
    }
    // What the level of surface waves changes: nothing of deep events; of shallow ones, what comes at 1.3 to 4 km/s, mostly below 4 Hz.
    void shallowEventsMakeSurfaceWaves()
    {
        const Crust crust = Crust::continental();
        const auto surface = [&](double depth, std::uint64_t seed) {
            std::array<Shot, 2> shots;
            for (const std::size_t with : {0u, 1u}) {
                FastRandom random(seed);
                Earthquake e;
                e.distanceKm = 60.0, e.depthKm = depth, e.originSample = 1500.0;
                e.source = {10.0, 60.0, 40.0, 3.5, 3.0};
                Scattering s = randomScattering(crust, random);
                s.surfaceLevel = with ? 2.0 : 0.0, s.surfaceKmS = 2.5;
                shots[with] = shoot(crust, plain(), s, e, random);
            }
            std::vector<double> difference(n);
            for (std::size_t k = 0; k < n; ++k) difference[k] = shots[1].ground[0][k] - shots[0].ground[0][k];
            return difference;
        };
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            for (const double v : surface(15.0, seed)) QCOMPARE(v, 0.0);
            double inside = 0.0, total = 0.0;
            const auto waves = surface(1.0, seed);
            for (std::size_t k = 0; k < n; ++k) {
                const double speed = 60.0 / ((static_cast<double>(k) - 1500.0) / rate);
                total += waves[k] * waves[k];
                inside += speed > 1.3 && speed < 4.0 ? waves[k] * waves[k] : 0.0;
            }
            QVERIFY(total > 0.0 && inside > 0.9 * total);
        }
    }
};

QTEST_APPLESS_MAIN(WavefieldTest)
#include "wavefield_test.moc"
