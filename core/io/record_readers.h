#pragma once
// Which function reads which kind of file into records.

#include "core/io/records.h"

namespace seisdesk {

/// What one file brings.
struct FileContent {
    std::vector<Trace> traces;
    Inventory inventory;
    std::vector<Label> labels;
    std::vector<Event> events;
    std::string checksum;
};

/// Reads one file of a known kind. Issues are what did not stop it; an Error is why nothing could be read of it.
using RecordReader = Result<FileContent> (*)(const std::filesystem::path& path, const ReadOptions& options, const Progress& progress,
                                             std::vector<ReadIssue>& issues);

/// Null for kinds that hold no records (Unknown, Project, Checkpoint).
RecordReader readerFor(FileKind kind);

}  // namespace seisdesk
