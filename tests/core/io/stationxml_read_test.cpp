#include "core/io/stationxml.h"
#include "tests/core/io/temporary_files.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>

using namespace seisdesk;

namespace {

bool close(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }
bool close(const QJsonValue& golden, const std::optional<double>& ours) { return golden.isNull() ? !ours : ours && close(golden.toDouble(), *ours); }

/// The same sum as in tests/golden/stationxml.py.
struct Weigh {
    static double sum(const std::vector<double>& values, std::size_t from = 0)
    {
        double out = 0.0;
        for (std::size_t i = 0; i < values.size(); ++i) out += static_cast<double>(i + 1 + from) * values[i];
        return out;
    }
    static double sum(const std::vector<std::complex<double>>& roots, std::size_t from)
    {
        std::vector<double> values;
        for (const auto& root : roots) values.push_back(root.real() + 2.0 * root.imag());
        return sum(values, from);
    }
    double operator()(std::monostate) const { return 0.0; }
    double operator()(const PolesZeros& p) const { return sum(p.zeros, 0) + sum(p.poles, p.zeros.size()); }
    double operator()(const Coefficients& c) const { return sum(c.numerators) + sum(c.denominators, c.numerators.size()); }
    double operator()(const Fir& f) const { return sum(f.coefficients); }
    double operator()(const ResponseList& l) const { return static_cast<double>(l.points.size()); }
    double operator()(const Polynomial& p) const { return sum(p.coefficients); }
};

constexpr const char* header = R"(<?xml version="1.0"?><FDSNStationXML xmlns="http://www.fdsn.org/xml/station/1" schemaVersion="1.1"><Source>x</Source>)";

}  // namespace

class StationXmlReadTest : public QObject {
    Q_OBJECT
private:
    test::Folder m_folder;
    std::vector<ReadIssue> m_issues;
    Inventory read(const std::string& networks)
    {
        m_issues.clear();
        const auto inventory = readStationXml(m_folder.write("a.xml", header + networks + "</FDSNStationXML>"), m_issues);
        if (!inventory) qFatal("%s", inventory.error().message.c_str());
        return *inventory;
    }

private Q_SLOTS:
    void numbersAreObsPys_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonArray>("channels");
        QFile file(QString::fromStdString(test::sourceFile("golden/stationxml.json").string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject golden = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(golden.size() >= 8);
        for (auto it = golden.begin(); it != golden.end(); ++it) QTest::newRow(qPrintable(it.key())) << it.key() << it.value().toArray();
    }
    void numbersAreObsPys()
    {
        QFETCH(QString, name);
        QFETCH(QJsonArray, channels);
        const auto path = test::shared(name.toStdString());
        if (path.empty()) QSKIP(test::needShared(name.toStdString()).c_str());
        std::vector<ReadIssue> issues;
        const auto inventory = readStationXml(path, issues);
        QVERIFY(inventory);
        std::vector<const Channel*> all;
        for (const Station& s : inventory->stations)
            for (const Channel& c : s.channels) all.push_back(&c);
        QCOMPARE(static_cast<qsizetype>(all.size()), channels.size());
        for (qsizetype i = 0; i < channels.size(); ++i) {
            const QJsonObject golden = channels[i].toObject();
            const auto g = [&](const char* key) { return golden[QLatin1String(key)]; };
            const Channel& ours = *all[static_cast<std::size_t>(i)];
            QCOMPARE(QString::fromStdString(ours.id.text()), g("id").toString());
            QVERIFY(close(g("start").toDouble(), toSeconds(ours.epoch.begin.time_since_epoch())));
            const QJsonArray place = g("place").toArray(), orientation = g("orientation").toArray();
            QVERIFY(close(place[0], ours.latitudeDegrees) && close(place[1], ours.longitudeDegrees) && close(place[2], ours.elevationMetres) && close(place[3], ours.depthMetres));
            QVERIFY(close(orientation[0], ours.azimuthDegrees) && close(orientation[1], ours.dipDegrees));
            QVERIFY(g("rate").toDouble() == 0.0 ? !ours.sampleRateHz : close(g("rate"), ours.sampleRateHz));
            const QJsonArray stages = g("stages").toArray();
            if (g("sensitivity").isNull()) QVERIFY(!ours.response || !ours.response->sensitivity);
            else QVERIFY(close(g("sensitivity").toArray()[0], ours.response->sensitivity) && close(g("sensitivity").toArray()[1], ours.response->sensitivityFrequencyHz));
            QCOMPARE(ours.response ? static_cast<qsizetype>(ours.response->stages.size()) : 0, stages.size());
            for (qsizetype s = 0; s < stages.size(); ++s) {
                const QJsonArray stage = stages[s].toArray();
                const ResponseStage& mine = ours.response->stages[static_cast<std::size_t>(s)];
                if (stage[0].toString() != QStringLiteral("Polynomial")) QVERIFY(close(stage[1], mine.gain));
                QVERIFY2(close(stage[3].toDouble(), std::visit(Weigh{}, mine.filter)), qPrintable(golden[QStringLiteral("id")].toString()));
            }
        }
    }
    void realFilesOfAllVersionsAreReadWithoutError()
    {
        const auto folder = test::shared("data/formats/stationxml");
        if (folder.empty()) QSKIP(test::needShared("data/formats/stationxml").c_str());
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() != ".xml") continue;
            std::vector<ReadIssue> issues;
            QVERIFY2(readStationXml(entry.path(), issues), entry.path().c_str());
            ++files;
        }
        QVERIFY(files >= 18);
    }
    void oneBadChannelDoesNotLoseTheFile()
    {
        const Inventory inventory = read(R"(<Network code="XX"><Station code="A" startDate="2010-01-01" endDate="2599-12-31T23:59:59">
            <Latitude>10</Latitude><Longitude>20</Longitude><Elevation>30</Elevation><Site><Name>Here</Name></Site>
            <Channel/><Channel code="HHZ" locationCode="--" startDate="soon"><Latitude>far</Latitude></Channel>
            <Channel code="HHN" locationCode=" "><Latitude>11</Latitude><Longitude>21</Longitude><Elevation>31</Elevation><Depth>5</Depth>
            <Azimuth>-10</Azimuth><Dip>95</Dip><SampleRate>0</SampleRate><SampleRateRatio><NumberSamples>1</NumberSamples><NumberSeconds>10</NumberSeconds></SampleRateRatio><Response/></Channel>
            </Station><Station><Latitude>1</Latitude></Station></Network>)");
        QCOMPARE(inventory.stations.size(), std::size_t(1));
        const Station& station = inventory.stations[0];
        QCOMPARE(station.siteName, std::string("Here"));
        QVERIFY(station.epoch.begin == *parseTime("2010-01-01") && station.epoch.end == Time::max());
        QCOMPARE(station.channels.size(), std::size_t(2));
        QCOMPARE(station.channels[0].id.text(), std::string("XX.A..HHZ"));
        QCOMPARE(station.channels[0].latitudeDegrees, 10.0);
        QVERIFY(station.channels[0].epoch.begin == Time::min());
        QCOMPARE(*station.channels[1].azimuthDegrees, 350.0);
        QCOMPARE(*station.channels[1].sampleRateHz, 0.1);
        QVERIFY(!station.channels[1].response);
        QVERIFY(m_issues.size() >= 6);
    }
    void whatBreaksOffIsReadUpToThere()
    {
        m_issues.clear();
        const auto inventory = readStationXml(m_folder.write("a.xml", std::string(header) + R"(<Network code="XX"><Station code="A"><Latitude>1</Latitude><Longitude>2</Longitude><Elev)"), m_issues);
        QVERIFY(inventory);
        QCOMPARE(inventory->stations.size(), std::size_t(1));
        QCOMPARE(inventory->stations[0].longitudeDegrees, 2.0);
    }
    void otherFilesAreRefused()
    {
        QCOMPARE(readStationXml(m_folder.write("q.xml", "<quakeml/>"), m_issues).error().code, Error::Code::Unsupported);
        QCOMPARE(readStationXml(m_folder.write("t.txt", "text"), m_issues).error().code, Error::Code::Malformed);
        QCOMPARE(readStationXml(m_folder.path("none"), m_issues).error().code, Error::Code::NotFound);
    }
};

QTEST_APPLESS_MAIN(StationXmlReadTest)
#include "stationxml_read_test.moc"
