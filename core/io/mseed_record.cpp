#include "core/io/mseed_record.h"

#include "core/io/endian.h"

#include <array>
#include <chrono>
#include <cmath>

namespace seisdesk {

namespace {

using Bytes = std::span<const std::byte>;

unsigned char at(Bytes bytes, std::size_t i) { return std::to_integer<unsigned char>(bytes[i]); }

bool isDigit(unsigned char c) { return c >= '0' && c <= '9'; }

bool possibleDate(int year, int day) { return year >= 1900 && year <= 2100 && day >= 1 && day <= 366; }

/// Byte order of a version 2 header, told by its year and day; nothing when neither order gives a date.
std::optional<bool> headerIsBigEndian(Bytes bytes)
{
    for (const bool big : {true, false})
        if (possibleDate(load<std::uint16_t>(bytes, 20, big), load<std::uint16_t>(bytes, 22, big))) return big;
    return std::nullopt;
}

Time compose(int year, int dayOfYear, int hour, int minute, int second)
{
    using namespace std::chrono;
    return Time(sys_days(std::chrono::year{year} / 1 / 1) + days{dayOfYear - 1}) + hours{hour} + minutes{minute} + seconds{second};
}

/// SEED's factor and multiplier: positive ones multiply, negative ones divide, a zero of either means no rate.
double nominalRate(int factor, int multiplier)
{
    if (factor == 0 || multiplier == 0) return 0.0;
    const double rate = factor > 0 ? factor : -1.0 / factor;
    return multiplier > 0 ? rate * multiplier : -rate / multiplier;
}

/// Follows the blockettes as far as they are sound; each must start after the one before it.
void readBlockettes(Bytes bytes, bool big, std::size_t offset, MiniSeedHeader& out)
{
    std::size_t reached = miniSeedFixedBytes - 1;
    while (offset != 0) {
        if (offset <= reached || offset + 8 > bytes.size()) {
            out.damaged = out.recordBytes == 0;
            return;
        }
        const auto type = load<std::uint16_t>(bytes, offset, big);
        if (type == 100) {
            const double rate = load<float>(bytes, offset + 4, big);
            if (std::isfinite(rate) && rate > 0.0) out.rateHz = rate;
        } else if (type == 1000) {
            out.encoding = at(bytes, offset + 4);
            out.bigEndian = at(bytes, offset + 5) != 0;
            const unsigned exponent = at(bytes, offset + 6);
            if (exponent >= 7 && exponent <= 20) out.recordBytes = 1U << exponent;
        } else if (type == 1001) {
            out.start += std::chrono::microseconds(load<std::int8_t>(bytes, offset + 5, big));
        }
        reached = offset + 3;
        offset = load<std::uint16_t>(bytes, offset + 2, big);
    }
}

std::optional<MiniSeedHeader> parse2(Bytes bytes)
{
    const bool big = *headerIsBigEndian(bytes);
    MiniSeedHeader out;
    out.name = {reinterpret_cast<const char*>(bytes.data()) + 8, 12};
    out.start = compose(load<std::uint16_t>(bytes, 20, big), load<std::uint16_t>(bytes, 22, big), at(bytes, 24), at(bytes, 25), at(bytes, 26)) +
                std::chrono::microseconds(100) * load<std::uint16_t>(bytes, 28, big);
    out.samples = load<std::uint16_t>(bytes, 30, big);
    out.rateHz = nominalRate(load<std::int16_t>(bytes, 32, big), load<std::int16_t>(bytes, 34, big));
    const bool applied = (at(bytes, 36) & 0x02) != 0;
    if (!applied) out.start += std::chrono::microseconds(100) * static_cast<std::int64_t>(load<std::int32_t>(bytes, 40, big));
    out.dataOffset = load<std::uint16_t>(bytes, 44, big);
    out.bigEndian = big;
    readBlockettes(bytes, big, load<std::uint16_t>(bytes, 46, big), out);
    return out;
}

std::optional<MiniSeedHeader> parse3(Bytes bytes)
{
    MiniSeedHeader out;
    out.version = 3;
    const auto nanoseconds = load<std::uint32_t>(bytes, 4, false);
    const int year = load<std::uint16_t>(bytes, 8, false), day = load<std::uint16_t>(bytes, 10, false);
    const std::size_t nameBytes = at(bytes, 33);
    const std::size_t dataOffset = 40 + nameBytes + load<std::uint16_t>(bytes, 34, false);
    out.dataBytes = load<std::uint32_t>(bytes, 36, false);
    const std::size_t total = dataOffset + out.dataBytes;
    if (total > std::size_t{1} << 31 || 40 + nameBytes > bytes.size() || nanoseconds > 999'999'999) return std::nullopt;
    out.name = {reinterpret_cast<const char*>(bytes.data()) + 40, nameBytes};
    out.start = compose(year, day, at(bytes, 12), at(bytes, 13), at(bytes, 14)) + Duration(nanoseconds);
    out.encoding = at(bytes, 15);
    const double rate = load<double>(bytes, 16, false);
    if (std::isfinite(rate)) out.rateHz = rate >= 0.0 ? rate : -1.0 / rate;  // negative: a period
    out.samples = load<std::uint32_t>(bytes, 24, false);
    out.recordBytes = static_cast<std::uint32_t>(total);
    out.dataOffset = static_cast<std::uint32_t>(dataOffset);
    out.bigEndian = out.encoding == 10 || out.encoding == 11 || out.encoding == 19;  // Steim frames; all else is little-endian
    return out;
}

std::string printable(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c > ' ' && c < '\x7f') out += c;
    return out;
}

/// "FDSN:NET_STA_LOC_BAND_SOURCE_SUBSOURCE"; one-letter band, source and subsource make a SEED channel.
StreamId fromSourceIdentifier(std::string_view name)
{
    std::array<std::string, 6> part;
    if (name.starts_with("FDSN:")) name.remove_prefix(5);
    std::size_t field = 0;
    for (const char c : name) {
        if (c == '_' && field + 1 < part.size()) ++field;
        else part[field] += c;
    }
    const bool classic = part[3].size() <= 1 && part[4].size() <= 1 && part[5].size() <= 1;
    const std::string channel = classic ? part[3] + part[4] + part[5] : part[3] + '_' + part[4] + '_' + part[5];
    return {printable(part[0]), printable(part[1]), printable(part[2]), printable(channel)};
}

}  // namespace

bool startsMiniSeed2(Bytes bytes)
{
    if (bytes.size() < miniSeedFixedBytes) return false;
    const unsigned char quality = at(bytes, 6);
    if (quality != 'D' && quality != 'R' && quality != 'Q' && quality != 'M') return false;
    for (std::size_t i = 0; i < 6; ++i)
        if (!isDigit(at(bytes, i)) && at(bytes, i) != ' ' && at(bytes, i) != 0) return false;
    if (at(bytes, 7) != ' ' && at(bytes, 7) != 0) return false;
    if (at(bytes, 24) > 23 || at(bytes, 25) > 59 || at(bytes, 26) > 60) return false;
    const auto big = headerIsBigEndian(bytes);
    if (!big) return false;
    const auto blockettes = load<std::uint16_t>(bytes, 46, *big);
    return blockettes == 0 || blockettes >= 40;
}

bool startsMiniSeed3(Bytes bytes)
{
    return bytes.size() >= 40 && at(bytes, 0) == 'M' && at(bytes, 1) == 'S' && at(bytes, 2) == 3 && at(bytes, 12) <= 23 && at(bytes, 13) <= 59 &&
           at(bytes, 14) <= 60 && possibleDate(load<std::uint16_t>(bytes, 8, false), load<std::uint16_t>(bytes, 10, false));
}

bool startsControlHeader(Bytes bytes)
{
    if (bytes.size() < 8) return false;
    for (std::size_t i = 0; i < 6; ++i)
        if (!isDigit(at(bytes, i))) return false;
    const unsigned char type = at(bytes, 6);
    return (type == 'V' || type == 'A' || type == 'S' || type == 'T') && (at(bytes, 7) == ' ' || at(bytes, 7) == '*');
}

bool startsNoise(Bytes bytes)
{
    if (bytes.size() < miniSeedFixedBytes) return false;
    for (std::size_t i = 0; i < 6; ++i)
        if (!isDigit(at(bytes, i)) && at(bytes, i) != ' ' && at(bytes, i) != 0) return false;
    for (std::size_t i = 6; i < miniSeedFixedBytes; ++i)
        if (at(bytes, i) != ' ') return false;
    return true;
}

std::optional<MiniSeedHeader> parseMiniSeed(Bytes bytes)
{
    if (startsMiniSeed2(bytes)) return parse2(bytes);
    if (startsMiniSeed3(bytes)) return parse3(bytes);
    return std::nullopt;
}

StreamId streamOf(int version, std::string_view name)
{
    if (version == 3) return fromSourceIdentifier(name);
    return {printable(name.substr(10, 2)), printable(name.substr(0, 5)), printable(name.substr(5, 2)), printable(name.substr(7, 3))};
}

bool crcAgrees(Bytes record)
{
    static constexpr auto table = [] {  // reflected Castagnoli polynomial
        std::array<std::uint32_t, 256> t{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t c = i;
            for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? (c >> 1) ^ 0x82F63B78U : c >> 1;
            t[i] = c;
        }
        return t;
    }();
    std::uint32_t crc = 0xFFFFFFFFU;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const unsigned char c = i >= 28 && i < 32 ? 0 : at(record, i);  // its own field counts as zero
        crc = table[(crc ^ c) & 0xFFU] ^ (crc >> 8);
    }
    return ~crc == load<std::uint32_t>(record, 28, false);
}

}  // namespace seisdesk
