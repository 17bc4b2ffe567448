#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "tests/core/catalog/example_label.h"

#include <QtTest>

using namespace seisdesk;

class LabelPickTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPickSaysWhatItsLabelSays()
    {
        const Label label = test::exampleLabel();
        const Pick pick = pickOf(label, {}, {});
        QVERIFY2(isLegalId(pick.id), pick.id.c_str());
        QVERIFY(pick.id.find("20190704T170300.123456789Z.CI.SLA..HHZ." + label.id.text()) != std::string::npos);
        QVERIFY(isLegalId(pick.methodId) && isLegalId(pick.filterId));
        for (const Comment& c : pick.comments) QVERIFY2(isLegalId(c.id), c.id.c_str());
        QCOMPARE(*pick.timeUncertainty.confidenceLevelPercent, 68.3);
        QCOMPARE(*comment(pick.comments, "confidence"), std::string("0.93125"));
        QCOMPARE(*comment(pick.comments, "dlmodel"), label.model);
        QCOMPARE(pick.backazimuth->value, 224.5);
        QCOMPARE(*pick.backazimuth->uncertainty.symmetric, 11.0);
        Label back = labelOf(pick);
        back.event = label.event;
        QVERIFY(back == label);
    }
    void codesThatQuakeMlCannotHoldComeBack()
    {
        Label label = test::exampleLabel();
        label.stream = {"", "MUCHTOOLONGSTATION", "", "HHZ"};
        const Pick pick = pickOf(label, {}, {});
        QCOMPARE(pick.waveform.network, std::string("XX"));
        QVERIFY(pick.waveform.station.size() <= 8);
        QVERIFY(labelOf(pick).stream == label.stream);
    }
    void foreignUncertaintyBecomesOneSigma_data()
    {
        QTest::addColumn<double>("level");
        QTest::addColumn<double>("sigmas");
        QTest::newRow("none") << 0.0 << 1.0;
        QTest::newRow("one sigma") << 68.27 << 1.0;
        QTest::newRow("90 %") << 90.0 << 1.644854;
        QTest::newRow("95 %") << 95.0 << 1.959964;
        QTest::newRow("nonsense") << 100.0 << 1.0;
    }
    void foreignUncertaintyBecomesOneSigma()
    {
        QFETCH(double, level);
        QFETCH(double, sigmas);
        Pick pick;
        pick.timeUncertainty.symmetric = 0.2;
        if (level > 0.0) pick.timeUncertainty.confidenceLevelPercent = level;
        const Label label = labelOf(pick);
        QVERIFY(std::abs(*label.lowerUncertaintySeconds - 0.2 / sigmas) < 1e-6);
        QCOMPARE(*label.upperUncertaintySeconds, *label.lowerUncertaintySeconds);
    }
    void foreignPicksKeepTheirIdentityAndComments()
    {
        Pick pick;
        pick.id = "smi:ISC/pickid=5";
        pick.comments = {{"smi:org.gfz/Comment/confidence", "0.5"}, {"", "first"}, {"smi:x.y.z/other", "second"}};
        pick.methodId = "smi:org.gfz/EQT";
        pick.mode = Mode::Automatic;
        const Label label = labelOf(pick);
        QVERIFY(!label.id.isNull());
        QVERIFY(labelOf(pick).id == label.id);
        QCOMPARE(*label.confidence, 0.5);
        QCOMPARE(label.comment, std::string("first\nsecond"));
        QCOMPARE(label.model, std::string("EQT"));
        Label now = label;
        now.review = Review::Confirmed;
        const Pick after = updated(pick, label, now, {}, {});
        QCOMPARE(after.id, pick.id);
        QCOMPARE(after.methodId, pick.methodId);
        QVERIFY(after.status == Review::Confirmed);
        Label back = labelOf(after);
        QCOMPARE(back.comment, label.comment);
    }
    void labelIdsAreFoundOnlyInOurIds()
    {
        const Id id = Id::random();
        QVERIFY(labelIdIn("smi:a.b.c/pick/2019.X." + id.text()) == id);
        QVERIFY(!labelIdIn("smi:ch.ethz.sed/pick/117634"));
        QVERIFY(!labelIdIn(id.text().substr(1)));
        QVERIFY(!labelIdIn(""));
    }
};

QTEST_APPLESS_MAIN(LabelPickTest)
#include "label_pick_test.moc"
