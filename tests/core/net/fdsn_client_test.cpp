// Against a server that misbehaves in every way that data centres do.

#include "core/net/fdsn_client.h"

#include "core/io/mseed.h"
#include "core/io/mseed_write.h"
#include "core/io/quakeml.h"
#include "core/io/stationxml.h"
#include "tests/core/net/scripted_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace seisdesk;
using test::Answer;
using test::Asked;
using test::ScriptedServer;

namespace {

const Time midnight = *parseTime("2019-07-04T00:00:00Z");

/// A ramp at 100 Hz whose samples tell their time.
Trace ramp(const StreamId& id, const TimeSpan& span)
{
    const auto from = static_cast<long>(std::llround(toSeconds(span.begin - midnight) * 100.0));
    const auto count = static_cast<std::size_t>(std::llround(toSeconds(span.length()) * 100.0));
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i) samples[i] = static_cast<float>(from + static_cast<long>(i));
    Trace trace;
    trace.id = id;
    trace.segments = {makeSegment(span.begin, 100.0, std::move(samples))};
    return trace;
}

struct Wanted {
    StreamId stream;
    TimeSpan span;
};

/// The lines of a bulk request.
std::vector<Wanted> wanted(const QByteArray& body)
{
    std::vector<Wanted> out;
    for (const QByteArray& line : body.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 6) continue;
        out.push_back({{words[0].toStdString(), words[1].toStdString(), words[2] == "--" ? "" : words[2].toStdString(), words[3].toStdString()},
                       {*parseTime(words[4].toStdString()), *parseTime(words[5].toStdString())}});
    }
    return out;
}

/// What a good server sends; whole records, thus more than was asked for.
QByteArray miniSeed(const std::vector<Wanted>& all, Duration around = std::chrono::seconds(30))
{
    std::vector<Trace> traces;
    for (const Wanted& one : all) traces.push_back(ramp(one.stream, one.span.padded(around, around)));
    return QByteArray::fromStdString(*miniSeedBytes(traces));
}

StreamId stream(int i) { return {"CI", "S" + std::to_string(i), "", "HHZ"}; }

std::vector<RecordQuery> queries(int count, Duration length = std::chrono::minutes(10))
{
    std::vector<RecordQuery> out;
    for (int i = 0; i < count; ++i) out.push_back({stream(i), {midnight, midnight + length}});
    return out;
}

FdsnOptions quick()
{
    FdsnOptions options;
    options.http.pause = std::chrono::milliseconds(5);
    options.http.patience = std::chrono::milliseconds(500);
    options.http.attempts = 2;
    return options;
}

Trace read(const std::vector<std::filesystem::path>& files, const StreamId& id)
{
    std::vector<std::string> inputs;
    for (const auto& file : files) inputs.push_back(file.string());
    const auto records = readRecords(inputs, {}, {});
    for (const Trace& trace : records->traces)
        if (trace.id == id) return trace;
    return {};
}

}  // namespace

class FdsnClientTest : public QObject {
    Q_OBJECT

    static FdsnServer at(const ScriptedServer& server) { return {"Test", server.address(), {}, {}}; }
    static std::filesystem::path in(const QTemporaryDir& folder) { return folder.path().toStdString(); }
    static void whole(const std::vector<std::filesystem::path>& files, const RecordQuery& query)
    {
        const Trace trace = read(files, query.stream);
        QCOMPARE(trace.segments.size(), std::size_t{1});
        const Segment& segment = trace.segments.front();
        QVERIFY(segment.start <= query.span.begin);
        QVERIFY(segment.span().end >= query.span.end);
        // At most one record of 4096 bytes over at each end.
        QVERIFY(query.span.begin - segment.start < std::chrono::seconds(60));
        const auto first = std::llround(toSeconds(segment.start - midnight) * 100.0);
        for (std::size_t i = 0; i < segment.samples->size(); ++i) QCOMPARE((*segment.samples)[i], static_cast<float>(first + static_cast<long long>(i)));
    }

private Q_SLOTS:
    void recordsAreTrimmedKeptAndNotAskedForTwice()
    {
        ScriptedServer server([](const Asked& asked) { return Answer{200, miniSeed(wanted(asked.body), std::chrono::minutes(20))}; });
        const QTemporaryDir folder;
        const FdsnClient client(at(server), in(folder), quick());
        const auto first = client.records(queries(5), {});
        QVERIFY(first);
        QCOMPARE(first->files.size(), std::size_t{5});
        QVERIFY(first->issues.empty());
        QCOMPARE(server.asked.size(), std::size_t{1});
        QVERIFY(server.asked[0].headers.contains("User-Agent: SeisDesk/"));
        for (const RecordQuery& query : queries(5)) whole(first->files, query);
        const auto again = client.records(queries(6), {});
        QCOMPARE(again->files.size(), std::size_t{6});
        QCOMPARE(again->kept, std::size_t{5});
        QCOMPARE(wanted(server.asked.back().body).size(), std::size_t{1});
    }

    void repeatedAndForeignRecordsAreDropped()
    {
        ScriptedServer server([](const Asked& asked) {
            const QByteArray once = miniSeed(wanted(asked.body));
            return Answer{200, once + miniSeed({{{"XX", "OTHER", "", "HHZ"}, queries(1)[0].span}}) + once};
        });
        const QTemporaryDir folder;
        const auto got = FdsnClient(at(server), in(folder), quick()).records(queries(1), {});
        QCOMPARE(got->files.size(), std::size_t{1});
        whole(got->files, queries(1)[0]);
        std::vector<ReadIssue> issues;
        const auto extents = indexMiniSeed(got->files[0], {}, issues);
        QCOMPARE(extents->size(), std::size_t{1});
        QCOMPARE((*extents)[0].runs, std::size_t{1});
        QVERIFY((*extents)[0].samples < 70'000);
    }

    void whatIsTooLargeIsHalvedDownToAMinute()
    {
        ScriptedServer server([](const Asked& asked) {
            double seconds = 0.0;
            for (const Wanted& one : wanted(asked.body)) seconds += toSeconds(one.span.length());
            if (seconds > 300.0) return Answer{413, "too much"};
            return Answer{200, miniSeed(wanted(asked.body))};
        });
        const QTemporaryDir folder;
        const FdsnClient client(at(server), in(folder), quick());
        const auto got = client.records(queries(3), {});
        QVERIFY(got->issues.empty());
        QCOMPARE(got->files.size(), std::size_t{6});
        for (const RecordQuery& query : queries(3)) whole(got->files, query);
        // What there is of the halves is not asked for again.
        const auto again = client.records(queries(3), {});
        QCOMPARE(again->files.size(), std::size_t{6});
        QCOMPARE(again->kept, std::size_t{6});

        ScriptedServer never([](const Asked&) { return Answer{413, "too much"}; });
        const auto none = FdsnClient(at(never), in(folder) / "never", quick()).records(queries(1), {});
        QVERIFY(none);
        QVERIFY(none->files.empty());
        QVERIFY(!none->issues.empty());
        QVERIFY(none->issues[0].message.find("too large") != std::string::npos);
    }

    void noDataIsRememberedForAWhile_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("204") << 204;
        QTest::newRow("404") << 404;
        QTest::newRow("200 without a byte") << 200;
    }
    void noDataIsRememberedForAWhile()
    {
        QFETCH(const int, status);
        ScriptedServer server([&](const Asked&) { return Answer{status, status == 404 ? "Error 404: no data" : ""}; });
        const QTemporaryDir folder;
        const auto got = FdsnClient(at(server), in(folder), quick()).records(queries(2), {});
        QVERIFY(got);
        QVERIFY(got->files.empty());
        QVERIFY(got->issues.empty());
        QVERIFY(got->empty > 0);
        QVERIFY(FdsnClient(at(server), in(folder), quick()).records(queries(2), {}));
        QCOMPARE(server.asked.size(), std::size_t{1});
        FdsnOptions impatient = quick();
        impatient.emptyKept = Duration::zero();
        QVERIFY(FdsnClient(at(server), in(folder), impatient).records(queries(2), {}));
        QCOMPARE(server.asked.size(), std::size_t{2});
    }

    void aRefusalIsToldInTheServersWords_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("said");
        QTest::newRow("bad request") << 400 << QByteArray("Error 400: unknown channel") << QStringLiteral("unknown channel");
        QTest::newRow("restricted") << 403 << QByteArray("Error 403") << QStringLiteral("restricted");
        QTest::newRow("not signed in") << 401 << QByteArray("Unauthorized") << QStringLiteral("password");
        QTest::newRow("a page that says 200") << 200 << QByteArray("<html><body><h1>Maintenance until noon</h1></body></html>") << QStringLiteral("Maintenance until noon");
        QTest::newRow("down") << 503 << QByteArray() << QStringLiteral("503");
        QTest::newRow("too many") << 429 << QByteArray() << QStringLiteral("too many requests");
        QTest::newRow("rubbish") << 200 << QByteArray("\x01\x02\x00\xff garbage", 12) << QStringLiteral("instead of miniSEED");
    }
    void aRefusalIsToldInTheServersWords()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const QString, said);
        ScriptedServer server([&](const Asked&) { return Answer{status, body}; });
        const QTemporaryDir folder;
        const auto got = FdsnClient(at(server), in(folder), quick()).records(queries(1), {});
        QVERIFY(got);
        QVERIFY(got->files.empty());
        QCOMPARE(got->issues.size(), std::size_t{1});
        QVERIFY2(QString::fromStdString(got->issues[0].message).contains(said), got->issues[0].message.c_str());
        QVERIFY(got->issues[0].file.string().find("CI.S0..HHZ") != std::string::npos);
    }

    void oneBadPartDoesNotLoseTheOthers()
    {
        ScriptedServer server([](const Asked& asked) {
            if (asked.body.contains(" S3 ")) return Answer{400, "Error 400: S3 is unknown"};
            Answer answer{200, miniSeed(wanted(asked.body))};
            answer.delayMilliseconds = 10;
            return answer;
        });
        FdsnOptions options = quick();
        options.batchLines = 1;
        options.http.parallel = 2;
        const QTemporaryDir folder;
        const auto got = FdsnClient(at(server), in(folder), options).records(queries(7), {});
        QCOMPARE(got->files.size(), std::size_t{6});
        QCOMPARE(got->issues.size(), std::size_t{1});
        QCOMPARE(server.mostAtOnce, 2);
    }

    void aCutAnswerIsAskedForAgainAndADamagedOneTold()
    {
        int n = 0;
        ScriptedServer server([&](const Asked& asked) {
            Answer answer{200, miniSeed(wanted(asked.body))};
            if (++n == 1) answer.breaksAfter = answer.body.size() / 2;
            else answer.body.chop(1000);  // the server itself ends in the middle of a record
            return answer;
        });
        const QTemporaryDir folder;
        const auto got = FdsnClient(at(server), in(folder), quick()).records(queries(1), {});
        QCOMPARE(n, 2);
        QCOMPARE(got->files.size(), std::size_t{1});
        QCOMPARE(got->issues.size(), std::size_t{1});
        QVERIFY(got->issues[0].message.find("no miniSEED records") != std::string::npos);
    }

    void whatWasFetchedBeforeACancelStays()
    {
        const Progress progress;
        ScriptedServer server([&](const Asked& asked) {
            if (asked.body.contains(" S4 ")) progress.cancel();
            Answer answer{200, miniSeed(wanted(asked.body))};
            answer.silent = asked.body.contains(" S4 ");
            return answer;
        });
        FdsnOptions options = quick();
        options.batchLines = 1;
        options.http.parallel = 1;
        options.http.patience = std::chrono::seconds(30);
        const QTemporaryDir folder;
        const FdsnClient client(at(server), in(folder), options);
        const auto got = client.records(queries(9), progress);
        QVERIFY(!got);
        QCOMPARE(got.error().code, Error::Code::Cancelled);
        ScriptedServer good([](const Asked& asked) { return Answer{200, miniSeed(wanted(asked.body))}; });
        const auto rest = FdsnClient(at(good), in(folder), options).records(queries(9), {});
        QCOMPARE(rest->files.size(), std::size_t{9});
        QVERIFY(rest->kept >= 4);
    }

    void eventsComeAsQuakeMlInAsManyPartsAsTheServerWants()
    {
        const QTemporaryDir folder;
        ScriptedServer server([&](const Asked& asked) {
            const QByteArray path = QByteArray::fromPercentEncoding(asked.path);
            const auto timeAfter = [&](const char* name) {
                const auto at = path.indexOf(name) + static_cast<qsizetype>(std::strlen(name));
                return *parseTime(path.mid(at, 26).toStdString());
            };
            const Time begin = timeAfter("starttime="), end = timeAfter("endtime=");
            if (end - begin > std::chrono::hours(7)) return Answer{413, "too many events"};
            Event event;
            event.id = "smi:test/event/" + std::to_string((begin - midnight) / std::chrono::hours(1));
            Origin origin;
            origin.id = event.id + "/origin";
            origin.time = begin + std::chrono::minutes(5);
            event.origins = {origin};
            const auto file = in(folder) / "answer.xml";
            if (!writeQuakeMl(file, {event})) return Answer{500, ""};
            QFile written(QString::fromStdString(file.string()));
            return written.open(QIODevice::ReadOnly) ? Answer{200, written.readAll()} : Answer{500, ""};
        });
        EventQuery query;
        query.span = {midnight, midnight + std::chrono::hours(24)};
        FdsnOptions options = quick();
        options.http.parallel = 1;
        const auto got = FdsnClient(at(server), in(folder), options).events(query, {});
        QCOMPARE(got->files.size(), std::size_t{4});
        std::vector<std::string> inputs;
        for (const auto& file : got->files) inputs.push_back(file.string());
        QCOMPARE(readRecords(inputs, {}, {})->events.size(), std::size_t{4});
    }

    void stationsAreHalvedByArea()
    {
        const QTemporaryDir folder;
        ScriptedServer server([&](const Asked& asked) {
            const double farthest = asked.path.mid(asked.path.indexOf("maxradius=") + 10).toDouble();
            const bool ring = asked.path.contains("minradius=");
            if (!ring && farthest > 1.5) return Answer{413, "too many"};
            Inventory inventory;
            Station station;
            station.network = "CI";
            station.code = ring ? "FAR" : "NEAR";
            inventory.stations = {station};
            const auto file = in(folder) / "answer.xml";
            if (!writeStationXml(file, inventory)) return Answer{500, ""};
            QFile written(QString::fromStdString(file.string()));
            return written.open(QIODevice::ReadOnly) ? Answer{200, written.readAll()} : Answer{500, ""};
        });
        StationQuery query;
        query.circle = CircleArea{35.0, -117.0, 0.0, 2.0};
        const auto got = FdsnClient(at(server), in(folder), quick()).stations({query}, {});
        QVERIFY2(got->issues.empty(), got->issues.empty() ? "" : got->issues[0].message.c_str());
        QCOMPARE(got->files.size(), std::size_t{2});
        std::vector<ReadIssue> issues;
        Inventory all;
        for (const auto& file : got->files) all.merge(*readStationXml(file, issues));
        QCOMPARE(all.stations.size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(FdsnClientTest)
#include "fdsn_client_test.moc"
