#include "core/locate/size/source_spectrum.h"
#include "core/signal/spectrum.h"
#include "tests/core/locate/flat_station.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace seisdesk;

namespace {

constexpr double pi = std::numbers::pi;

/// Ground velocity of a Brune pulse in closed form: displacement omega0 (2 pi fc)^2 t exp(-2 pi fc t), each of three components a share of it.
StationRecording brune(double omega0, double cornerHz, double pSeconds, double sSeconds, double km, double noise = 0.0)
{
    const double w = 2.0 * pi * cornerHz;
    return test::flatStation(pSeconds, sSeconds, km, [=](double t) {
        const double after = t - sSeconds;
        if (after < -1e-6) return 0.0;
        const double share = after < 1e-6 ? 0.5 : 1.0;  // a jump is sampled half way
        return share * omega0 / std::sqrt(3.0) * w * w * (1.0 - w * after) * std::exp(-w * after);
    }, noise);
}

SpectrumOptions noPath()
{
    SpectrumOptions out;
    out.q = 1e9;
    out.qExponent = 0.0;
    out.kappaSeconds = 0.0;
    out.kappaSigmaSeconds = 1e-4;
    return out;
}

}  // namespace

class SourceSpectrumTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void levelAndCornerOfBrunePulses()
    {
        for (const double corner : {1.0, 2.0, 4.0}) {
            const auto found = sourceSpectrum(brune(2e-7, corner, 10.0, 17.0, 60.0, 1e-9), noPath());
            QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
            QVERIFY2(found->usable(), found->why.c_str());
            QVERIFY2(std::abs(std::log10(found->omega0 / 2e-7)) < 0.06, qPrintable(QStringLiteral("%1: %2").arg(corner).arg(found->omega0 / 2e-7)));
            QVERIFY2(std::abs(std::log10(found->cornerHz / corner)) < 0.08, qPrintable(QStringLiteral("%1: %2").arg(corner).arg(found->cornerHz)));
            QVERIFY(found->fitted.size() == found->frequenciesHz.size() && found->noise.size() == found->frequenciesHz.size());
            QVERIFY(found->omega0Decades > 0.0 && found->omega0Decades < 0.2 && found->lowHz < corner && found->highHz > corner);
        }
    }
    // Far field by Aki & Richards: omega0 = radiation * 2 M0 / (4 pi rho v^3 r).
    void momentIsTheFarFieldFormula()
    {
        const SpectrumOptions options = noPath();
        const double moment = momentOf(3.0), omega0 = options.radiation() * 2.0 * moment / (4.0 * pi * 2700.0 * std::pow(3500.0, 3) * 60e3);
        const auto found = sourceSpectrum(brune(omega0, 4.0, 10.0, 17.0, 60.0, 1e-10), options).value();
        QVERIFY(std::abs(found.magnitude - 3.0) < 0.04 && std::abs(momentMagnitude(found.momentNm) - found.magnitude) < 1e-9);
        QVERIFY(std::abs(momentMagnitude(std::pow(10.0, 13.6)) - 3.0) < 1e-12);
        // 3 MPa and magnitude 3: Brune's corner 0.49 vs (stress drop / M0)^(1/3) (same constants to half a percent).
        const double corner = 0.49 * 3500.0 * std::cbrt(3e6 / moment);
        QVERIFY(std::abs(bruneStressDropPa(moment, corner, 3500.0) / 3e6 - 1.0) < 0.02);
    }
    void bandKeepsToWhatStandsAboveNoise()
    {
        const auto quiet = sourceSpectrum(brune(2e-7, 3.0, 10.0, 17.0, 60.0, 1e-9), noPath()).value(), loud = sourceSpectrum(brune(2e-7, 3.0, 10.0, 17.0, 60.0, 1e-6), noPath()).value();
        QVERIFY(loud.highHz < quiet.highHz);
        QVERIFY(std::abs(std::log10(loud.omega0 / quiet.omega0)) < 0.1);
        QVERIFY(!sourceSpectrum(brune(2e-12, 3.0, 10.0, 17.0, 60.0, 1e-7), noPath()));
    }
    void pNeedsRoomBeforeS()
    {
        SpectrumOptions options = noPath();
        options.wave = WaveType::P;
        QVERIFY(!sourceSpectrum(brune(2e-7, 3.0, 10.0, 10.8, 60.0), options));
        StationRecording clipped = brune(2e-7, 3.0, 10.0, 17.0, 60.0, 1e-9);
        clipped.components[0].clipped = true;
        QCOMPARE(sourceSpectrum(clipped, noPath())->why, std::string("clipped"));
    }
};

QTEST_APPLESS_MAIN(SourceSpectrumTest)
#include "source_spectrum_test.moc"
