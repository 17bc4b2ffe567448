#include "core/model/pick_uncertainty.h"

#include <QTest>

using namespace seisdesk;

class PickUncertaintyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void survivesTheRoundTrip()
    {
        const PickUncertainty factors{{0.75, 1.25, 300, 100}, {2.0, 0.5, 40, 7}};
        QVERIFY(*pickUncertaintyFromJson(toJson(factors)) == factors);
        QVERIFY(*pickUncertaintyFromJson("{}") == PickUncertainty{});
    }
    void scalesTheRightPhaseAndSide()
    {
        const PickUncertainty factors{{2.0, 3.0, 0, 0}, {5.0, 7.0, 0, 0}};
        Label pg, sn, span;
        for (Label* l : {&pg, &sn, &span}) l->lowerUncertaintySeconds = l->upperUncertaintySeconds = 0.5;
        pg.phase = "Pg";
        sn.phase = "Sn";
        span.phase = "noise";
        sn.upperUncertaintySeconds.reset();
        for (Label* l : {&pg, &sn, &span}) scaleWidths(*l, factors);
        QCOMPARE(*pg.lowerUncertaintySeconds, 1.0);
        QCOMPARE(*pg.upperUncertaintySeconds, 1.5);
        QCOMPARE(*sn.lowerUncertaintySeconds, 2.5);
        QVERIFY(!sn.upperUncertaintySeconds);
        QCOMPARE(*span.lowerUncertaintySeconds, 0.5);
        QVERIFY(!factors.of("noise"));
    }
    void refusesNonsense()
    {
        for (const char* json : {"[1]", "{\"P\": 2}", R"({"P": {"before": 0}})", R"({"S": {"after": -1}})", R"({"S": {"after": "1"}})", R"({"P": {"before": 1e9}})", R"({"P": {"picks_before": -3}})"})
            QVERIFY2(!pickUncertaintyFromJson(json), json);
    }
};

QTEST_GUILESS_MAIN(PickUncertaintyTest)
#include "pick_uncertainty_test.moc"
