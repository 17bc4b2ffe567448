#include "core/session/learning.h"

#include "tests/core/session/fake_learning.h"

#include <QTest>

using namespace seisdesk;

class LearningJsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas()
    {
        LearningReport report = test::fakeReport(true);
        report.parent = {"aa", "", "base", "/m/base.safetensors", Time(Duration(5)), "lab", "", ""};
        report.adapted = {"bb", "aa", "näme", "/m/adapted.safetensors", Time(Duration(7)), "ann", "two\nlines", ""};
        report.changed = {{{"GE", "WLF", "", "HHZ"}, "P", Time(Duration(123456789)), std::nullopt, Time(Duration(-1)), 0.5, std::nullopt}};
        const auto back = learningReportFrom(toJson(report));
        QVERIFY2(back.has_value(), back ? "" : back.error().message.c_str());
        QVERIFY(back->parent == report.parent && back->adapted == report.adapted);
        QCOMPARE(back->adopt, true);
        QCOMPARE(back->reasons, report.reasons);
        QCOMPARE(back->warnings, report.warnings);
        QCOMPARE(back->method, report.method);
        QCOMPARE(back->events, report.events);
        QCOMPARE(back->seconds, report.seconds);
        QVERIFY(back->measures == report.measures);
        QVERIFY(back->phases == report.phases);
        QVERIFY(back->changed == report.changed);
        QCOMPARE(back->curve.size(), report.curve.size());
        for (std::size_t i = 0; i < report.curve.size(); ++i) {
            QCOMPARE(back->curve[i].step, report.curve[i].step);
            QCOMPARE(back->curve[i].trainLoss, report.curve[i].trainLoss);
            QCOMPARE(back->curve[i].calibrationLoss, report.curve[i].calibrationLoss);
        }
    }
    void anEmptyObjectIsAnEmptyReport()
    {
        const auto report = learningReportFrom("{}");
        QVERIFY(report && !report->adopt && report->measures.empty());
    }
    void damageIsSaid()
    {
        for (const char* text : {"", "{", R"({"gate": {"adopt": "x"}})", R"({"changed": [{}]})"}) {
            const auto report = learningReportFrom(text);
            if (report) QFAIL(text);
            QCOMPARE(report.error().code, Error::Code::Malformed);
        }
    }
};

QTEST_APPLESS_MAIN(LearningJsonTest)
#include "learning_json_test.moc"
