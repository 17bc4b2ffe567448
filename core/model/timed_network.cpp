#include "core/model/timed_network.h"

#include <chrono>

namespace seisdesk {

TimedNetwork::TimedNetwork(std::shared_ptr<const Network> network, Nanoseconds total) : m_network(std::move(network)), m_total(std::move(total)) {}

Result<std::vector<float>> TimedNetwork::forward(std::span<const float> input, std::size_t batch) const
{
    const auto began = std::chrono::steady_clock::now();
    auto output = m_network->forward(input, batch);
    *m_total += std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began).count();
    return output;
}

}  // namespace seisdesk
