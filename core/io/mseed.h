#pragma once
// Reading miniSEED 2 and 3, full SEED volumes included (their control headers are passed over).

#include "core/io/file_bytes.h"
#include "core/io/records.h"

namespace seisdesk {

/// The traces in a file, one per stream in the order of their ids, tidied. Records may be of any mixture of lengths,
/// encodings and byte orders, in any order; time corrections that were not applied yet are applied; repeated records are
/// taken once; text and other records without a rate are passed over. Whatever is damaged is an issue that names record
/// and byte, and everything else is read. Error: NotFound, Unreadable, Malformed (no miniSEED record in the file),
/// OutOfSpace, Cancelled.
Result<std::vector<Trace>> readMiniSeed(const std::filesystem::path& path, const ReadOptions& options, const Progress& progress,
                                        std::vector<ReadIssue>& issues);
/// The same on bytes that are there already; `path` is for messages.
Result<std::vector<Trace>> readMiniSeed(const FileBytes& file, const std::filesystem::path& path, const ReadOptions& options,
                                        const Progress& progress, std::vector<ReadIssue>& issues);

/// What a stream of a file covers, by its headers alone.
struct MiniSeedExtent {
    StreamId id;
    TimeSpan span;
    double rateHz = 0.0;  ///< of its first run
    std::uint64_t samples = 0;
    std::size_t records = 0;
    std::size_t runs = 0;  ///< stretches without gap
};

/// Every stream of a file without decoding samples, by id. Errors as readMiniSeed().
Result<std::vector<MiniSeedExtent>> indexMiniSeed(const std::filesystem::path& path, const Progress& progress, std::vector<ReadIssue>& issues);

}  // namespace seisdesk
