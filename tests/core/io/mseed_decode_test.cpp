#include "core/io/mseed_decode.h"

#include "core/io/file_bytes.h"
#include "tests/core/io/mseed_bytes.h"
#include "tests/support/test_data.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace seisdesk;

class MseedDecodeTest : public QObject {
    Q_OBJECT
    static MiniSeedScan scan(const std::string& content)
    {
        std::vector<ReadIssue> issues;
        IssueCounter counter("f", issues);
        return scanMiniSeed(test::bytes(content), counter, "f", {});
    }
    /// A Steim-1 record of one frame whose four samples are 10, 11, 13, 10.
    static std::string steim1(std::int32_t announcedLast)
    {
        test::MiniSeedRecordSpec spec;
        spec.start = parseTime("2020-01-01T00:00:00Z").value();
        spec.encoding = 10;
        spec.announced = 4;
        test::RecordBytes record(spec);
        record.put<std::uint32_t>(128, 1U << 24);  // word 3 holds four 8-bit differences
        record.put<std::int32_t>(132, 10);
        record.put<std::int32_t>(136, announcedLast);
        record.text(140, {0, 1, 2, static_cast<char>(-3)});
        return record.bytes();
    }
private Q_SLOTS:
    void integersAndTheirLimits()
    {
        test::MiniSeedRecordSpec spec;
        spec.start = parseTime("2020-01-01T00:00:00Z").value();
        for (const bool big : {true, false}) {
            spec.bigEndian = big;
            spec.samples = {0, -1, 16777216, -16777216};
            std::string content = test::record(spec);
            auto all = scan(content);
            float out[4] = {};
            MiniSeedDecoder decoder;
            auto outcome = decoder.decode(test::bytes(content), all.records[0], out);
            QCOMPARE(outcome.samples, 4U);
            QVERIFY(outcome.floatIsExact && outcome.fault == MiniSeedDecoder::Fault::None);
            QCOMPARE(out[3], -16777216.0F);
            spec.samples = {16777217, 2147483647};
            content = test::record(spec);
            all = scan(content);
            outcome = decoder.decode(test::bytes(content), all.records[0], out);
            QVERIFY(!outcome.floatIsExact);
            double exact[2] = {};
            decoder.decode(test::bytes(content), all.records[0], exact);
            QCOMPARE(exact[0], 16777217.0);
            QCOMPARE(exact[1], 2147483647.0);
        }
    }
    void steimAndItsCheck()
    {
        float out[4] = {};
        MiniSeedDecoder decoder;
        std::string content = steim1(10);
        auto outcome = decoder.decode(test::bytes(content), scan(content).records.at(0), out);
        QVERIFY(outcome.fault == MiniSeedDecoder::Fault::None);
        QVERIFY(out[0] == 10 && out[1] == 11 && out[2] == 13 && out[3] == 10);
        content = steim1(99);
        outcome = decoder.decode(test::bytes(content), scan(content).records.at(0), out);
        QVERIFY(outcome.fault == MiniSeedDecoder::Fault::CheckFailed);
        QCOMPARE(outcome.samples, 4U);
    }
    void framesWithFewerSamplesThanAnnouncedAreShort()
    {
        std::string content = steim1(10);
        content[31] = 9;  // announces nine samples, the frame holds four
        float out[9] = {};
        MiniSeedDecoder decoder;
        const auto outcome = decoder.decode(test::bytes(content), scan(content).records.at(0), out);
        QVERIFY(outcome.fault == MiniSeedDecoder::Fault::Short);
        QCOMPARE(outcome.samples, 4U);
    }
    void impossibleFramesAreBroken()
    {
        std::string content = steim1(10);
        content[48 + 4] = 11;                     // Steim-2
        content[128] = 0x02;                      // word 3: "consult the difference code" ...
        content[140] = content[141] = 0;          // ... which is the forbidden 00
        float out[4] = {};
        MiniSeedDecoder decoder;
        QVERIFY(decoder.decode(test::bytes(content), scan(content).records.at(0), out).fault == MiniSeedDecoder::Fault::Broken);
    }
    void theLibraryStaysSilentWhileThreadsComplain()
    {
        const QTemporaryDir folder;
        const QByteArray path = folder.filePath(QStringLiteral("stderr")).toUtf8();
        const std::string bad = steim1(99);
        const auto record = scan(bad).records.at(0);
        const int kept = ::dup(2), file = ::open(path.constData(), O_CREAT | O_RDWR, 0600);
        ::dup2(file, 2);
        const auto work = [&] {
            MiniSeedDecoder decoder;
            float out[4];
            for (int i = 0; i < 20000; ++i) decoder.decode(test::bytes(bad), record, out);
        };
        std::thread other(work);
        work();
        other.join();
        ::dup2(kept, 2);
        ::close(kept);
        ::close(file);
        QCOMPARE(QFile(QString::fromUtf8(path)).size(), 0);
    }
};

QTEST_APPLESS_MAIN(MseedDecodeTest)
#include "mseed_decode_test.moc"
