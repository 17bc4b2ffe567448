#include "core/catalog/label_json.h"
#include "tests/core/catalog/example_label.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace seisdesk;

class LabelJsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFieldComesBack()
    {
        Label label = test::exampleLabel();
        label.replaces = Id::random();
        label.end = label.time + std::chrono::seconds(3);
        const auto back = labelFromJsonText(jsonText(label));
        QVERIFY(back);
        QVERIFY(*back == label);
    }
    void unsetFieldsAreLeftOut()
    {
        Label label;
        label.id = Id::random();
        const nlohmann::json json = toJson(label);
        for (const char* name : {"end", "confidence", "source", "model", "created", "replaces", "polarity"}) QVERIFY2(!json.contains(name), name);
        QVERIFY(*labelFromJson(json) == label);
    }
    void badTextIsRefused()
    {
        QVERIFY(!labelFromJsonText("{"));
        QVERIFY(!labelFromJsonText("[1,2]"));
        QVERIFY(!labelFromJsonText(R"({"phase":"P"})"));
        QVERIFY(!labelFromJsonText(R"({"time":"soon"})"));
        const auto odd = labelFromJsonText(R"({"time":"2020-01-01T00:00:00Z","confidence":"high","source":7,"polarity":3,"id":5})");
        QVERIFY(odd);
        QVERIFY(!odd->confidence && !odd->id.isNull() && odd->source == SourceEstimate{});
    }
    void textThatIsNotUtf8IsWritten()
    {
        Label label = test::exampleLabel();
        label.comment = "caf\xe9";
        QVERIFY(labelFromJsonText(jsonText(label)));
    }
};

QTEST_APPLESS_MAIN(LabelJsonTest)
#include "label_json_test.moc"
