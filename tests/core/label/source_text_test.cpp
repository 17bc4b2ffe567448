#include "core/label/source_text.h"

#include <QTest>

using namespace seisdesk;

class SourceTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesAndSigmasAreRoundedAlike()
    {
        QCOMPARE(magnitudeText({2.349, 0.15}), std::string("2.3±0.1"));
        QCOMPARE(magnitudeText({-0.26, {}}), std::string("-0.3"));
        QCOMPARE(distanceText({33.6, 4.4}), std::string("34±4"));
        QCOMPARE(distanceText({9.94, 1.26}), std::string("9.9±1.3"));
        QCOMPARE(distanceText({9.96, 1.26}), std::string("10±1"));
        QCOMPARE(backAzimuthText({119.6, 15.2}), std::string("120±15"));
        QCOMPARE(backAzimuthText({359.7, {}}), std::string("0"));
        QCOMPARE(backAzimuthText({0.2, {}}), std::string("0"));
    }
    void onlyWhatWasEstimatedIsSaid()
    {
        SourceEstimate e;
        QCOMPARE(sourceText(e), std::string());
        QCOMPARE(firstMotionText(e), std::string());
        e.magnitude = Estimate{2.3, 0.2};
        e.distanceKm = Estimate{34.0, 4.0};
        e.backAzimuthDeg = Estimate{120.0, 15.0};
        QCOMPARE(sourceText(e), std::string("M 2.3±0.2  34±4 km  baz 120±15°"));
        QCOMPARE(sourceText(e, true), std::string("M 2.3  34 km  120°"));
        e.magnitude.reset();
        e.backAzimuthDeg.reset();
        QCOMPARE(sourceText(e), std::string("34±4 km"));
        e.probabilityUp = 0.934;
        QCOMPARE(firstMotionText(e), std::string("first motion: up 0.93 of up and down"));
        e.polarityConfidence = 0.808;
        QCOMPARE(firstMotionText(e), std::string("first motion: up 0.93 of up and down, sure 0.81"));
    }
};

QTEST_APPLESS_MAIN(SourceTextTest)
#include "source_text_test.moc"
