#include "core/model/peak_label.h"

#include <QTest>

using namespace seisdesk;

class PeakLabelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void heightAndWidthsAreThoseOfThePeak()
    {
        Peak peak;
        peak.height = 1.25f;
        peak.sigmaBefore = 5.0;
        peak.sigmaAfter = 10.0;
        PickUncertainty uncertainty;
        uncertainty.s = {2.0, 0.5, 10, 10};
        const Time time = Time{} + fromSeconds(7.0);
        const Label a = peakLabel(peak, 50.0, "S", time, uncertainty, {{"GE", "WLF", "", "HHZ"}, "net@1", Time{} + fromSeconds(9.0)});
        QCOMPARE(a.phase, std::string("S"));
        QCOMPARE(a.stream.text(), std::string("GE.WLF..HHZ"));
        QVERIFY(a.time == time && a.created == Time{} + fromSeconds(9.0));
        QCOMPARE(*a.lowerUncertaintySeconds, 0.2);
        QCOMPARE(*a.upperUncertaintySeconds, 0.1);
        QCOMPARE(*a.confidence, 1.0);
        QCOMPARE(a.model, std::string("net@1"));
        QVERIFY(a.mode == Mode::Automatic && a.review == Review::Preliminary);
        QVERIFY(a.id != peakLabel(peak, 50.0, "S", time, uncertainty, {}).id);
    }
};

QTEST_APPLESS_MAIN(PeakLabelTest)
#include "peak_label_test.moc"
