#pragma once
// TimedNetwork: a network that adds up how long its forward passes take.

#include "core/model/engine.h"

#include <atomic>
#include <cstdint>
#include <memory>

namespace seisdesk {

/// Passes everything on to the network it stands before. Passes that run at the same time are added.
class TimedNetwork : public Network {
public:
    /// The clock may be shared by several networks.
    using Nanoseconds = std::shared_ptr<std::atomic<std::int64_t>>;
    TimedNetwork(std::shared_ptr<const Network> network, Nanoseconds total);

    const Contract& contract() const override { return m_network->contract(); }
    const std::string& version() const override { return m_network->version(); }
    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override;
    std::string device() const override { return m_network->device(); }
    bool takesRecords() const override { return m_network->takesRecords(); }
    /// The time of the pass is that of its calls: on a GPU with all that surrounds the network there.
    Result<std::unique_ptr<RecordPass>> recordPass(RecordPlan plan, const Progress& progress) const override;
    std::string remark() const override { return m_network->remark(); }

private:
    class Timed;
    std::shared_ptr<const Network> m_network;
    Nanoseconds m_total;
};

}  // namespace seisdesk
