#pragma once
// Builds single miniSEED 2 records for tests, byte by byte and independently of the reader.

#include "core/base/time.h"

#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace seisdesk::test {

/// One record of 32-bit integers (encoding 3), big-endian unless told otherwise.
struct MiniSeedRecordSpec {
    std::string station = "STA", location = "", channel = "HHZ", network = "XX";
    Time start{};
    std::int16_t factor = 100, multiplier = 1;
    std::vector<std::int32_t> samples;
    int lengthExponent = 9;
    bool blockette1000 = true, bigEndian = true;
    int microseconds = 0;             ///< blockette 1001 when not 0
    float rate100 = 0.0F;             ///< blockette 100 when not 0
    std::int32_t correction = 0;      ///< in units of 100 microseconds
    bool correctionApplied = false;
    int announced = -1;               ///< number of samples in the header, where it shall not be the true one
    std::uint8_t encoding = 3;
};

class RecordBytes {
public:
    explicit RecordBytes(const MiniSeedRecordSpec& spec) : m_bytes(std::size_t{1} << spec.lengthExponent, '\0'), m_big(spec.bigEndian)
    {
        using namespace std::chrono;
        const auto day = floor<days>(spec.start);
        const year_month_day date(day);
        const auto clock = spec.start - day;
        text(0, "000001D ");
        text(8, padded(spec.station, 5) + padded(spec.location, 2) + padded(spec.channel, 3) + padded(spec.network, 2));
        put<std::uint16_t>(20, static_cast<int>(date.year()));
        put<std::uint16_t>(22, static_cast<int>((day - sys_days(date.year() / 1 / 1)).count()) + 1);
        m_bytes[24] = static_cast<char>(floor<hours>(clock).count());
        m_bytes[25] = static_cast<char>(floor<minutes>(clock).count() % 60);
        m_bytes[26] = static_cast<char>(floor<seconds>(clock).count() % 60);
        put<std::uint16_t>(28, clock.count() % 1'000'000'000 / 100'000);
        put<std::uint16_t>(30, spec.announced < 0 ? static_cast<int>(spec.samples.size()) : spec.announced);
        put<std::int16_t>(32, spec.factor);
        put<std::int16_t>(34, spec.multiplier);
        m_bytes[36] = spec.correctionApplied ? 2 : 0;
        put<std::int32_t>(40, spec.correction);
        put<std::uint16_t>(44, 128);
        std::size_t at = 48, previous = 46;
        const auto blockette = [&](int type, std::size_t length) {
            put<std::uint16_t>(previous, static_cast<int>(at));
            put<std::uint16_t>(at, type);
            previous = at + 2;
            ++m_bytes[39];
            at += length;
            return at - length;
        };
        if (spec.rate100 != 0.0F) put<float>(blockette(100, 12) + 4, spec.rate100);
        if (spec.blockette1000) {
            const std::size_t b = blockette(1000, 8);
            m_bytes[b + 4] = static_cast<char>(spec.encoding);
            m_bytes[b + 5] = spec.bigEndian ? 1 : 0;
            m_bytes[b + 6] = static_cast<char>(spec.lengthExponent);
        }
        if (spec.microseconds != 0) m_bytes[blockette(1001, 8) + 5] = static_cast<char>(spec.microseconds);
        for (std::size_t i = 0; i < spec.samples.size() && 132 + 4 * i <= m_bytes.size(); ++i) put<std::int32_t>(128 + 4 * i, spec.samples[i]);
    }

    template <class T, class V>
    void put(std::size_t at, V value)
    {
        const T typed = static_cast<T>(value);
        char raw[sizeof(T)];
        std::memcpy(raw, &typed, sizeof(T));
        if (m_big) std::reverse(std::begin(raw), std::end(raw));
        m_bytes.replace(at, sizeof(T), raw, sizeof(T));
    }
    void text(std::size_t at, const std::string& value) { m_bytes.replace(at, value.size(), value); }
    const std::string& bytes() const { return m_bytes; }

private:
    static std::string padded(std::string value, std::size_t length)
    {
        value.resize(length, ' ');
        return value;
    }
    std::string m_bytes;
    bool m_big;
};

inline std::string record(const MiniSeedRecordSpec& spec) { return RecordBytes(spec).bytes(); }

/// Consecutive records of 90 samples each that count upwards from `firstValue`.
inline std::string series(MiniSeedRecordSpec spec, int records, std::int32_t firstValue = 0)
{
    std::string out;
    for (int r = 0; r < records; ++r) {
        spec.samples.resize(90);
        for (std::int32_t& v : spec.samples) v = firstValue++;
        out += record(spec);
        spec.start += std::chrono::milliseconds(10) * 90;
    }
    return out;
}

inline std::span<const std::byte> bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

}  // namespace seisdesk::test
