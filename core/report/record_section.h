#pragma once
// Record section: what the stations recorded of one event, by distance, with its onsets.

#include "core/base/time.h"
#include "core/waveform/trace.h"

#include <string>
#include <vector>

namespace seisdesk {

struct SectionOnset {
    std::string phase;
    double seconds = 0.0;           ///< after the origin
    double predictedSeconds = 0.0;
    bool used = true, flagged = false;
};

struct SectionRow {
    std::string station;
    double distanceKm = 0.0;
    TracePtr trace;                 ///< of one component; null: onsets only
    std::vector<SectionOnset> onsets;
};

struct SectionOptions {
    double width = 980.0, rowHeight = 26.0;
    double lowHz = 1.0, highHz = 15.0;
    std::size_t mostRows = 60;
};

/// Rows by distance, each brought to its own largest amplitude; time from the origin. Onsets are long marks, predicted times short grey ones.
std::string recordSection(std::vector<SectionRow> rows, Time origin, const SectionOptions& options = {});

}  // namespace seisdesk
