#include "core/model/contract_json.h"

#include <QTest>

using namespace seisdesk;

class ContractJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesTheRoundTrip()
    {
        Contract contract{"SeisT", "a \"quoted\" name", Task::BackAzimuth, 62.5, 4096, "ENZ", Normalisation::Max, {"x", "y"}, {"magnitude", "distance_km"}, 64, 12, 0.5, 0.1, 0.2, 0.7,
                          true, true, 6, Stacking::Maximum, 0.75, PickRule::Triggers, "centred", {{0.8, 1.2, 30, 20}, {}}, -0.05, 0.12};
        const auto again = contractFromJson(toJson(contract));
        QVERIFY2(again, again ? "" : again.error().message.c_str());
        QVERIFY(*again == contract);
    }
    void namesEveryChoice()
    {
        for (const Normalisation n : {Normalisation::Std, Normalisation::Max, Normalisation::Joint, Normalisation::Window, Normalisation::WindowMax, Normalisation::None}) {
            for (const Stacking stacking : {Stacking::Tapered, Stacking::Mean, Stacking::Maximum}) {
                Contract contract;
                contract.normalisation = n;
                contract.stacking = stacking;
                QVERIFY(contractFromJson(toJson(contract)).value() == contract);
            }
        }
    }
    void readsContractsOfOlderVersions()
    {
        const auto contract = contractFromJson(R"({"family": "SeisT", "normalisation": "std", "blinding_samples": 3})");
        QVERIFY(contract);
        QVERIFY(contract->stacking == Stacking::Tapered && contract->pickRule == PickRule::Peaks && !contract->detrend && !contract->sampleDeviation);
        QCOMPARE(contract->defaultOverlap, 0.5);
    }
    void namesTasksBothWays()
    {
        for (const Task task : {Task::Picking, Task::Polarity, Task::Magnitude, Task::Distance, Task::BackAzimuth}) QVERIFY(taskNamed(name(task)) == task);
        QVERIFY(taskNamed("emg") == Task::Magnitude);
        QVERIFY(!taskNamed("lunch"));
    }
    void keepsDefaultsForAbsentKeys() { QVERIFY(contractFromJson("{}").value() == Contract{}); }
    void refusesWrongValuesByKey_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("rate") << QByteArray(R"({"sample_rate_hz": 0})") << QByteArray("sample_rate_hz");
        QTest::newRow("rate as text") << QByteArray(R"({"sample_rate_hz": "50"})") << QByteArray("sample_rate_hz");
        QTest::newRow("window") << QByteArray(R"({"window_samples": -1})") << QByteArray("window_samples");
        QTest::newRow("huge window") << QByteArray(R"({"window_samples": 1e30})") << QByteArray("window_samples");
        QTest::newRow("blinding") << QByteArray(R"({"window_samples": 100, "blinding_samples": 50})") << QByteArray("window_samples");
        QTest::newRow("task") << QByteArray(R"({"task": "lunch"})") << QByteArray("task");
        QTest::newRow("normalisation") << QByteArray(R"({"normalisation": "log"})") << QByteArray("normalisation");
        QTest::newRow("stacking") << QByteArray(R"({"stacking": "median"})") << QByteArray("stacking");
        QTest::newRow("overlap") << QByteArray(R"({"default_overlap": 1})") << QByteArray("default_overlap");
        QTest::newRow("pick rule") << QByteArray(R"({"pick_rule": 1})") << QByteArray("pick_rule");
        QTest::newRow("taper") << QByteArray(R"({"window_samples": 10, "taper_samples": 6})") << QByteArray("taper_samples");
        QTest::newRow("detrend") << QByteArray(R"({"detrend": "yes"})") << QByteArray("detrend");
        QTest::newRow("outputs") << QByteArray(R"({"outputs": [1]})") << QByteArray("outputs");
        QTest::newRow("threshold") << QByteArray(R"({"default_threshold_p": 2})") << QByteArray("default_threshold_p");
        QTest::newRow("uncertainty") << QByteArray(R"({"uncertainty": {"P": {"before": -1}}})") << QByteArray("uncertainty");
        QTest::newRow("no object") << QByteArray("[1, 2") << QByteArray("object");
    }
    void refusesWrongValuesByKey()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, key);
        const auto contract = contractFromJson(json.toStdString());
        QVERIFY(!contract);
        QVERIFY2(QByteArray(contract.error().message.c_str()).contains(key), contract.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(ContractJsonTest)
#include "contract_json_test.moc"
