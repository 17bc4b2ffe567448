#include "core/model/adapt/adaptation_json.h"

#include "tests/core/model/adapt/fabricated.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace seisdesk;
using namespace seisdesk::test;

namespace {

QJsonObject parsed(const std::string& json) { return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object(); }

ScoredSet scored(const char* name, double before, double after)
{
    const BeforeAndAfter pair{fabricated({.hit = before}), fabricated({.hit = after}), {}, {}};
    return {name, false, score(pair.before, {}), score(pair.after, {}), changes(pair)};
}

AdaptationReport report()
{
    AdaptationReport r;
    r.parent = "parent@1";
    r.adapted = "child@2";
    r.adapter = "child.safetensors";
    r.learning.curve = {{25, 3.0, 0.5, 0.4}};
    r.learning.reason = "Because there are few.";
    r.shots = 12;
    r.seconds = 34.5;
    r.heldOut = scored("local", 0.5, 0.8);
    r.references = {scored("synthetic records", 0.7, 0.7)};
    r.curvesBefore = r.curvesAfter = {phaseCurves(fabricated({}), 'P', {})};
    r.changed = pickChanges(fabricated({.hit = 0.5}), {}, fabricated({.hit = 0.8}), {});
    r.verdict = {true, {"It rises."}};
    return r;
}

}  // namespace

class adaptation_json_test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesAreThoseOfEvaluate()
    {
        const AdaptationReport r = report();
        const QJsonObject json = parsed(toJson(r));
        QCOMPARE(json[QStringLiteral("before")].toObject(), parsed(toJson(r.heldOut.before, "parent@1", "local", false)));
        QCOMPARE(json[QStringLiteral("after")].toObject(), parsed(toJson(r.heldOut.after, "child@2", "local", false)));
        QCOMPARE(json[QStringLiteral("reference_after")].toObject(), parsed(toJson(r.references[0].after, "child@2", "synthetic records", false)));
        QCOMPARE(json[QStringLiteral("gate")][QStringLiteral("adopt")].toBool(), true);
        QCOMPARE(json[QStringLiteral("gate")][QStringLiteral("reasons")].toArray().size(), 1);
        QCOMPARE(json[QStringLiteral("shots")].toInt(), 12);
        QCOMPARE(json[QStringLiteral("seconds")].toDouble(), 34.5);
        QCOMPARE(json[QStringLiteral("changes")][QStringLiteral("F1")][QStringLiteral("events")].toInt(), 20);
        QCOMPARE(json[QStringLiteral("learning_curve")].toArray().size(), 1);
        QCOMPARE(json[QStringLiteral("changed_picks")].toArray().size(), qsizetype(r.changed.size()));
        QVERIFY(json[QStringLiteral("curves")][QStringLiteral("before")][QStringLiteral("P")][QStringLiteral("residuals_s")].toArray().size() > 10);
    }
    void theAdaptersCopyIsShort()
    {
        const QJsonObject json = parsed(toJson(report(), false));
        QVERIFY(json.contains(QStringLiteral("gate")) && !json.contains(QStringLiteral("curves")) && !json.contains(QStringLiteral("changed_picks")));
        QVERIFY(parsed(toJson(AdaptationReport{}))[QStringLiteral("reference_before")].isNull());
    }
    void peopleReadTheVerdict()
    {
        const std::string text = toText(report());
        for (const char* part : {"12 events", "Because there are few.", "error rate", "synthetic records", "lets it pass", "It rises.", "child.safetensors"})
            QVERIFY2(text.find(part) != std::string::npos, part);
    }
};

QTEST_APPLESS_MAIN(adaptation_json_test)
#include "adaptation_json_test.moc"
