#pragma once
// Timeline: an instrument's records laid on a network's sampling grid, read chunk by chunk, gaps left open.

#include "core/base/result.h"
#include "core/model/instruments.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace seisdesk {

/// A stretch in which at least one component goes on without a gap. Its clock is that of the vertical (of the first
/// component without one), so that times do not depend on the grid: grid sample `first` is at `start` exactly.
struct GridPiece {
    std::size_t first = 0;
    std::size_t count = 0;
    Time start{};
    double sampleRateHz = 0.0;

    Time timeOf(double gridIndex) const
    {
        return start + fromSeconds((gridIndex - static_cast<double>(first)) / sampleRateHz);
    }
};

struct TimelineOptions {
    double sampleRateHz = 100.0;      ///< of the grid; records within 0.1 % of a simple ratio to it keep their own clock
    std::size_t joinSamples = 0;      ///< pieces with a smaller gap between them share a timeline
    bool removeOffset = true;         ///< takes the mean of each segment off, in double precision
    std::optional<TimeSpan> span;     ///< only samples in here
};

/// Pieces that are near enough to share windows. Holds views of the records and no samples; reading is thread-safe.
class Timeline {
public:
    std::size_t size() const { return m_size; }
    /// In order, not overlapping.
    const std::vector<GridPiece>& pieces() const { return m_pieces; }
    /// The piece that holds a grid sample, or the nearest one.
    const GridPiece& pieceAt(double gridIndex) const;
    /// Grid index of a time, by the nearest piece's clock.
    double indexOf(Time time) const;
    /// Up, north, east for grid samples [first, first + count), row-major; NaN where nothing was recorded. Samples past
    /// the end are NaN. The result does not depend on how a timeline is cut into reads, except for rounding.
    Result<std::vector<float>> read(std::size_t first, std::size_t count) const;

private:
    friend std::vector<Timeline> timelines(const Instrument&, const TimelineOptions&);
    /// What one segment contributes. Resampled by `up`/`down`; both 0 when only the exact ratio will do.
    struct Part {
        Segment segment;
        std::size_t from = 0, to = 0;  ///< samples of the segment that are used
        std::size_t axis = 0;
        double offset = 0.0;           ///< taken off every sample
        double rateHz = 0.0;           ///< on the grid
        std::size_t up = 1, down = 1;
        std::ptrdiff_t at = 0;         ///< grid index of its first sample, to the nearest
        double fraction = 0.0;         ///< how much later than that it really is, in grid samples
        std::size_t count = 0;         ///< grid samples
    };
    static std::vector<Part> partsOf(const Instrument& instrument, const TimelineOptions& options);
    static Result<std::vector<float>> values(const Part& part, std::size_t first, std::size_t last);
    void append(std::vector<Part>& parts, double sampleRateHz);

    std::vector<GridPiece> m_pieces;
    std::vector<Part> m_parts;
    std::size_t m_size = 0;
};

/// All of an instrument's records. Samples that are NaN or infinite count as not recorded. Where segments of a component
/// overlap, the earlier one is used.
std::vector<Timeline> timelines(const Instrument& instrument, const TimelineOptions& options);

}  // namespace seisdesk
