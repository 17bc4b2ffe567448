#pragma once
// Records: everything that reading files brings into a project, and what was wrong with them.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/catalog/event.h"
#include "core/label/label.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// Something wrong in a file that did not stop the rest from being read.
struct ReadIssue {
    std::filesystem::path file;
    std::string message;  ///< a sentence that names the place ("record 812 at byte 415744") and the remedy
};

/// A file that was read, so that a project can find and check it again.
struct FileReference {
    std::filesystem::path path;  ///< absolute
    std::uint64_t bytes = 0;
    std::string checksum;        ///< of the content, see core/io/checksum.h; empty for labelled sets above 1 GiB
};

struct Records {
    std::vector<Trace> traces;  ///< one per stream, tidied, sorted by id
    Inventory inventory;
    std::vector<Label> labels;
    std::vector<Event> events;
    std::vector<FileReference> files;
    std::vector<ReadIssue> issues;
};

/// What sniffing says a file is.
enum class FileKind { Unknown, MiniSeed2, MiniSeed3, Sac, StationXml, QuakeMl, SeisComp, LabelledHdf5, Csv, Nordic, EventText, Project, Checkpoint, NonLinLoc };

/// Decides by content, never by name. Unreadable files give an Error; files of no known kind give Unknown.
Result<FileKind> sniff(const std::filesystem::path& file);

/// Expands files, folders (recursively, hidden files left out), SDS archives and shell globs into files, sorted, each
/// once. A path that matches nothing is an issue.
std::vector<std::filesystem::path> expandPaths(const std::vector<std::string>& inputs, std::vector<ReadIssue>& issues);

struct ReadOptions {
    std::optional<TimeSpan> span;        ///< only samples in here are decoded
    std::optional<StreamId> instrument;  ///< only streams of it (see StreamId::instrument) are decoded
    unsigned threads = 0;                ///< most threads to use; 0 takes what the machine and the amount of data suggest
    bool checksums = true;               ///< of the files, for a project that will look for them again
};

/// Reads any mixture of what sniff() knows into one Records. Files that are not records are skipped with an issue.
/// Damaged files give an issue each, and everything readable in them is kept. Error only when cancelled or out of memory.
Result<Records> readRecords(const std::vector<std::string>& inputs, const ReadOptions& options, const Progress& progress);

}  // namespace seisdesk
