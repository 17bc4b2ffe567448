#pragma once
// Envelope: a min/max pyramid over a segment's samples, so that a day draws as fast as a second.

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace seisdesk {

struct MinMax {
    float min = 0.0f;
    float max = 0.0f;
    /// False for a column without any finite sample (NaN bounds).
    bool valid() const { return min <= max; }
};

/// Immutable; shares the samples it summarises. Level 0 has blocks of 16 samples, each level above is 8 times coarser.
/// NaN and infinite samples are left out; a block of nothing else is invalid. About 0.55 bytes per sample.
class Envelope {
public:
    explicit Envelope(std::shared_ptr<const std::vector<float>> samples);

    std::size_t sampleCount() const { return m_samples->size(); }
    /// Extremes of samples [first, last), clamped to the segment; invalid when empty. O(log n).
    MinMax range(std::size_t first, std::size_t last) const;
    /// Column c of the result covers samples [first + c*perColumn, first + (c+1)*perColumn), at least one sample where
    /// a column falls inside the segment; columns outside are invalid. `first` may be negative.
    void columns(double first, double perColumn, std::span<MinMax> out) const;
    /// The same for drawing: where columns are wide, their bounds move by up to an eighth of a column to whole blocks,
    /// so that a day of samples need not be in the processor's cache.
    void overview(double first, double perColumn, std::span<MinMax> out) const;

private:
    static constexpr std::size_t baseBlock = 16;
    static constexpr std::size_t factor = 8;
    std::shared_ptr<const std::vector<float>> m_samples;
    std::vector<std::vector<MinMax>> m_levels;
};

}  // namespace seisdesk
