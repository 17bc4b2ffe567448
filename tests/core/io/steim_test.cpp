#include "core/io/steim.h"

#include <QTest>

#include <libmseed.h>

#include <cstdlib>
#include <memory>
#include <random>

using namespace seisdesk;

namespace {

struct FreeRecord {
    void operator()(MSRecord* r) const { msr_free(&r); }
};

/// What libmseed makes of the frames; nothing where it refuses.
std::vector<std::int32_t> byLibrary(std::span<const std::byte> frames, int encoding, std::uint32_t count)
{
    const std::unique_ptr<MSRecord, FreeRecord> record(msr_init(nullptr));
    record->fsdh = static_cast<fsdh_s*>(std::calloc(1, sizeof(fsdh_s)));
    std::vector<std::byte> data(64 + frames.size());
    std::copy(frames.begin(), frames.end(), data.begin() + 64);
    record->record = reinterpret_cast<char*>(data.data());
    record->reclen = static_cast<std::int32_t>(data.size());
    record->fsdh->data_offset = 64;
    record->samplecnt = count;
    record->encoding = static_cast<std::int8_t>(encoding);
    record->byteorder = 1;
    const int got = msr_unpack_data(record.get(), 1, 0);
    record->record = nullptr;
    if (got != static_cast<int>(count)) return {};
    const auto* values = static_cast<const std::int32_t*>(record->datasamples);
    return {values, values + got};
}

void put(std::vector<std::byte>& frames, std::size_t at, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i) frames[at + static_cast<std::size_t>(i)] = static_cast<std::byte>(value >> (24 - 8 * i));
}

/// Random words under random codes, in Steim-2 only those that are allowed; how many differences they hold goes to `count`.
std::vector<std::byte> randomFrames(std::mt19937& random, int level, std::uint32_t& count)
{
    std::vector<std::byte> frames(64 * (1 + random() % 7));
    count = 0;
    for (std::size_t at = 0; at < frames.size(); at += 64) {
        std::uint32_t codes = 0;
        for (unsigned w = 1; w < 16; ++w) {
            const bool constant = at == 0 && w < 3;
            std::uint32_t code = constant ? 0 : random() % 4, word = random();
            if (level == 2 && code == 2 && word >> 30 == 0) word |= 1U << 30;
            if (level == 2 && code == 3 && word >> 30 == 3) word &= ~(1U << 31);
            static constexpr unsigned one[] = {0, 4, 2, 1}, two[] = {0, 1, 2, 3}, three[] = {5, 6, 7, 0};
            count += level == 1 || code < 2 ? one[code] : code == 2 ? two[word >> 30] : three[word >> 30];
            codes |= code << (30 - 2 * w);
            put(frames, at + 4 * w, word);
        }
        put(frames, at, codes);
    }
    return frames;
}

}  // namespace

class SteimTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anyFramesGiveWhatTheLibraryGives()
    {
        std::mt19937 random(1);
        std::vector<std::int32_t> samples;
        int compared = 0;
        for (int i = 0; i < 4000; ++i) {
            const int level = 1 + i % 2;
            std::uint32_t count = 0;
            std::vector<std::byte> frames = randomFrames(random, level, count);
            if (count == 0) continue;
            count = 1 + random() % count;
            const auto expected = byLibrary(frames, level == 1 ? DE_STEIM1 : DE_STEIM2, count);
            QCOMPARE(expected.size(), std::size_t{count});
            put(frames, 8, static_cast<std::uint32_t>(expected.back()));
            QVERIFY(decodeSteim(frames, static_cast<SteimLevel>(level), count, samples));
            QVERIFY(std::equal(expected.begin(), expected.end(), samples.begin()));
            put(frames, 8, static_cast<std::uint32_t>(expected.back()) + 1);
            QVERIFY(!decodeSteim(frames, static_cast<SteimLevel>(level), count, samples));
            ++compared;
        }
        QVERIFY(compared > 3900);
    }
    void framesWithTooFewSamplesAreRefused()
    {
        std::mt19937 random(2);
        std::vector<std::int32_t> samples;
        for (int i = 0; i < 200; ++i) {
            std::uint32_t count = 0;
            const auto frames = randomFrames(random, 2, count);
            QVERIFY(!decodeSteim(frames, SteimLevel::Two, count + 1, samples));
        }
        QVERIFY(!decodeSteim({}, SteimLevel::One, 1, samples));
        const std::vector<std::byte> frames(64);
        QVERIFY(!decodeSteim(frames, SteimLevel::One, 1, samples));
        QVERIFY(!decodeSteim(std::span(frames).first(63), SteimLevel::One, 1, samples));
    }
    void forbiddenCodesAreRefused()
    {
        std::vector<std::int32_t> samples;
        for (const auto& [code, word] : {std::pair(2U, 0x00000005U), std::pair(3U, 0xC0000005U)}) {
            std::vector<std::byte> frames(64);
            put(frames, 0, 1U << 24 | code << 22);  // word 3 is sound, word 4 is not
            put(frames, 16, word);
            QVERIFY(!decodeSteim(frames, SteimLevel::Two, 4, samples));
            put(frames, 0, 1U << 24);
            QVERIFY(decodeSteim(frames, SteimLevel::Two, 4, samples));
        }
    }
};

QTEST_APPLESS_MAIN(SteimTest)
#include "steim_test.moc"
