#include "core/io/mseed.h"

#include "tests/core/io/mseed_bytes.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <map>
#include <thread>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

struct Golden {
    std::string stream;
    std::int64_t startNs = 0;
    double rateHz = 0, sum = 0, first = 0, last = 0;
    std::size_t samples = 0;
};

/// File below shared data -> its stretches, as ObsPy reads them.
std::map<std::string, std::vector<Golden>> golden()
{
    std::map<std::string, std::vector<Golden>> out;
    QFile file(QString::fromStdString(test::sourceFile("golden/mseed.csv").string()));
    if (!file.open(QIODevice::ReadOnly)) return out;
    file.readLine();
    while (!file.atEnd()) {
        const QList<QByteArray> f = file.readLine().trimmed().split(',');
        out[f[0].toStdString()].push_back({f[1].toStdString(), f[2].toLongLong(), f[3].toDouble(), f[5].toDouble(), f[6].toDouble(), f[7].toDouble(),
                                           static_cast<std::size_t>(f[4].toLongLong())});
    }
    return out;
}

std::vector<Golden> summary(const std::vector<Trace>& traces)
{
    std::vector<Golden> out;
    for (const Trace& trace : traces)
        for (const Segment& s : trace.segments) {
            double sum = 0;
            for (std::size_t i = 0; i < s.size(); ++i)
                if (!std::isnan(s.valueAt(i))) sum += s.valueAt(i);
            out.push_back({trace.id.text(), s.start.time_since_epoch().count(), s.sampleRateHz, sum, s.valueAt(0), s.valueAt(s.size() - 1), s.size()});
        }
    return out;
}

bool same(double a, double b, double scale = 1.0) { return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-9 * std::max(scale, std::abs(b)); }

QByteArray text(const std::vector<Golden>& all)
{
    QByteArray out;
    for (const Golden& g : all)
        out += g.stream + ' ' + std::to_string(g.startNs) + ' ' + std::to_string(g.rateHz) + ' ' + std::to_string(g.samples) + ' ' + std::to_string(g.sum) + '\n';
    return out;
}

bool sameStretches(const std::vector<Golden>& got, const std::vector<Golden>& want)
{
    if (got.size() != want.size()) return false;
    for (std::size_t i = 0; i < got.size(); ++i)
        if (got[i].stream != want[i].stream || got[i].startNs != want[i].startNs || !same(got[i].rateHz, want[i].rateHz) ||
            got[i].samples != want[i].samples || !same(got[i].sum, want[i].sum) || !same(got[i].first, want[i].first) || !same(got[i].last, want[i].last))
            return false;
    return true;
}

}  // namespace

class MseedTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    test::MiniSeedRecordSpec m_spec;
    std::vector<ReadIssue> m_issues;

    std::filesystem::path write(const std::string& content)
    {
        const std::filesystem::path path = m_folder.filePath(QStringLiteral("f.mseed")).toStdString();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    std::vector<Trace> read(const std::string& content, const ReadOptions& options = {})
    {
        m_issues.clear();
        auto traces = readMiniSeed(write(content), options, {}, m_issues);
        return traces ? *traces : std::vector<Trace>{};
    }
private Q_SLOTS:
    void init()
    {
        m_spec = {};
        m_issues.clear();
        m_spec.start = parseTime("2020-01-01T00:00:00Z").value();
    }
    void agreesWithObsPy_data()
    {
        QTest::addColumn<QString>("file");
        for (const auto& [file, rows] : golden()) QTest::newRow(file.c_str()) << QString::fromStdString(file);
    }
    void agreesWithObsPy()
    {
        QFETCH(QString, file);
        static const auto all = golden();
        const auto path = test::shared("data/" + file.toStdString());
        if (path.empty()) QSKIP(test::needShared("data/" + file.toStdString()).c_str());
        std::vector<ReadIssue> issues;
        const auto traces = readMiniSeed(path, {}, {}, issues);
        QVERIFY2(traces, traces ? "" : traces.error().message.c_str());
        const auto got = summary(*traces);
        const auto& want = all.at(file.toStdString());
        QVERIFY2(sameStretches(got, want), ("got\n" + text(got) + "want\n" + text(want)).constData());
    }
    void version3HoldsTheSameAsVersion2_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"reference-testdata-defaults", "reference-testdata-float32", "reference-testdata-float64", "reference-testdata-int16",
                                 "reference-testdata-int32", "reference-testdata-nsec", "reference-testdata-oddrate", "reference-testdata-olden",
                                 "reference-testdata-repack", "reference-testdata-steim1", "reference-testdata-steim2", "testdata-3channel-signal",
                                 "testdata-oneseries-mixedlengths-mixedorder"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void version3HoldsTheSameAsVersion2()
    {
        QFETCH(QString, name);
        const std::string file = "data/formats/libmseed/" + name.toStdString();
        const auto old = test::shared(file + ".mseed2"), fresh = test::shared(file + ".mseed3");
        if (old.empty() || fresh.empty()) QSKIP(test::needShared(file).c_str());
        const auto a = readMiniSeed(old, {}, {}, m_issues), b = readMiniSeed(fresh, {}, {}, m_issues);
        QVERIFY(a && b);
        QCOMPARE(b->size(), a->size());
        for (std::size_t t = 0; t < a->size(); ++t) {
            QCOMPARE((*b)[t].id.text(), (*a)[t].id.text());
            QCOMPARE((*b)[t].segments.size(), std::size_t{1});
            const Segment &x = (*a)[t].segments[0], &y = (*b)[t].segments[0];
            QVERIFY(std::chrono::abs(x.start - y.start) < 1us);  // version 3 keeps nanoseconds
            QVERIFY(*x.samples == *y.samples && x.sampleRateHz == y.sampleRateHz && bool(x.exact) == bool(y.exact));
        }
    }
    void aWrongChecksumCostsTheRecord()
    {
        const auto path = test::shared("data/formats/libmseed/testdata-3channel-signal.mseed3");
        if (path.empty()) QSKIP(test::needShared("data/formats/libmseed").c_str());
        std::ifstream in(path, std::ios::binary);
        std::string content{std::istreambuf_iterator<char>(in), {}};
        const auto all = read(content);
        content[200] ^= 4;
        const auto less = read(content);
        QCOMPARE(less.size(), all.size());
        QVERIFY(less[0].sampleCount() < all[0].sampleCount());
        QVERIFY(m_issues.at(0).message.find("record 1 at byte 0: the checksum does not agree") != std::string::npos);
    }
    void valuesBeyondFloatAreKeptExactly()
    {
        m_spec.samples = {1, 16777217, -2147483647};
        const auto traces = read(test::record(m_spec));
        QVERIFY(traces.at(0).segments.at(0).exact);
        QCOMPARE(traces[0].segments[0].valueAt(1), 16777217.0);
        QCOMPARE(traces[0].segments[0].valueAt(2), -2147483647.0);
        m_spec.samples = {1, 2};
        QVERIFY(!read(test::record(m_spec))[0].segments[0].exact);
    }
    void onlyTheSpanIsRead()
    {
        const std::string content = test::series(m_spec, 20);  // 18 s
        const TimeSpan span{m_spec.start + 4505ms, m_spec.start + 7250ms};
        const auto traces = read(content, {.span = span, .threads = 0});
        QCOMPARE(traces.at(0).segments.size(), std::size_t{1});
        const Segment& s = traces[0].segments[0];
        QCOMPARE(s.start, m_spec.start + 4510ms);
        QCOMPARE(s.size(), std::size_t{274});
        QCOMPARE(s.valueAt(0), 451.0);
        QVERIFY(read(content, {.span = TimeSpan{m_spec.start + 1h, m_spec.start + 2h}, .threads = 0}).empty());
    }
    void aRecordThatCannotBeDecodedLeavesAGap()
    {
        std::string content = test::series(m_spec, 3);
        content[512 + 52] = 10;  // the second record claims Steim-1: integers make no frames of 90 samples
        const auto traces = read(content);
        QCOMPARE(traces.at(0).segments.size() >= 2, true);
        QCOMPARE(traces[0].segments.front().valueAt(89), 89.0);
        QCOMPARE(traces[0].segments.back().valueAt(0), 180.0);
        QCOMPARE(traces[0].segments.back().start, m_spec.start + 1800ms);
        QVERIFY(m_issues.at(0).message.find("record 2 at byte 512") != std::string::npos);
    }
    void threadsAndOrderDoNotMatter()
    {
        // Three streams of 3000 records each, interleaved: enough for several threads.
        std::string content;
        for (int i = 0; i < 3000; ++i)
            for (const char* channel : {"HHZ", "HHN", "HHE"}) {
                auto s = m_spec;
                s.channel = channel;
                s.start += i * 900ms;
                content += test::series(s, 1, 90 * i + channel[2]);
            }
        const auto path = write(content);
        const auto one = summary(*readMiniSeed(path, {.span = {}, .threads = 1}, {}, m_issues)), many = summary(*readMiniSeed(path, {.span = {}, .threads = 4}, {}, m_issues));
        QCOMPARE(one.size(), std::size_t{3});
        QVERIFY(sameStretches(one, many));
        std::vector<Golden> inThread[2];
        {
            std::vector<std::jthread> both;
            for (auto& result : inThread)
                both.emplace_back([&] {
                    std::vector<ReadIssue> issues;
                    result = summary(*readMiniSeed(path, {}, {}, issues));
                });
        }
        QVERIFY(sameStretches(inThread[0], one) && sameStretches(inThread[1], one));
        QVERIFY(m_issues.empty());
    }
    void indexTellsTheExtentWithoutDecoding()
    {
        auto later = m_spec;
        later.start += 1h;
        const auto index = indexMiniSeed(write(test::series(m_spec, 3) + test::series(later, 2)), {}, m_issues);
        QCOMPARE(index->size(), std::size_t{1});
        const MiniSeedExtent& extent = index->at(0);
        QCOMPARE(extent.samples, std::uint64_t{450});
        QCOMPARE(extent.runs, std::size_t{2});
        QCOMPARE(extent.records, std::size_t{5});
        QCOMPARE(extent.span.end, later.start + 1800ms);
        QCOMPARE(extent.rateHz, 100.0);
    }
    void errors()
    {
        QVERIFY(readMiniSeed("/no/such/file", {}, {}, m_issues).error().code == Error::Code::NotFound);
        QVERIFY(readMiniSeed(write("not a record"), {}, {}, m_issues).error().code == Error::Code::Malformed);
        QVERIFY(readMiniSeed(write(""), {}, {}, m_issues).error().code == Error::Code::Malformed);
        const Progress stopped;
        stopped.cancel();
        QVERIFY(readMiniSeed(write(test::series(m_spec, 3)), {}, stopped, m_issues).error().code == Error::Code::Cancelled);
    }
};

QTEST_APPLESS_MAIN(MseedTest)
#include "mseed_test.moc"
