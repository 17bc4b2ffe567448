#include "core/net/event_data.h"

#include "core/io/mseed_write.h"
#include "core/io/stationxml.h"
#include "core/locate/travel/velocity_file.h"
#include "tests/core/net/scripted_server.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace seisdesk;
using test::Answer;
using test::Asked;
using test::ScriptedServer;

namespace {

const Time origin = *parseTime("2019-07-06T03:19:53Z");
const Hypocentre source{35.77, -117.6, 8.0};

Station station(const std::string& code, double north, const std::vector<std::string>& channels, const std::string& location = "")
{
    Station out;
    out.network = "CI";
    out.code = code;
    out.latitudeDegrees = source.latitudeDegrees + north;
    out.longitudeDegrees = source.longitudeDegrees;
    for (const std::string& name : channels) {
        Channel channel;
        channel.id = {"CI", code, location, name};
        channel.latitudeDegrees = out.latitudeDegrees;
        channel.longitudeDegrees = out.longitudeDegrees;
        channel.sampleRateHz = 100.0;
        out.channels.push_back(channel);
    }
    return out;
}

Inventory inventory()
{
    Inventory out;
    out.stations = {station("FAR", 0.9, {"HHZ", "HHN", "HHE"}), station("NEAR", 0.1, {"HNZ", "HNN", "HNE", "BHZ", "BHN", "BHE"}), station("OUT", 3.0, {"HHZ"}),
                    station("WIND", 0.2, {"LDI", "WSD"}), station("OLD", 0.3, {"HHZ"})};
    out.stations[4].channels[0].epoch.end = origin - std::chrono::hours(1);
    return out;
}

}  // namespace

class EventDataTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const TravelTimes> m_times;

private Q_SLOTS:
    void initTestCase()
    {
        const auto model = velocityModel("iasp91");
        QVERIFY(model);
        const auto times = TravelTimes::of(*model);
        QVERIFY(times);
        m_times = *times;
    }

    void asksForTheBestInstrumentOfTheNearestStations()
    {
        const auto queries = recordsForEvent(inventory(), source, origin, *m_times, {});
        QCOMPARE(queries.size(), std::size_t{6});
        QCOMPARE(queries[0].stream, (StreamId{"CI", "NEAR", "", "BHE"}));
        QCOMPARE(queries[3].stream, (StreamId{"CI", "FAR", "", "HHE"}));
        EventDataOptions one;
        one.mostStations = 1;
        QCOMPARE(recordsForEvent(inventory(), source, origin, *m_times, one).size(), std::size_t{3});
    }

    void windowsHoldPAndS()
    {
        EventDataOptions options;
        for (const RecordQuery& query : recordsForEvent(inventory(), source, origin, *m_times, options)) {
            const double north = query.stream.station == "FAR" ? 0.9 : 0.1;
            const GeoPoint place(source.latitudeDegrees + north, source.longitudeDegrees);
            const GeoPoint epicentre(source.latitudeDegrees, source.longitudeDegrees);
            const auto p = m_times->arrival(Phase::P, epicentre, source.depthKm, place, 0.0);
            const auto s = m_times->arrival(Phase::S, epicentre, source.depthKm, place, 0.0);
            QVERIFY(std::abs(toSeconds(query.span.begin - origin) - (p->seconds - 30.0)) < 1e-6);
            QVERIFY(std::abs(toSeconds(query.span.end - origin) - (s->seconds + 60.0)) < 1e-6);
        }
    }

    void bringsStationsAndRecordsAsFiles()
    {
        const QTemporaryDir folder;
        const std::filesystem::path in = folder.path().toStdString();
        ScriptedServer server([&](const Asked& asked) -> Answer {
            if (asked.path.contains("/station/")) {
                const auto file = in / "answer.xml";
                if (!writeStationXml(file, inventory())) return {500, ""};
                QFile written(QString::fromStdString(file.string()));
                return written.open(QIODevice::ReadOnly) ? Answer{200, written.readAll()} : Answer{500, ""};
            }
            std::vector<Trace> traces;
            for (const QByteArray& line : asked.body.split('\n')) {
                const QList<QByteArray> words = line.split(' ');
                if (words.size() != 6) continue;
                const Segment segment = makeSegment(*parseTime(words[4].toStdString()), 100.0, std::vector<float>(6000, 1.0F));
                Trace trace;
                trace.id = {words[0].toStdString(), words[1].toStdString(), "", words[3].toStdString()};
                trace.segments = {segment};
                traces.push_back(trace);
            }
            return {200, QByteArray::fromStdString(*miniSeedBytes(traces))};
        });
        const FdsnClient client({"Test", server.address(), {}, {}}, in);
        const auto got = fetchEventData(client, source, origin, *m_times, {}, {});
        QVERIFY2(got, got ? "" : got.error().message.c_str());
        QVERIFY(got->issues.empty());
        std::vector<std::string> inputs;
        for (const auto& file : got->files) inputs.push_back(file.string());
        const auto records = readRecords(inputs, {}, {});
        QCOMPARE(records->traces.size(), std::size_t{6});
        QVERIFY(records->inventory.station("CI", "NEAR", origin));
        int responses = 0;
        for (const Asked& asked : server.asked) responses += asked.path.contains("level=response");
        QCOMPARE(responses, 2);
    }

    void noStationThereIsSaid()
    {
        const QTemporaryDir folder;
        ScriptedServer server([](const Asked&) { return Answer{204, ""}; });
        const auto got = fetchEventData(FdsnClient({"Test", server.address(), {}, {}}, folder.path().toStdString()), source, origin, *m_times, {}, {});
        QVERIFY(!got);
        QCOMPARE(got.error().code, Error::Code::NotFound);
        QVERIFY(got.error().message.find("Test has no station") == 0);
    }
};

QTEST_GUILESS_MAIN(EventDataTest)
#include "event_data_test.moc"
