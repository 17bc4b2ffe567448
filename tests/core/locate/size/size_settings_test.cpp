#include "core/locate/size/size_settings.h"

#include <QTest>

using namespace seisdesk;

class SizeSettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standardText()
    {
        QCOMPARE(settingsText({}), std::string("types=ML,Mw; attenuation=iaspei; average=median; wave=S; q=180; q_exponent=0.45; kappa_s=0.03; kappa_sigma_s=0.015; least_snr=2"));
    }
    // Whatever was chosen comes back, and nothing else of the options changes.
    void throughText()
    {
        SizeOptions chosen;
        chosen.types = {"mb", "Mw"};
        chosen.attenuation = *attenuationFunction("bakun-joyner");
        chosen.average = NetworkAverage::TrimmedMean;
        chosen.spectrum.wave = WaveType::P;
        chosen.spectrum.q = 412.5;
        chosen.spectrum.qExponent = -0.1;
        chosen.spectrum.kappaSeconds = 0.0;
        chosen.spectrum.kappaSigmaSeconds = 0.02;
        chosen.amplitude.leastSnr = 3.25;
        SizeOptions base;
        base.windows["CI.CCC"] = {Time{}, Time{} + std::chrono::seconds(3)};
        const SizeOptions back = withSettings(base, settingsText(chosen)).value();
        QCOMPARE(settingsText(back), settingsText(chosen));
        QVERIFY(back.types == chosen.types && back.attenuation.name == "bakun-joyner" && back.attenuation.b == chosen.attenuation.b && back.average == NetworkAverage::TrimmedMean);
        QVERIFY(back.spectrum.q == 412.5 && back.spectrum.qExponent == -0.1 && back.spectrum.kappaSeconds == 0.0 && back.amplitude.leastSnr == 3.25);
        QCOMPARE(back.windows.size(), std::size_t{1});
    }
    void badValuesAreNamedAndOtherWordsPassedOver()
    {
        QCOMPARE(settingsText(withSettings({}, "colour=blue; anything; q=200").value()), settingsText([] { SizeOptions o; o.spectrum.q = 200.0; return o; }()));
        for (const char* bad : {"q=0", "q=-3", "q=fast", "kappa_s=-0.1", "kappa_sigma_s=0", "types=", "types=Ms", "attenuation=richter", "average=mean", "wave=L", "least_snr=nan"}) {
            const auto read = withSettings({}, bad);
            QVERIFY2(!read, bad);
            QVERIFY(read.error().code == Error::Code::Malformed && read.error().message.find(bad) != std::string::npos);
        }
    }
    void correctionsAsTheirReaderTakesThem()
    {
        const MagnitudeCorrections corrections{{{"CI.CCC", "ML"}, 0.123}, {{"CI.SLA", "Mw"}, -0.4}};
        QVERIFY(magnitudeCorrectionsFrom(correctionsText(corrections)).value() == corrections);
        QVERIFY(correctionsText({}).empty());
    }
};

QTEST_APPLESS_MAIN(SizeSettingsTest)
#include "size_settings_test.moc"
