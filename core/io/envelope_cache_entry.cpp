#include "core/io/envelope_cache_entry.h"

#include "core/io/endian.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string_view>

namespace seisdesk {

namespace {

constexpr std::string_view magic = "SDENVEL1";
constexpr std::size_t headerBytes = 24;
static_assert(sizeof(MinMax) == 8, "blocks are read as they stand in the file");

class Writer {
public:
    template <class T>
    void number(T value)
    {
        char raw[sizeof(T)];
        std::memcpy(raw, &value, sizeof(T));
        if constexpr (std::endian::native == std::endian::big) std::reverse(raw, raw + sizeof(T));
        out.append(raw, sizeof(T));
    }
    void text(std::string_view text)
    {
        number(static_cast<std::uint32_t>(text.size()));
        out.append(text);
    }
    std::string out;
};

/// Reads on until something does not fit, and then gives zeros.
class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : m_bytes(bytes) {}
    bool fine() const { return m_fine; }
    bool atEnd() const { return m_fine && m_at == m_bytes.size(); }
    std::size_t left() const { return m_bytes.size() - m_at; }

    template <class T>
    T number()
    {
        if (!take(sizeof(T))) return {};
        return load<T>(m_bytes, m_at - sizeof(T), false);
    }
    std::string text()
    {
        const auto size = number<std::uint32_t>();
        if (!take(size)) return {};
        return {reinterpret_cast<const char*>(m_bytes.data() + m_at - size), size};
    }
    std::vector<MinMax> blocks(std::size_t count)
    {
        if (count > left() / sizeof(MinMax) || !take(count * sizeof(MinMax))) {
            m_fine = false;
            return {};
        }
        const std::size_t from = m_at - count * sizeof(MinMax);
        std::vector<MinMax> out(count);
        if constexpr (std::endian::native == std::endian::little) {
            if (count > 0) std::memcpy(out.data(), m_bytes.data() + from, count * sizeof(MinMax));
        } else {
            for (std::size_t i = 0; i < count; ++i) out[i] = {load<float>(m_bytes, from + 8 * i, false), load<float>(m_bytes, from + 8 * i + 4, false)};
        }
        return out;
    }

private:
    bool take(std::size_t count)
    {
        if (!m_fine || count > left()) return m_fine = false;
        m_at += count;
        return true;
    }
    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    bool m_fine = true;
};

Time timeOf(std::int64_t nanoseconds) { return Time(Duration(nanoseconds)); }

SegmentOutline readSegment(Reader& reader)
{
    SegmentOutline out;
    out.start = timeOf(reader.number<std::int64_t>());
    out.sampleRateHz = reader.number<double>();
    const auto samples = reader.number<std::uint64_t>();
    out.envelope = Envelope(0, {});
    std::vector<MinMax> blocks = reader.blocks(Envelope::blocksFor(samples));
    if (reader.fine()) out.envelope = Envelope(samples, std::move(blocks));
    return out;
}

}  // namespace

std::string entryBytes(const CacheEntry& entry)
{
    Writer writer;
    std::size_t blocks = 0;
    for (const TraceOutline& trace : entry.outline.traces)
        for (const SegmentOutline& segment : trace.segments) blocks += segment.envelope.blocks().size();
    writer.out.reserve(1024 + blocks * sizeof(MinMax));
    writer.out.append(headerBytes, '\0');
    writer.text(entry.outline.file.path.string());
    writer.number(entry.stamp.bytes);
    writer.number(entry.stamp.inode);
    writer.number(entry.stamp.modifiedNs);
    writer.number(entry.stamp.changedNs);
    writer.text(entry.outline.file.checksum);
    writer.number(static_cast<std::uint32_t>(entry.outline.traces.size()));
    for (const TraceOutline& trace : entry.outline.traces) {
        for (const std::string& code : {trace.id.network, trace.id.station, trace.id.location, trace.id.channel}) writer.text(code);
        writer.number(static_cast<std::uint32_t>(trace.segments.size()));
        for (const SegmentOutline& segment : trace.segments) {
            writer.number(static_cast<std::int64_t>(segment.start.time_since_epoch().count()));
            writer.number(segment.sampleRateHz);
            writer.number(static_cast<std::uint64_t>(segment.size()));
            for (const MinMax& m : segment.envelope.blocks()) {
                writer.number(m.min);
                writer.number(m.max);
            }
        }
    }
    Writer header;
    header.out.append(magic);
    header.number(static_cast<std::uint64_t>(writer.out.size()));
    header.number(static_cast<std::uint64_t>(XXH3_64bits(writer.out.data() + headerBytes, writer.out.size() - headerBytes)));
    writer.out.replace(0, headerBytes, header.out);
    return std::move(writer.out);
}

std::optional<CacheEntry> readEntry(std::span<const std::byte> bytes)
{
    if (bytes.size() < headerBytes || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) return std::nullopt;
    if (load<std::uint64_t>(bytes, 8, false) != bytes.size()) return std::nullopt;
    const std::span<const std::byte> body = bytes.subspan(headerBytes);
    if (load<std::uint64_t>(bytes, 16, false) != XXH3_64bits(body.data(), body.size())) return std::nullopt;
    Reader reader(body);
    CacheEntry entry;
    entry.outline.file.path = reader.text();
    entry.stamp.bytes = reader.number<std::uint64_t>();
    entry.stamp.inode = reader.number<std::uint64_t>();
    entry.stamp.modifiedNs = reader.number<std::int64_t>();
    entry.stamp.changedNs = reader.number<std::int64_t>();
    entry.outline.file.checksum = reader.text();
    entry.outline.file.bytes = entry.stamp.bytes;
    const auto traces = reader.number<std::uint32_t>();
    for (std::uint32_t t = 0; t < traces && reader.fine(); ++t) {
        TraceOutline trace;
        for (std::string* code : {&trace.id.network, &trace.id.station, &trace.id.location, &trace.id.channel}) *code = reader.text();
        const auto segments = reader.number<std::uint32_t>();
        for (std::uint32_t s = 0; s < segments && reader.fine(); ++s) {
            trace.segments.push_back(readSegment(reader));
            if (!(trace.segments.back().sampleRateHz > 0.0) || !std::isfinite(trace.segments.back().sampleRateHz)) return std::nullopt;
        }
        entry.outline.traces.push_back(std::move(trace));
    }
    if (!reader.atEnd()) return std::nullopt;
    return entry;
}

}  // namespace seisdesk
