#pragma once
// From records to runs: which records of a stream follow each other without a gap.

#include "core/io/mseed_scan.h"

namespace seisdesk {

/// Records of one stream and rate whose samples go on without a gap.
struct MiniSeedRun {
    struct Piece {
        std::uint32_t record = 0;  ///< index into MiniSeedScan::records
        std::uint64_t first = 0;   ///< index of its first sample in the run
    };
    std::uint32_t stream = 0;
    Time start{};
    double rateHz = 0.0;
    std::uint64_t samples = 0;
    std::vector<Piece> pieces;

    Time end() const { return start + fromSeconds(static_cast<double>(samples) / rateHz); }
};

/// Puts records in order and joins them. A record joins a run when its rate is the same within 1e-4 and it starts within
/// half a sample of the time that the run's first record, count and rate predict: a slow clock drift therefore ends a run
/// as soon as it has added up to half a sample. Repeated records with the same samples are taken once. Runs come by
/// stream, then by start.
std::vector<MiniSeedRun> assemble(std::span<const std::byte> file, const MiniSeedScan& scan);

}  // namespace seisdesk
