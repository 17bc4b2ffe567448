#include "core/model/timed_network.h"

#include <chrono>

namespace seisdesk {

namespace {

/// Adds how long a call takes.
template <class Call>
auto timed(std::atomic<std::int64_t>& total, const Call& call)
{
    const auto began = std::chrono::steady_clock::now();
    auto result = call();
    total += std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began).count();
    return result;
}

}  // namespace

class TimedNetwork::Timed : public RecordPass {
public:
    Timed(std::unique_ptr<RecordPass> pass, Nanoseconds total) : m_pass(std::move(pass)), m_total(std::move(total)) {}
    Result<void> append(std::span<const float> rows, std::size_t count) override
    {
        return timed(*m_total, [&] { return m_pass->append(rows, count); });
    }
    Result<std::vector<PassOutput>> finish() override
    {
        return timed(*m_total, [&] { return m_pass->finish(); });
    }

private:
    std::unique_ptr<RecordPass> m_pass;
    Nanoseconds m_total;
};

TimedNetwork::TimedNetwork(std::shared_ptr<const Network> network, Nanoseconds total) : m_network(std::move(network)), m_total(std::move(total)) {}

Result<std::vector<float>> TimedNetwork::forward(std::span<const float> input, std::size_t batch) const
{
    return timed(*m_total, [&] { return m_network->forward(input, batch); });
}

Result<std::unique_ptr<RecordPass>> TimedNetwork::recordPass(RecordPlan plan, const Progress& progress) const
{
    auto pass = m_network->recordPass(std::move(plan), progress);
    if (!pass) return pass;
    return std::unique_ptr<RecordPass>(std::make_unique<Timed>(std::move(*pass), m_total));
}

}  // namespace seisdesk
