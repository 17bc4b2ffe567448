#pragma once
// RecordPass: records that stay on a network's own device from the upload of their samples to the download of their picks.

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/peaks.h"

#include <cstddef>
#include <span>
#include <vector>

namespace seisdesk {

/// A stretch whose picks are found on their own; see GridPiece.
struct PassPiece {
    std::size_t first = 0, count = 0;
    double separation = 0.0;  ///< of picks, in samples
};

/// One Timeline on its way.
struct PassLine {
    std::size_t size = 0;
    std::vector<std::size_t> starts;  ///< of windows, ascending
    std::vector<PassPiece> pieces;
};

/// A curve whose peaks are wanted, and how high they must be.
struct PeakRequest {
    std::size_t curve = 0;
    double threshold = 0.0;
};

struct RecordPlan {
    std::vector<PassLine> lines;
    std::vector<PeakRequest> peaks;
    std::vector<float> weights;  ///< windowWeights()
    bool keepCurves = false;
    std::size_t mostAtOnce = 1024;  ///< windows in a batch, where memory allows as many
};

/// A peak with what all curves say at its nearest sample.
struct PassPeak {
    std::size_t piece = 0;
    Peak peak;  ///< places count from the piece's first sample
    std::vector<float> values;
};

/// What the network said along one line.
struct PassOutput {
    std::vector<std::vector<PassPeak>> peaks;  ///< per request, in order
    std::vector<std::vector<float>> curves;    ///< per curve, where they were asked for
    std::vector<std::size_t> starts;           ///< of windows that went through the network
    std::vector<std::vector<float>> columns;   ///< of each of these, what it says of the source; empty where the network says nothing
};

class RecordPass {
public:
    virtual ~RecordPass() = default;
    /// The next samples of the lines, one line after the other: up, north, east, [3][count], none beyond the end of a line.
    /// Errors: OutOfSpace when not even one window fits, DeviceLost, Internal.
    virtual Result<void> append(std::span<const float> rows, std::size_t count) = 0;
    /// After the last sample: per line of the plan. Errors as append().
    virtual Result<std::vector<PassOutput>> finish() = 0;
};

}  // namespace seisdesk
