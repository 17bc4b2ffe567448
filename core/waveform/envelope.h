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

/// Immutable and cheap to copy; shares the samples it summarises. Level 0 has blocks of 16 samples, each level above is 8 times
/// coarser. NaN and infinite samples are left out; a block of nothing else is invalid. About 0.55 bytes per sample.
class Envelope {
public:
    explicit Envelope(std::shared_ptr<const std::vector<float>> samples);
    /// Of a segment whose samples are not in memory: its blocks of `storedBlock` samples, the last one may be short. `blocks` must be
    /// blocksFor(sampleCount). Levels from there up are those of the samples; what is asked more finely is widened to whole blocks.
    Envelope(std::size_t sampleCount, std::vector<MinMax> blocks);
    static constexpr std::size_t storedBlock = 128;
    static std::size_t blocksFor(std::size_t sampleCount) { return sampleCount / storedBlock + (sampleCount % storedBlock != 0); }
    /// What the other constructor takes.
    std::span<const MinMax> blocks() const { return (*m_levels)[1]; }

    std::size_t sampleCount() const { return m_count; }
    bool hasSamples() const { return m_samples != nullptr; }
    /// False where columns of so many samples are drawn more coarsely than from the samples themselves.
    bool isFineEnough(double perColumn) const { return hasSamples() || perColumn >= 4.0 * storedBlock; }
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
    using Levels = std::vector<std::vector<MinMax>>;
    static std::shared_ptr<const Levels> levelsAbove(Levels levels);
    std::shared_ptr<const std::vector<float>> m_samples;  ///< null: level 0 is empty
    std::size_t m_count = 0;
    std::shared_ptr<const Levels> m_levels;
};

}  // namespace seisdesk
