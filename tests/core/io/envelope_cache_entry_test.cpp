#include "core/io/envelope_cache_entry.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <random>
#include <span>

using namespace seisdesk;
using namespace std::chrono_literals;

namespace {

CacheEntry someEntry()
{
    std::mt19937 random(7);
    std::normal_distribution<float> value(0.0f, 1000.0f);
    std::vector<float> samples(10'000), gappy(300, std::numeric_limits<float>::quiet_NaN());
    for (float& x : samples) x = value(random);
    gappy[5] = 1.0f;
    const Trace one{{"GE", "WLF", "", "HHZ"}, {makeSegment(Time(1'500'000'000s + 1ns), 100.0, samples), makeSegment(Time(1'500'001'000s), 99.9, gappy)}};
    const Trace other{{"CI", "CLC", "00", "BHE"}, {makeSegment(Time(-10s), 20.0, {1.0f})}};
    return {{{"/a/folder/with \u00e4/day.mseed", 123456, "xxh3:0123456789abcdef"}, {outlineOf(one), outlineOf(other)}}, {123456, 42, -5, 1'700'000'000'123'456'789}};
}

bool read(const std::string& bytes) { return readEntry(std::as_bytes(std::span(bytes.data(), bytes.size()))).has_value(); }

}  // namespace

class EnvelopeCacheEntryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const CacheEntry entry = someEntry();
        const std::string bytes = entryBytes(entry);
        const auto back = readEntry(std::as_bytes(std::span(bytes.data(), bytes.size())));
        QVERIFY(back);
        QVERIFY(back->stamp == entry.stamp);
        QVERIFY(back->outline.file.path == entry.outline.file.path && back->outline.file.checksum == entry.outline.file.checksum && back->outline.file.bytes == 123456);
        QCOMPARE(back->outline.traces.size(), std::size_t{2});
        for (std::size_t t = 0; t < 2; ++t) {
            const TraceOutline &a = entry.outline.traces[t], &b = back->outline.traces[t];
            QVERIFY(a.id == b.id && a.segments.size() == b.segments.size());
            for (std::size_t s = 0; s < a.segments.size(); ++s) {
                QVERIFY(a.segments[s].start == b.segments[s].start && a.segments[s].sampleRateHz == b.segments[s].sampleRateHz && a.segments[s].size() == b.segments[s].size());
                const auto x = a.segments[s].envelope.blocks(), y = b.segments[s].envelope.blocks();
                QVERIFY(std::ranges::equal(x, y, [](MinMax m, MinMax n) { return m.min == n.min && m.max == n.max; }));
            }
        }
    }
    void theLayoutIsLittleEndianAndKnownToTheByte()
    {
        const std::string bytes = entryBytes({{{"/x", 258, "c"}, {}}, {258, 1, 2, 3}});
        QCOMPARE(bytes.size(), std::size_t{24 + 4 + 2 + 32 + 4 + 1 + 4});
        QCOMPARE(bytes.substr(0, 8), std::string("SDENVEL1"));
        QCOMPARE(bytes.substr(8, 8), std::string("\x47\0\0\0\0\0\0\0", 8));
        QCOMPARE(bytes.substr(24, 6), std::string("\2\0\0\0/x", 6));
        QCOMPARE(bytes.substr(30, 8), std::string("\2\1\0\0\0\0\0\0", 8));
    }
    void cutAnywhereItIsNoEntry()
    {
        const std::string bytes = entryBytes(someEntry());
        for (std::size_t size = 0; size < bytes.size(); ++size) QVERIFY2(!read(bytes.substr(0, size)), qPrintable(QString::number(size)));
        QVERIFY(!read(bytes + '\0'));
    }
    void anyFlippedBitIsFound()
    {
        std::string bytes = entryBytes(someEntry());
        std::mt19937 random(8);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const char flip = static_cast<char>(1U << (random() % 8));
            bytes[i] = static_cast<char>(bytes[i] ^ flip);
            QVERIFY2(!read(bytes), qPrintable(QString::number(i)));
            bytes[i] = static_cast<char>(bytes[i] ^ flip);
        }
        QVERIFY(read(bytes));
    }
    /// A right checksum over nonsense, as a program with a mistake would write it, must not be believed beyond its end either.
    void nonsenseWithARightChecksumIsNoEntry()
    {
        CacheEntry entry = someEntry();
        entry.outline.traces[0].segments[0].sampleRateHz = 0.0;
        QVERIFY(!read(entryBytes(entry)));
        entry.outline.traces[0].segments[0].sampleRateHz = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!read(entryBytes(entry)));
    }
};

QTEST_APPLESS_MAIN(EnvelopeCacheEntryTest)
#include "envelope_cache_entry_test.moc"
