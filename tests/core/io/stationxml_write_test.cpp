#include "core/io/stationxml.h"
#include "tests/core/io/schema.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QtTest>

using namespace seisdesk;

namespace {

Inventory example()
{
    Response response;
    response.sensitivity = 6e8;
    response.sensitivityFrequencyHz = 1.0;
    response.inputUnits = "M/S";
    response.outputUnits = "COUNTS";
    ResponseStage sensor, digitiser, decimator, list, bare;
    sensor.inputUnits = "M/S";
    sensor.outputUnits = decimator.inputUnits = digitiser.inputUnits = list.inputUnits = list.outputUnits = "V";
    digitiser.outputUnits = decimator.outputUnits = "COUNTS";
    sensor.filter = PolesZeros{PolesZeros::Kind::LaplaceRadians, 1.5, 1.0, {{0, 0}, {0, 0}}, {{-0.037, 0.037}, {-0.037, -0.037}}};
    sensor.gain = 1500.0;
    sensor.gainFrequencyHz = 1.0;
    list.filter = ResponseList{{{0.1, 1.0, 0.0}, {1.0, 0.9, -3.0}}};
    list.gain = 1.0;
    digitiser.filter = Coefficients{Coefficients::Kind::Digital, {1.0}, {}};
    digitiser.gain = 4e5;
    digitiser.inputSampleRateHz = 200.0;
    decimator.filter = Fir{{0.25, 0.5, 0.25}};
    decimator.gain = 1.0;
    decimator.inputSampleRateHz = 200.0;
    decimator.decimationFactor = 2;
    decimator.delaySeconds = decimator.correctionSeconds = 0.005;
    bare.gain = 1.0;
    response.stages = {sensor, list, digitiser, decimator, bare};
    Channel channel;
    channel.id = {"XX", "S<1>", "00", "HHZ"};
    channel.epoch = {*parseTime("2020-01-01"), *parseTime("2021-01-01T12:00:00.5Z")};
    channel.latitudeDegrees = 12.3456789;
    channel.azimuthDegrees = 0.0;
    channel.dipDegrees = -90.0;
    channel.sampleRateHz = 100.0;
    channel.response = std::make_shared<const Response>(response);
    Station station;
    station.network = "XX";
    station.code = "S<1>";
    station.siteName = "Caf\xc3\xa9 & more";
    station.latitudeDegrees = 12.0;
    station.channels = {channel};
    Station other;
    other.network = "YY";
    other.code = "B";
    Inventory inventory;
    inventory.stations = {station, other, station};
    inventory.stations[2].epoch.begin = *parseTime("2022-01-01");
    return inventory;
}

}  // namespace

class StationXmlWriteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenComesBack()
    {
        const test::Folder folder;
        const Inventory inventory = example();
        QVERIFY(writeStationXml(folder.path("a.xml"), inventory));
        std::vector<ReadIssue> issues;
        const auto back = readStationXml(folder.path("a.xml"), issues);
        QVERIFY(back);
        QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].message.c_str());
        QCOMPARE(back->stations.size(), std::size_t(3));
        const Station* first = back->station("XX", "S<1>", *parseTime("2020-06-01"));
        QVERIFY(first && first->siteName == inventory.stations[0].siteName);
        QVERIFY(first->epoch.begin == Time::min() && first->epoch.end == Time::max());
        const Channel& channel = first->channels.at(0);
        const Channel& original = inventory.stations[0].channels[0];
        QVERIFY(channel.id == original.id && channel.epoch == original.epoch && channel.latitudeDegrees == original.latitudeDegrees);
        QVERIFY(channel.azimuthDegrees == original.azimuthDegrees && channel.dipDegrees == original.dipDegrees && channel.sampleRateHz == original.sampleRateHz);
        QCOMPARE(*channel.response->sensitivity, 6e8);
        QCOMPARE(channel.response->inputUnits, std::string("M/S"));
        QCOMPARE(channel.response->stages.size(), std::size_t(5));
        const auto& paz = std::get<PolesZeros>(channel.response->stages[0].filter);
        const auto& originalPaz = std::get<PolesZeros>(original.response->stages[0].filter);
        QVERIFY(paz.poles == originalPaz.poles && paz.zeros == originalPaz.zeros && paz.normalizationFactor == 1.5);
        QCOMPARE(std::get<ResponseList>(channel.response->stages[1].filter).points.at(1).phaseDegrees, -3.0);
        QCOMPARE(std::get<Fir>(channel.response->stages[3].filter).coefficients, (std::vector<double>{0.25, 0.5, 0.25}));
        QCOMPARE(channel.response->stages[3].decimationFactor, 2);
        QCOMPARE(channel.response->stages[3].delaySeconds, 0.005);
        QVERIFY(std::holds_alternative<std::monostate>(channel.response->stages[4].filter));
    }
    void whatIsWrittenIsValid()
    {
        const auto schema = test::shared("data/formats/stationxml/fdsn-station-1.2.xsd");
        if (schema.empty()) QSKIP(test::needShared("data/formats/stationxml/fdsn-station-1.2.xsd").c_str());
        const test::Folder folder;
        QVERIFY(writeStationXml(folder.path("a.xml"), example()));
        QCOMPARE(test::schemaErrors(folder.path("a.xml"), schema), std::string());
        for (const char* name : {"data/formats/stationxml/IRIS_single_channel_with_response.xml", "data/ridgecrest_stationxml/PB.B916.xml"}) {
            std::vector<ReadIssue> issues;
            const auto inventory = readStationXml(test::shared(name), issues);
            QVERIFY(inventory && writeStationXml(folder.path("b.xml"), *inventory));
            QCOMPARE(test::schemaErrors(folder.path("b.xml"), schema), std::string());
        }
    }
};

QTEST_APPLESS_MAIN(StationXmlWriteTest)
#include "stationxml_write_test.moc"
