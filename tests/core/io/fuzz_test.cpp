// Damaged copies of real files, through the whole reading path: no crash, no endless work, and whatever comes back holds
// together. Run with the sanitizers it also shows reads outside of buffers.
#include "core/io/mseed.h"
#include "core/io/records.h"
#include "tests/support/test_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <random>

using namespace seisdesk;
namespace fs = std::filesystem;

class FuzzTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    /// Reads one damaged copy and checks what every result promises; empty when all is well.
    std::string trouble(const std::string& content)
    {
        const fs::path path = m_folder.filePath(QStringLiteral("copy")).toStdString();
        fs::remove(path);  // truncating instead would wait for the disk
        std::ofstream(path, std::ios::binary) << content;
        const auto records = readRecords({path.string()}, {.span = {}, .threads = 2}, {});
        if (!records) return "an error: " + records.error().message;
        if (records->issues.size() > 200) return "a flood of issues";
        std::size_t samples = 0;
        for (const Trace& trace : records->traces) {
            Time previous = Time::min();
            if (trace.segments.empty()) return "a trace without segments";
            for (const Segment& s : trace.segments) {
                if (s.empty()) return "an empty segment";
                if (!std::isfinite(s.sampleRateHz) || s.sampleRateHz <= 0.0) return "an impossible rate";
                if (s.exact && s.exact->size() != s.size()) return "exact samples of another number";
                if (s.start < previous) return "segments out of order";
                if (s.span().end <= s.start) return "a segment that ends before it starts";
                previous = s.start;
                samples += s.size();
            }
        }
        // The densest encoding holds seven samples in four bytes: more than that means work beyond the file's size.
        if (samples > 2 * content.size() + 16) return "more samples than the file can hold";
        std::vector<ReadIssue> issues;
        (void)indexMiniSeed(path, {}, issues);
        return {};
    }

    static std::string contentOf(const fs::path& path)
    {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

private Q_SLOTS:
    void damagedCopies_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* folder : {"mseed", "libmseed", "sac"}) {
            const auto path = test::shared(std::string("data/formats/") + folder);
            if (path.empty()) continue;
            for (const auto& entry : fs::directory_iterator(path)) QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
        }
        if (test::shared("data/formats").empty()) QTest::newRow("none") << QString();
    }
    void damagedCopies()
    {
        QFETCH(QString, file);
        if (file.isEmpty()) QSKIP(test::needShared("data/formats").c_str());
        const std::string whole = contentOf(file.toStdString()).substr(0, 32768);
        std::mt19937_64 random(std::hash<std::string>{}(fs::path(file.toStdString()).filename().string()));
        const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
        for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{47}, std::size_t{48}, std::size_t{130}, whole.size() / 3, whole.size() / 2, whole.size() - 1}) {
            const auto found = trouble(whole.substr(0, length));
            QVERIFY2(found.empty(), ("cut to " + std::to_string(length) + ": " + found).c_str());
        }
        for (int round = 0; round < 150; ++round) {
            std::string copy = whole;
            // Half of the rounds hit headers, which lie at the start of records.
            const std::size_t flips = 1 + below(round % 4 == 0 ? 200 : 6);
            for (std::size_t i = 0; i < flips; ++i) {
                const std::size_t at = round % 2 == 0 ? below(copy.size()) : std::min(copy.size() - 1, below(copy.size() / 512 + 1) * 512 + below(80));
                copy[at] = static_cast<char>(copy[at] ^ (1 << below(8)));
            }
            if (round % 5 == 4) copy.erase(below(copy.size()), 1 + below(300));
            if (round % 5 == 3) copy.insert(below(copy.size()), std::string(1 + below(300), static_cast<char>(below(256))));
            const auto found = trouble(copy);
            QVERIFY2(found.empty(), ("round " + std::to_string(round) + ": " + found).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(FuzzTest)
#include "fuzz_test.moc"
