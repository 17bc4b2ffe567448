#pragma once
// SourceWindows: what networks say of the source, from one window around each P.

#include "core/label/label.h"
#include "core/model/instruments.h"
#include "core/model/window_batch.h"

#include <memory>
#include <vector>

namespace seisdesk {

/// Where in the record a window is cut.
enum class Placement {
    Anchored,    ///< the onset stands where it stood in training (Contract::anchorFraction), moved into the record where it
                 ///< would reach past an end; a record shorter than the window fills it from its start
    FromStart,   ///< the window begins at the given time
};

/// Up for a probability above 0.6, down below 0.4, otherwise undecidable.
Polarity decidedPolarity(double probabilityUp);

/// Puts a network's values where they belong in an estimate. Two values of a back-azimuth network are cosine and sine.
/// Values that are not finite leave the estimate as it is.
void setEstimate(SourceEstimate& estimate, const Contract& contract, std::span<const float> values);

/// Runs polarity, magnitude, distance and back-azimuth networks in full batches over the onsets of many stations.
class SourceWindows {
public:
    SourceWindows(const std::vector<std::shared_ptr<const Network>>& networks, std::size_t batchSize, const Progress& progress);

    bool empty() const { return m_batches.empty(); }
    struct Target {
        Time onset{};
        SourceEstimate* estimate = nullptr;  ///< filled by the time flush() returns; must live until then
    };
    Result<void> add(const Instrument& instrument, const std::vector<Target>& targets, Placement placement);
    Result<void> flush();

private:
    std::vector<std::shared_ptr<const Network>> m_networks;
    std::vector<WindowBatch> m_batches;
};

}  // namespace seisdesk
