#include "core/synth/noise_model.h"
#include "core/synth/station.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace seisdesk::synth;

class StationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void seismometersAreFlatInTheirBand()
    {
        Station s;
        s.countsPerUnit = 1e9, s.cornerHz = 1.0, s.damping = std::sqrt(0.5), s.antiAliasHz = 400.0;
        QVERIFY(std::abs(std::abs(s.recorder(20.0)) / 1e9 - 1.0) < 1e-3);
        QVERIFY(std::abs(std::abs(s.recorder(1.0)) / 1e9 - std::sqrt(0.5)) < 1e-6);
        QVERIFY(std::abs(std::abs(s.recorder(0.01)) / 1e9 / 1e-4 - 1.0) < 1e-3);  // 12 dB per octave
        QCOMPARE(s.recorder(0.0), std::complex<double>(0.0));
        s.instrument = Instrument::Accelerometer;
        QVERIFY(std::abs(std::abs(s.recorder(5.0)) / 1e9 - 2.0 * M_PI * 5.0) < 1e-6);
    }
    void antiAliasFiltersCutAtTheirCorner()
    {
        for (const bool zeroPhase : {false, true}) {
            Station s;
            s.countsPerUnit = 1.0, s.cornerHz = 1e-4, s.antiAliasHz = 20.0, s.antiAliasPoles = 10, s.zeroPhase = zeroPhase;
            QVERIFY(std::abs(std::abs(s.recorder(20.0)) - std::sqrt(0.5)) < 1e-6);
            QVERIFY(std::abs(s.recorder(40.0)) < 1.1e-3);
            QVERIFY(std::abs(std::abs(s.recorder(5.0)) - 1.0) < 1e-3);
            QVERIFY((std::abs(std::arg(s.recorder(5.0))) < 1e-3) == zeroPhase);
            QVERIFY(std::abs(std::arg(s.recorder(0.199) / s.recorder(0.201))) < 2e-3);  // the delay below a hundredth of the corner joins
        }
    }
    // Peaks where the two-way time is half a period, troughs at whole ones.
    void softGroundResonates()
    {
        Station s;
        s.siteReflection = {0.0, 0.5}, s.siteTwoWaySeconds = {0.1, 0.25};
        QVERIFY(std::abs(std::abs(s.site(2.0, true)) - 2.0) < 1e-9);
        QVERIFY(std::abs(std::abs(s.site(4.0, true)) - 1.0 / 1.5) < 1e-9);
        QCOMPARE(s.site(2.0, false), std::complex<double>(1.0));
    }
    void noiseLiesBetweenPetersonsModels()
    {
        Station s;
        s.selfNoiseDb = -300.0;
        for (const double level : {0.0, 0.5, 1.0}) {
            s.microseismLevel = s.cultureLevel = level;
            for (const double hz : {0.02, 0.2, 1.0, 5.0, 10.0}) {
                const double acceleration = 20.0 * std::log10(s.noiseDensity(hz, false) * 2.0 * M_PI * hz);
                const double low = lowNoiseModelDb(1.0 / hz), high = highNoiseModelDb(1.0 / hz);
                QVERIFY(std::abs(acceleration - (low + level * (high - low))) < 1e-9);
            }
        }
        s.lines = {{5.0, 0.1, 20.0}};
        QVERIFY(s.noiseDensity(5.0, false) > 9.0 * s.noiseDensity(4.0, false) * 0.8);
        s.tiltDb = 20.0;
        QVERIFY(std::abs(20.0 * std::log10(s.noiseDensity(0.01, true) / s.noiseDensity(0.01, false)) - 20.0) < 1e-9);
    }
    void kindsAndRatesAreMixed()
    {
        std::map<Instrument, int> kinds;
        std::map<double, int> rates;
        for (std::uint64_t seed = 0; seed < 3000; ++seed) {
            FastRandom random(seed);
            const Station s = randomStation(100.0, false, random);
            ++kinds[s.instrument], ++rates[s.nativeRateHz];
            QVERIFY(s.antiAliasHz < 0.5 * std::min(100.0, s.nativeRateHz));
        }
        QVERIFY(std::abs(kinds[Instrument::Broadband] / 3000.0 - 0.45) < 0.04);
        QVERIFY(std::abs(kinds[Instrument::ShortPeriod] / 3000.0 - 0.35) < 0.04);
        QVERIFY(rates.begin()->first == 20.0 && rates.rbegin()->first == 500.0 && rates.size() >= 8);
        QCOMPARE(instrumentName(Instrument::ShortPeriod), std::string("short-period"));
    }
    void spectraSampleTheStation()
    {
        FastRandom random(3);
        const Station s = randomStation(100.0, false, random);
        const Bins bins(1024, 100.0);
        const StationSpectra spectra(s, bins);
        for (std::size_t i = 1; bins.hz(i) < 45.0; ++i) {
            const auto expected = s.recorder(bins.hz(i)) * s.site(bins.hz(i), true);
            QVERIFY(std::abs(std::complex<double>(spectra.response[1][i]) - expected) <= 1e-5 * std::abs(expected));
        }
        QVERIFY(std::abs(spectra.response[1].back()) < 1e-6f * std::abs(spectra.response[1][spectra.response[1].size() / 2]));
    }
};

QTEST_APPLESS_MAIN(StationTest)
#include "station_test.moc"
