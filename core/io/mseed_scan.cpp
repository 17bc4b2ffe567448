#include "core/io/mseed_scan.h"

#include <algorithm>
#include <bit>
#include <map>

namespace seisdesk {

namespace {

using Bytes = std::span<const std::byte>;

constexpr double longestRecordSeconds = 1e9;  // 31 years; keeps every time far inside the range of Time
constexpr std::size_t longestUntold = 1 << 16;  // longest record that need not say its length
constexpr double highestRateHz = 1e9;         // beyond it a sample is shorter than Time can tell

/// One walk through a file.
class Walk {
public:
    Walk(Bytes file, IssueCounter& issues, const std::string& fileName) : m_file(file), m_issues(issues), m_fileName(fileName) {}

    MiniSeedScan run(const Progress& progress)
    {
        while (m_at < m_file.size()) {
            if ((++m_steps & 4095U) == 0 && progress.cancelled()) break;
            const Bytes rest = m_file.subspan(m_at);
            if (const auto header = parseMiniSeed(rest)) takeRecord(*header);
            else if (startsControlHeader(rest) || startsNoise(rest)) m_at += miniSeedShortest;
            else if (m_inControl && !startsMiniSeed2(rest) && rest.size() >= miniSeedFixedBytes) m_at += miniSeedShortest;
            else resynchronise();
            if (startsControlHeader(rest)) m_inControl = true;
        }
        return std::move(m_out);
    }

private:
    std::string place() const { return m_fileName + ", record " + std::to_string(m_out.recordCount) + " at byte " + std::to_string(m_recordAt); }

    void takeRecord(const MiniSeedHeader& header)
    {
        m_inControl = false;
        m_recordAt = m_at;
        ++m_out.recordCount;
        const std::uint64_t left = m_file.size() - m_at;
        const std::uint64_t length = header.recordBytes != 0 ? header.recordBytes : lengthBySearch();
        m_length = length;
        if (length > left) {
            // A wrong length in a damaged header must not hide the records behind it.
            const std::size_t next = findRecord(m_at + miniSeedShortest / 2, m_file.size());
            m_issues.add("incomplete records", place() + ": needs " + std::to_string(length) + " bytes and only " +
                         std::to_string(next - m_at) + " are there, so it was left out. Copy or download the file again.");
            m_at = next;
            return;
        }
        if (const std::size_t next = recordInside(m_at + length); next != 0) {
            m_issues.add("incomplete records", place() + ": the next record starts before its end, so it was left out. Copy or download the file again.");
            m_at = next;
            return;
        }
        m_at += length;
        if (header.version == 3 && !crcAgrees(m_file.subspan(m_recordAt, length))) {
            m_issues.add("records that fail their checksum", place() + ": the checksum does not agree, so it was left out. Copy or download the file again.");
            return;
        }
        keep(header, length);
    }

    void keep(const MiniSeedHeader& header, std::uint64_t length)
    {
        if (header.samples == 0 || header.rateHz == 0.0 || header.encoding == miniSeedText) return;  // events, logs, headers only
        if (header.damaged) {
            m_issues.add("records with damaged headers", place() + ": its header breaks off before it names the encoding, so it was left out. Copy or download the file again.");
            return;
        }
        const double seconds = header.samples / header.rateHz;
        if (!(header.rateHz > 0.0) || header.rateHz > highestRateHz || !(seconds < longestRecordSeconds)) {
            m_issues.add("records with impossible sample rates", place() + ": " + std::to_string(header.samples) + " samples at " +
                         std::to_string(header.rateHz) + " Hz are impossible, so it was left out. Correct the sample rate in its header.");
            return;
        }
        if (header.dataOffset < 40 || header.dataOffset >= length) {
            m_issues.add("records without data", place() + ": its data should start at its byte " + std::to_string(header.dataOffset) + ", which is outside of it, so it was left out.");
            return;
        }
        MiniSeedRecord record;
        record.dataBytes = static_cast<std::uint32_t>(length - header.dataOffset);
        const std::uint64_t capacity = sampleCapacity(header.encoding, record.dataBytes);
        if (capacity == 0) {
            m_issues.add("records in unknown encodings", place() + ": encoding " + std::to_string(header.encoding) +
                         " is not one that can be read, so it was left out. Convert the file to Steim-2, for example with msrepack or ObsPy.");
            return;
        }
        if (header.samples > capacity)
            m_issues.add("records that claim too many samples", place() + ": claims " + std::to_string(header.samples) + " samples, which do not fit in its " +
                         std::to_string(record.dataBytes) + " bytes; what is there was read.");
        record.stream = streamIndex(header);
        record.number = m_out.recordCount;
        record.start = header.start;
        record.rateHz = header.rateHz;
        record.samples = static_cast<std::uint32_t>(std::min<std::uint64_t>(header.samples, capacity));
        record.recordOffset = m_recordAt;
        record.dataOffset = m_recordAt + header.dataOffset;
        record.encoding = header.encoding;
        record.bigEndian = header.bigEndian;
        m_out.records.push_back(record);
    }

    std::uint32_t streamIndex(const MiniSeedHeader& header)
    {
        if (header.name == m_lastName) return m_lastStream;
        const StreamId id = streamOf(header.version, header.name);
        const auto [entry, fresh] = m_index.try_emplace(id, static_cast<std::uint32_t>(m_out.streams.size()));
        if (fresh) m_out.streams.push_back(id);
        m_lastName = header.name;
        return m_lastStream = entry->second;
    }

    /// Where bytes were lost, the next record starts inside this one and not at its end: its place, or 0.
    std::size_t recordInside(std::size_t end) const
    {
        const Bytes there = m_file.subspan(end);
        if (there.size() < miniSeedFixedBytes || startsMiniSeed2(there) || startsMiniSeed3(there) || startsControlHeader(there) || startsNoise(there)) return 0;
        const std::size_t next = findRecord(m_at + miniSeedShortest / 2, end);
        return next < end ? next : 0;
    }

    /// Length of a record without blockette 1000: up to the next header on the 128-byte grid, else as the record before,
    /// else what is left of the file down to a power of two.
    std::uint64_t lengthBySearch() const
    {
        const std::size_t limit = std::min(m_file.size() - m_at, longestUntold);
        for (std::size_t step = miniSeedShortest; step + miniSeedFixedBytes <= limit; step += miniSeedShortest) {
            const Bytes there = m_file.subspan(m_at + step);
            if (startsMiniSeed2(there) || startsNoise(there) || startsControlHeader(there)) return step;
        }
        if (m_length != 0 && m_length <= limit) return m_length;
        return limit < miniSeedShortest ? miniSeedShortest : std::bit_floor(limit);
    }

    /// The first place in [from, until), on no grid, where a record or a control header starts; `until` when there is none.
    std::size_t findRecord(std::size_t from, std::size_t until) const
    {
        for (std::size_t i = from; i < until && i + 40 <= m_file.size(); ++i) {
            const auto c = std::to_integer<unsigned char>(m_file[i]);
            if (c != 'M' && c != ' ' && c != 0 && (c < '0' || c > '9')) continue;
            const Bytes there = m_file.subspan(i);
            if (startsMiniSeed2(there) || startsMiniSeed3(there) || startsControlHeader(there)) return i;
        }
        return until;
    }

    /// Here no record starts: says what is here and goes on where one does.
    void resynchronise()
    {
        const std::size_t next = findRecord(m_at + 1, m_file.size());
        const Bytes skipped = m_file.subspan(m_at, next - m_at);
        const bool blank = std::ranges::all_of(skipped, [](std::byte b) { return b == std::byte{' '} || b == std::byte{'\n'} || b == std::byte{'\r'}; });
        const bool zeros = std::ranges::all_of(skipped, [](std::byte b) { return b == std::byte{0}; });
        if (!blank && !(zeros && next == m_file.size())) {
            const std::string after = m_out.recordCount == 0 ? "" : " after record " + std::to_string(m_out.recordCount);
            m_issues.add("damaged stretches", m_fileName + ": bytes " + std::to_string(m_at) + " to " + std::to_string(next - 1) + after +
                         (zeros ? " are zeros, as an interrupted copy leaves them," : " are no miniSEED") + " and were passed over. Copy or download the file again.");
        }
        m_at = next;
    }

    Bytes m_file;
    IssueCounter& m_issues;
    const std::string& m_fileName;
    MiniSeedScan m_out;
    std::size_t m_at = 0;
    std::size_t m_recordAt = 0;
    std::uint64_t m_length = 0;  ///< of the record before
    bool m_inControl = false;
    std::size_t m_steps = 0;
    std::map<StreamId, std::uint32_t> m_index;
    std::string_view m_lastName;
    std::uint32_t m_lastStream = 0;
};

}  // namespace

MiniSeedScan scanMiniSeed(Bytes file, IssueCounter& issues, const std::string& fileName, const Progress& progress)
{
    return Walk(file, issues, fileName).run(progress);
}

std::uint64_t sampleCapacity(std::uint8_t encoding, std::uint64_t bytes)
{
    const std::uint64_t frames = bytes / 64;
    switch (encoding) {
    case 1: return bytes / 2;                                    // 16-bit integers
    case 3: case 4: return bytes / 4;                            // 32-bit integers, floats
    case 5: return bytes / 8;                                    // doubles
    case 10: return frames == 0 ? 0 : (frames * 15 - 2) * 4;     // Steim-1: 15 words a frame, 4 differences each
    case 11: return frames == 0 ? 0 : (frames * 15 - 2) * 7;     // Steim-2: up to 7 differences a word
    case 12: return bytes / 3;                                   // GEOSCOPE 24 bit
    case 13: case 14: case 16: case 30: case 32: return bytes / 2;  // GEOSCOPE gain-ranged, CDSN, SRO, DWWSSN
    default: return 0;
    }
}

}  // namespace seisdesk
