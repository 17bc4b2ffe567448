#pragma once
// ArchivePlan: a large archive cut into blocks of one instrument and a few hours, so that memory does not grow with its length.

#include "core/io/records.h"

namespace seisdesk {

/// One instrument in one block of time, with the files that hold it and its margins.
struct ArchiveBlock {
    StreamId instrument;
    TimeSpan span;
    std::vector<std::filesystem::path> files;
    /// "CI.CLC..HH 2019-07-04T00:00:00Z": unique in a plan.
    std::string key() const;
};

struct ArchivePlan {
    std::vector<ArchiveBlock> blocks;                ///< by instrument and time: the same for the same archive
    std::vector<std::filesystem::path> metadata;     ///< StationXML met on the way
    std::vector<ReadIssue> issues;
};

struct ArchiveOptions {
    Duration block = std::chrono::hours(6);          ///< blocks begin at multiples of it, counted from 1970
    Duration margin = std::chrono::minutes(2);       ///< before and after, that the block's files must also cover
    unsigned shard = 1, shards = 1;                  ///< only every shards-th block, from this one on
};

/// `files` as expandPaths() gives them. Of a file in the SDS structure (NET.STA.LOC.CHA.D.YEAR.DAY) only the name is looked at; of other miniSEED files the headers; SAC files are
/// read. Everything else is an issue, or metadata. Error Cancelled.
Result<ArchivePlan> planArchive(const std::vector<std::filesystem::path>& files, const ArchiveOptions& options, const Progress& progress);

/// Stream and day of a file name in the SDS structure; nothing for other names.
std::optional<std::pair<StreamId, TimeSpan>> sdsFile(const std::string& name);

}  // namespace seisdesk
