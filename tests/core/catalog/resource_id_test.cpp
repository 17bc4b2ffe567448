#include "core/catalog/resource_id.h"

#include <QtTest>

#include <set>

using namespace seisdesk;

class ResourceIdTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void legalityFollowsThePatternInAscii_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("legal");
        const auto row = [](const char* id, bool legal) { QTest::newRow(id) << QString::fromUtf8(id) << legal; };
        row("smi:ch.ethz.sed/pick/117634", true);
        row("quakeml:earthquake.usgs.gov/fdsnws/event/1/query?eventid=ci37285320&format=quakeml", true);
        row("smi:local/a#b", true);
        row("smi:org.gfz-potsdam.de/geofon/RMHP(60)>>ITAPER(3)", false);
        row("smi:local/a#b#c", false);
        row("smi:ab/too-short-authority", false);
        row("smi:local/", false);
        row("smi:local", false);
        row("local/x", false);
        row("", false);
        row("smi:local/2010-01-01T10:11:12", false);
        row("smi:local/with blank", false);
        row("smi:local/\xc3\xa9", false);
        row("smi:local/a/\xe2\x89\xab", false);
        row("smi:(local)/x", false);
    }
    void legalityFollowsThePatternInAscii()
    {
        QFETCH(QString, id);
        QFETCH(bool, legal);
        QCOMPARE(isLegalId(id.toStdString()), legal);
    }
    void everyTextBecomesALegalIdOfItsOwn()
    {
        std::set<ResourceId> made;
        for (const std::string text : {"", " ", "hmmm", "smi:x/y", "smi:org.gfz/a>>b", "smi:org.gfz/a>b", "smi:org.gfz/a b", "a#b#c", "\xff\xfe", "smi:///", "/////", "smi:local/:"}) {
            const ResourceId id = legalId(text, "local.test");
            QVERIFY2(isLegalId(id), id.c_str());
            QVERIFY2(made.insert(id).second, id.c_str());
            QCOMPARE(legalId(id, "other.one"), id);
        }
        QVERIFY(legalId("smi:org.gfz/a>>b", "local.test").starts_with("smi:org.gfz/a__b-"));
        QVERIFY(isLegalId(makeId("no", "x")));
        QVERIFY(isLegalId(makeId("not an authority", "?leading")));
    }
    void slugsAreReadableAndNeverEmpty()
    {
        QCOMPARE(slug("BP 1-20 Hz"), std::string("BP-1-20-Hz"));
        QCOMPARE(slug("seist@3f2a"), std::string("seist-3f2a"));
        QCOMPARE(slug(">>>"), std::string("none"));
        QVERIFY(isLegalId(makeId("local.test", "filter/" + slug("\xc3\xa4 / # ?"))));
    }
    void idsOfTextsAreStableAndSpread()
    {
        QCOMPARE(idOf("a"), idOf("a"));
        std::set<Id> ids;
        for (int i = 0; i < 20000; ++i) ids.insert(idOf("smi:local/pick/" + std::to_string(i)));
        QCOMPARE(ids.size(), std::size_t(20000));
        QVERIFY(!idOf("").isNull());
    }
};

QTEST_APPLESS_MAIN(ResourceIdTest)
#include "resource_id_test.moc"
