#pragma once
// Finding the records in a miniSEED file, whatever else is in it.

#include "core/io/issue_counter.h"
#include "core/io/mseed_record.h"

#include <vector>

namespace seisdesk {

/// One record that holds samples of a stream; offsets are in the file.
struct MiniSeedRecord {
    std::uint32_t stream = 0;      ///< index into MiniSeedScan::streams
    std::uint32_t number = 0;      ///< counted from 1 over all records of the file
    Time start{};
    double rateHz = 0.0;           ///< finite and positive
    std::uint32_t samples = 0;     ///< never more than the data bytes can hold
    std::uint32_t dataBytes = 0;
    std::uint64_t recordOffset = 0;
    std::uint64_t dataOffset = 0;
    std::uint8_t encoding = 0;
    bool bigEndian = true;

    Time end() const { return start + fromSeconds(samples / rateHz); }
};

struct MiniSeedScan {
    std::vector<StreamId> streams;         ///< in the order met
    std::vector<MiniSeedRecord> records;   ///< in file order
    std::uint32_t recordCount = 0;         ///< data records of any kind, text included
};

/// Walks through a file from record to record. Full SEED control headers, noise records and text are passed over; damage
/// is an issue, and the walk goes on at the next record. Work is linear in the size of the file. Stops early when
/// `progress` is cancelled.
MiniSeedScan scanMiniSeed(std::span<const std::byte> file, IssueCounter& issues, const std::string& fileName, const Progress& progress);

/// The largest number of samples that `bytes` can hold in an encoding; 0 for encodings that cannot be read.
std::uint64_t sampleCapacity(std::uint8_t encoding, std::uint64_t bytes);

}  // namespace seisdesk
