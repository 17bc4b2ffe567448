#include "core/io/mseed_write.h"
#include "core/io/records.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace seisdesk;

namespace {

Trace trace(const std::string& channel, std::vector<float> samples)
{
    return {{"XD", "TEST", "00", channel}, {makeSegment(parseTime("2024-01-02T03:04:05.678901Z").value(), 100.0, std::move(samples))}};
}

}  // namespace

class MseedWriteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenReadsBackEqual()
    {
        std::vector<float> whole(30000), rough(5000), jumps{0.0f, 2e9f, -2e9f, 7.0f};
        for (std::size_t i = 0; i < whole.size(); ++i) whole[i] = std::round(1e5f * std::sin(0.01f * static_cast<float>(i)));
        for (std::size_t i = 0; i < rough.size(); ++i) rough[i] = 0.1f * static_cast<float>(i);
        Trace gappy = trace("HHZ", whole);
        Segment late = makeSegment(gappy.segments[0].span().end + fromSeconds(7.0), 100.0, whole);
        gappy.segments.push_back(late);
        Trace wide = trace("HHN", {1.0f, 16777216.0f});
        wide.segments[0].exact = std::make_shared<const std::vector<double>>(std::vector<double>{1.5, 16777217.25});
        const std::vector<Trace> traces{trace("HHE", rough), wide, gappy, trace("LHZ", jumps)};

        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("a.mseed")).toStdString();
        QVERIFY(writeMiniSeed(file, traces));
        const auto back = readRecords({file.string()}, {}, {});
        QVERIFY(back);
        QCOMPARE(back->traces.size(), traces.size());
        QVERIFY(back->issues.empty());
        for (std::size_t t = 0; t < traces.size(); ++t) {
            QVERIFY(back->traces[t].id == traces[t].id);
            QCOMPARE(back->traces[t].segments.size(), traces[t].segments.size());
            for (std::size_t s = 0; s < traces[t].segments.size(); ++s) {
                QVERIFY(back->traces[t].segments[s].start == traces[t].segments[s].start);
                QCOMPARE(back->traces[t].segments[s].size(), traces[t].segments[s].size());
                for (std::size_t i = 0; i < traces[t].segments[s].size(); ++i)
                    QCOMPARE(back->traces[t].segments[s].valueAt(i), traces[t].segments[s].valueAt(i));
            }
        }
    }
    void codesThatDoNotFitAreRefused()
    {
        Trace bad = trace("HHZ", {1.0f});
        bad.id.station = "TOOLONG";
        const auto bytes = miniSeedBytes({bad});
        QVERIFY(!bytes && bytes.error().code == Error::Code::InvalidArgument);
        QVERIFY(bytes.error().message.find("TOOLONG") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(MseedWriteTest)
#include "mseed_write_test.moc"
