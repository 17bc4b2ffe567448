#pragma once
// download: a file over HTTP, resumed where it stopped, checked before it takes its place.

#include "core/base/progress.h"
#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace seisdesk {

struct DownloadRequest {
    std::string address;              ///< http or https
    std::filesystem::path target;     ///< grows as "<target>.part"
    std::uintmax_t sizeBytes = 0;     ///< 0: unknown
    std::string sha256;               ///< empty: not checked
    int attempts = 5;                 ///< in a row without a byte more, before giving up
    std::chrono::milliseconds pause{1000};     ///< before a second attempt; doubled each time
    std::chrono::milliseconds patience{30000}; ///< without a byte
};

/// Blocks; needs a QCoreApplication. A part that is there is gone on with. Errors: NotFound (the server has no such file),
/// Unreadable (no connection, or the server's refusal; the part stays), Malformed (another size or checksum; the part is
/// removed), OutOfSpace, Cancelled (the part stays), InvalidArgument (no address).
Result<void> download(const DownloadRequest& request, const Progress& progress);

}  // namespace seisdesk
