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

private:
    std::shared_ptr<const Network> m_network;
    Nanoseconds m_total;
};

}  // namespace seisdesk
