#pragma once
// Headers of single miniSEED records, read from bytes that may be damaged: no offset is trusted before it is checked.

#include "core/base/time.h"
#include "core/waveform/stream_id.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace seisdesk {

/// What the header of one miniSEED record says. Byte positions count from the start of the record.
struct MiniSeedHeader {
    int version = 2;
    std::string_view name;           ///< undecoded stream name: 12 bytes of codes, or a source identifier; see streamOf()
    Time start{};                    ///< of the first sample, corrected
    double rateHz = 0.0;             ///< 0 for text and other records without a rate
    std::uint32_t samples = 0;       ///< as the header claims
    std::uint32_t recordBytes = 0;   ///< 0 when the record does not say (no blockette 1000)
    std::uint32_t dataOffset = 0;
    std::uint32_t dataBytes = 0;     ///< miniSEED 3 only; 0 in version 2, where data go to the end of the record
    std::uint8_t encoding = 10;      ///< Steim-1 when the record does not say
    bool bigEndian = true;           ///< of the samples
    bool damaged = false;            ///< the chain of blockettes breaks before one that names length and encoding
};

constexpr std::size_t miniSeedFixedBytes = 48;        ///< fixed header of version 2
constexpr std::size_t miniSeedShortest = 128;         ///< shortest record, and the step on which records may start
constexpr std::size_t miniSeedLongest = 1 << 20;      ///< longest version 2 record
constexpr std::uint8_t miniSeedText = 0;              ///< encoding number of text

/// True when a version 2 data record may start here: its sequence number, quality, clock, date and offsets are possible.
bool startsMiniSeed2(std::span<const std::byte> bytes);
/// True for "MS", 3 and a possible clock.
bool startsMiniSeed3(std::span<const std::byte> bytes);
/// True when a full SEED control header (V, A, S or T) starts here.
bool startsControlHeader(std::span<const std::byte> bytes);
/// True for a noise record: a sequence number and blanks.
bool startsNoise(std::span<const std::byte> bytes);

/// Reads the header at the start of `bytes`, which reach to the end of the file. Time corrections that were not applied
/// yet are applied, microseconds of blockette 1001 are added, blockette 100 overrides the rate of the fixed header.
/// Nothing when no record starts here or its time is impossible.
std::optional<MiniSeedHeader> parseMiniSeed(std::span<const std::byte> bytes);

/// The codes behind a header's `name`; characters outside printable ASCII are left out.
StreamId streamOf(int version, std::string_view name);

/// True when the CRC-32C of a complete miniSEED 3 record agrees with its header.
bool crcAgrees(std::span<const std::byte> record);

}  // namespace seisdesk
