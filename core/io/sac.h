#pragma once
// SAC files: one evenly sampled stretch with what its header says of picks, station and event.

#include "core/io/file_bytes.h"
#include "core/io/records.h"

namespace seisdesk {

struct SacFile {
    StreamId id;
    Segment segment;
    std::vector<Label> labels;       ///< from a, t0 ... t9 and their names
    std::optional<Channel> channel;  ///< where the header has coordinates; azimuth and dip where it has them
    std::optional<Event> event;      ///< where the header has an origin time and coordinates
};

/// Reads binary SAC of versions 6 and 7 in both byte orders, and its alphanumeric form. Sample values are the file's,
/// never scaled. Edges:
/// - The interval is taken for the plain rate or interval (whole hertz, whole microseconds) that it is the nearest
///   single-precision number to.
/// - Without a reference time the record starts at 1970-01-01 plus b, as an issue says.
/// - A file that ends before npts samples gives what is there, one that goes on is read up to npts; both are issues.
/// - a is the P onset unless ka names another phase; unnamed t0 ... t9 keep that name. "IPU0" is read as impulsive P, up.
/// - evdp above 800 is taken for metres, below for kilometres: both are in use.
/// Error: NotFound, Unreadable, Malformed (no SAC header), Unsupported (unevenly sampled or spectral).
Result<SacFile> readSac(const std::filesystem::path& path, std::vector<ReadIssue>& issues);
Result<SacFile> readSac(const FileBytes& file, const std::filesystem::path& path, std::vector<ReadIssue>& issues);

struct SacWriting {
    bool bigEndian = false;
    int version = 6;  ///< 7 adds times and coordinates in double precision; older programs read 6 only
};

/// The file's bytes. The reference time is the start cut to milliseconds, which is what SAC can hold; b is the rest. The
/// first P onset goes to a, the other onsets to t0 ... t9 in order of time; times keep 24 bits in version 6. Error:
/// InvalidArgument for an empty segment, one of more than 2^31 samples, or an unknown version.
Result<std::string> sacBytes(const SacFile& file, const SacWriting& how = {});

/// sacBytes() into a file, whole or not at all.
Result<void> writeSac(const std::filesystem::path& path, const SacFile& file, const SacWriting& how = {});

}  // namespace seisdesk
