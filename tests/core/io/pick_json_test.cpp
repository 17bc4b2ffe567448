#include "core/io/pick_json.h"
#include "tests/core/catalog/example_label.h"
#include "tests/core/io/temporary_files.h"

#include <QtTest>

#include <QJsonDocument>
#include <QJsonArray>
#include <QJsonObject>

using namespace seisdesk;

class PickJsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void labelsComeBackAndPredictionsAreSummarised()
    {
        const test::Folder folder;
        const std::vector<Label> labels = {test::exampleLabel(), test::exampleLabel("S")};
        Prediction prediction;
        prediction.model = "m@1";
        StationPrediction station;
        station.instrument = {"CI", "SLA", "", "HH"};
        station.curves = {{"P", {}}, {"P", {}}, {"S", {}}};
        station.coverage = {{*parseTime("2020-01-01"), *parseTime("2020-01-02")}};
        prediction.stations = {station};
        QVERIFY(writePickJson(folder.path("a.json"), labels, {prediction}));
        const auto back = readPickJson(folder.path("a.json"));
        QVERIFY(back && *back == labels);
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(folder.read("a.json"))).object();
        const auto written = json[QStringLiteral("predictions")].toArray()[0].toObject()[QStringLiteral("stations")].toArray()[0].toObject();
        QCOMPARE(written[QStringLiteral("curves")].toArray().size(), 2);
        QCOMPARE(written[QStringLiteral("coverage")].toArray()[0].toArray()[0].toString(), QStringLiteral("2020-01-01T00:00:00.000000Z"));
    }
    void otherJsonIsRefused()
    {
        const test::Folder folder;
        QCOMPARE(readPickJson(folder.write("a", "{")).error().code, Error::Code::Malformed);
        QCOMPARE(readPickJson(folder.write("b", "[]")).error().code, Error::Code::Unsupported);
        QCOMPARE(readPickJson(folder.write("c", R"({"format":"seisdesk-picks","labels":[{"phase":"P"}]})")).error().code, Error::Code::Malformed);
        QCOMPARE(readPickJson(folder.path("none")).error().code, Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(PickJsonTest)
#include "pick_json_test.moc"
