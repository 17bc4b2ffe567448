#pragma once
// Writing miniSEED 2.

#include "core/base/result.h"
#include "core/waveform/trace.h"

#include <filesystem>
#include <string>
#include <vector>

namespace seisdesk {

/// The traces as miniSEED 2 records of 4096 bytes: Steim-2 where all samples are whole numbers that it can hold, otherwise
/// INT32, FLOAT32 or, where Segment::exact is present, FLOAT64. Gaps end records. Times are rounded to microseconds.
/// Error InvalidArgument for codes longer than SEED allows (2, 5, 2, 3 characters), naming the stream.
Result<std::string> miniSeedBytes(const std::vector<Trace>& traces);

/// miniSeedBytes() into a file, whole or not at all.
Result<void> writeMiniSeed(const std::filesystem::path& path, const std::vector<Trace>& traces);

}  // namespace seisdesk
