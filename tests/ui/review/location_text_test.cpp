// A location in words.

#include "ui/review/location_text.h"

#include "tests/ui/review/scenes.h"

#include <QTest>

using namespace seisdesk;
using test::ReviewScene;

class LocationTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesHaveTheirSides()
    {
        QCOMPARE(latitudeText(-35.70549), QStringLiteral("35.7055° S"));
        QCOMPARE(longitudeText(117.5, 1), QStringLiteral("117.5° E"));
        QCOMPARE(shiftText({0.0, 0.0}, GeoPoint(0.0, 0.0).moved(-1.0, 1.0)), QStringLiteral("1.4 km to the south-east"));
        QVERIFY(shiftText({10.0, 0.0}, GeoPoint(10.0, 0.0).moved(0.1, 0.0)).endsWith(QStringLiteral(" m to the north")));
    }

    void numbersComeWithTheirUncertainty()
    {
        Location l;
        l.time = parseTime("2019-07-04T17:33:49.1234Z").value();
        l.timeSigmaSeconds = 0.054;
        l.epicentre = GeoPoint(35.7, -117.5);
        l.depthKm = 8.24;
        l.shallowestKm = 6.9;
        l.deepestKm = 9.6;
        l.covarianceKm2[0][0] = 0.25;
        const LocationTexts texts = textsOf(l);
        QCOMPARE(texts.time, QStringLiteral("2019-07-04 17:33:49.123 ± 0.05 s"));
        QCOMPARE(texts.latitude, QStringLiteral("35.7000° N ± 0.5 km"));
        QCOMPARE(texts.depth, QStringLiteral("8.2 km (6.9 to 9.6)"));
        l.depthFixed = true;
        QCOMPARE(textsOf(l).depth, QStringLiteral("8.2 km, fixed"));
    }

    void theTouchedPickSaysWhatItDoesToDepth()
    {
        const ReviewScene scene;
        ReviewState state = test::stateOf(scene);
        QVERIFY(effectText(state).isEmpty());
        const auto strongest = std::max_element(state.location->picks.begin(), state.location->picks.end(),
                                                [](const LocatedPick& a, const LocatedPick& b) { return a.depthKmPerSecond < b.depthKmPerSecond; });
        state.touched = strongest->id;
        QVERIFY2(effectText(state).contains(QLatin1String("deeper")), qPrintable(effectText(state)));
        QVERIFY(effectText(state).contains(QString::fromStdString(strongest->station)));
        test::drag(state, static_cast<std::size_t>(strongest - state.location->picks.begin()), 0.4);
        QVERIFY2(effectText(state).contains(QLatin1String("depth +")), qPrintable(effectText(state)));
    }
};

QTEST_GUILESS_MAIN(LocationTextTest)
#include "location_text_test.moc"
