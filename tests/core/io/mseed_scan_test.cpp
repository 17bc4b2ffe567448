#include "core/io/mseed_scan.h"

#include "tests/core/io/mseed_bytes.h"

#include <QTest>

using namespace seisdesk;

class MseedScanTest : public QObject {
    Q_OBJECT
    test::MiniSeedRecordSpec m_spec;
    std::vector<ReadIssue> m_issues;
    MiniSeedScan scan(const std::string& content)
    {
        m_issues.clear();
        IssueCounter issues("f", m_issues);
        return scanMiniSeed(test::bytes(content), issues, "f", {});
    }
    bool says(const char* text) const
    {
        for (const ReadIssue& issue : m_issues)
            if (issue.message.find(text) != std::string::npos) return true;
        return false;
    }
private Q_SLOTS:
    void init()
    {
        m_spec = {};
        m_spec.start = parseTime("2020-01-01T00:00:00Z").value();
        m_spec.samples.assign(90, 7);
    }
    void soundRecords()
    {
        const auto all = scan(test::series(m_spec, 5));
        QCOMPARE(all.records.size(), std::size_t{5});
        QCOMPARE(all.streams.size(), std::size_t{1});
        QCOMPARE(all.records[3].recordOffset, std::uint64_t{1536});
        QCOMPARE(all.records[3].number, 4U);
        QVERIFY(m_issues.empty());
    }
    void noiseBetweenRecordsIsNoDamage()
    {
        const std::string noise = "000123" + std::string(506, ' ');
        QCOMPARE(scan(noise + test::record(m_spec) + noise + test::record(m_spec)).records.size(), std::size_t{2});
        QVERIFY(m_issues.empty());
    }
    void controlHeadersArePassedOver()
    {
        std::string control = "000001V 010009502.1120092008~" + std::string(4096, ' ');
        control.resize(4096, ' ');
        control.replace(600, 20, "continued text ~~~~~");
        QCOMPARE(scan(control + test::record(m_spec)).records.size(), std::size_t{1});
        QVERIFY(m_issues.empty());
    }
    void rubbishIsPassedOverWithItsPlace()
    {
        const auto all = scan(test::record(m_spec) + std::string(333, 'x') + test::record(m_spec));
        QCOMPARE(all.records.size(), std::size_t{2});
        QCOMPARE(all.records[1].recordOffset, std::uint64_t{512 + 333});
        QVERIFY(says("bytes 512 to 844 after record 1"));
    }
    void zerosAtTheEndAreSilentAndInTheMiddleAreNot()
    {
        scan(test::record(m_spec) + std::string(1000, '\0'));
        QVERIFY(m_issues.empty());
        scan(test::record(m_spec) + std::string(1024, '\0') + test::record(m_spec));
        QVERIFY(says("are zeros"));
    }
    void aCutRecordAtTheEndIsNamed()
    {
        const auto all = scan(test::series(m_spec, 3).substr(0, 1500));
        QCOMPARE(all.records.size(), std::size_t{2});
        QVERIFY(says("record 3 at byte 1024: needs 512 bytes and only 476 are there"));
    }
    void lostBytesInsideCostOneRecord()
    {
        std::string content = test::series(m_spec, 4);
        content.erase(700, 100);  // inside the second record
        const auto all = scan(content);
        QCOMPARE(all.records.size(), std::size_t{3});
        QVERIFY(says("record 2 at byte 512: the next record starts before its end"));
    }
    void recordsWithoutLengthReachToTheNext()
    {
        m_spec.blockette1000 = false;
        m_spec.lengthExponent = 10;
        const auto all = scan(test::series(m_spec, 3));
        QCOMPARE(all.records.size(), std::size_t{3});
        for (const MiniSeedRecord& r : all.records) QCOMPARE(r.dataBytes, 1024U - 128U);
    }
    void hostileHeaders()
    {
        m_spec.announced = 65535;
        QCOMPARE(scan(test::record(m_spec)).records.at(0).samples, (512U - 128U) / 4U);
        QVERIFY(says("claims 65535 samples"));
        m_spec.announced = -1;
        m_spec.rate100 = 1e-30F;
        QVERIFY(scan(test::record(m_spec)).records.empty());
        QVERIFY(says("impossible"));
        m_spec.rate100 = 3e38F;
        QVERIFY(scan(test::record(m_spec)).records.empty());
        m_spec.rate100 = 0.0F;
        m_spec.encoding = 77;
        QVERIFY(scan(test::record(m_spec)).records.empty());
        QVERIFY(says("encoding 77"));
        m_spec.encoding = 3;
        m_spec.lengthExponent = 20;  // claims a megabyte in a file that ends before
        auto sound = m_spec;
        sound.lengthExponent = 9;
        const auto cut = scan(test::record(m_spec).substr(0, 512) + test::series(sound, 2));
        QCOMPARE(cut.records.size(), std::size_t{2});
    }
    void textAndRatelessRecordsAreCountedOnly()
    {
        m_spec.encoding = 0;
        std::string content = test::record(m_spec);
        m_spec.encoding = 3;
        m_spec.factor = 0;
        const auto all = scan(content + test::record(m_spec));
        QCOMPARE(all.recordCount, 2U);
        QVERIFY(all.records.empty() && m_issues.empty());
    }
    void cancelledScansStop()
    {
        const Progress progress;
        progress.cancel();
        IssueCounter issues("f", m_issues);
        const std::string content = test::series(m_spec, 9000);
        QVERIFY(scanMiniSeed(test::bytes(content), issues, "f", progress).records.size() < 9000);
    }
};

QTEST_APPLESS_MAIN(MseedScanTest)
#include "mseed_scan_test.moc"
