#pragma once
// WindowBatch: windows of any records gathered into full batches for one network.

#include "core/base/progress.h"
#include "core/model/engine.h"

#include <functional>
#include <span>
#include <vector>

namespace seisdesk {

/// Runs the network whenever a batch is full; flush() runs what is left. Outputs are delivered in the order in which
/// windows were added. When memory runs out the batch is halved and tried again.
class WindowBatch {
public:
    /// Receives the network's output for one window.
    using Deliver = std::function<Result<void>(std::span<const float>)>;

    /// The network must outlive the batch.
    WindowBatch(const Network& network, std::size_t batchSize, Progress progress);

    /// The values to be filled for the next window, [components][windowSamples]. Valid until add().
    std::span<float> next();
    /// Takes what next() was filled with. Errors of the network and of `deliver`; Cancelled between batches.
    Result<void> add(Deliver deliver);
    Result<void> flush();

private:
    Result<void> run(std::size_t first, std::size_t count);

    const Network* m_network;
    std::size_t m_batchSize;
    std::size_t m_inputSize;
    std::size_t m_atOnce;
    Progress m_progress;
    std::vector<float> m_input;
    std::vector<Deliver> m_deliver;
};

}  // namespace seisdesk
