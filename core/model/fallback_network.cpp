#include "core/model/fallback_network.h"

namespace seisdesk {

/// A pass whose failure is the network's.
class FallbackNetwork::Watched : public RecordPass {
public:
    Watched(const FallbackNetwork& network, std::unique_ptr<RecordPass> pass) : m_network(network), m_pass(std::move(pass)) {}
    Result<void> append(std::span<const float> rows, std::size_t count) override
    {
        auto result = m_pass->append(rows, count);
        if (!result) watch(result.error());
        return result;
    }
    Result<std::vector<PassOutput>> finish() override
    {
        auto result = m_pass->finish();
        if (!result) watch(result.error());
        return result;
    }

private:
    /// Records that are too large for the device can still go through it window by window.
    void watch(const Error& error)
    {
        if (error.code == Error::Code::Internal) m_network.fall(error);
    }
    const FallbackNetwork& m_network;
    std::unique_ptr<RecordPass> m_pass;
};

FallbackNetwork::FallbackNetwork(std::shared_ptr<const Network> onDevice, Load onProcessor) : m_onDevice(std::move(onDevice)), m_load(std::move(onProcessor)) {}

bool FallbackNetwork::fallen() const
{
    const std::lock_guard lock(m_mutex);
    return !m_reason.empty();
}

void FallbackNetwork::fall(const Error& error) const
{
    const std::lock_guard lock(m_mutex);
    if (m_reason.empty()) m_reason = error.message.empty() ? std::string("it gave no reason") : error.message;
}

Result<std::shared_ptr<const Network>> FallbackNetwork::onProcessor() const
{
    const std::lock_guard lock(m_mutex);
    if (m_onProcessor) return m_onProcessor;
    auto loaded = m_load();
    if (!loaded) return loaded.error();
    m_onProcessor = *loaded;
    return m_onProcessor;
}

Result<std::vector<float>> FallbackNetwork::forward(std::span<const float> input, std::size_t batch) const
{
    if (!fallen()) {
        auto output = m_onDevice->forward(input, batch);
        if (output) return output;
        const Error::Code code = output.error().code;
        if (code != Error::Code::Internal && !(code == Error::Code::OutOfSpace && batch <= 1)) return output;
        fall(output.error());
    }
    const auto network = onProcessor();
    if (!network) return Error{network.error().code, remark() + " There it cannot run either: " + network.error().message};
    return (*network)->forward(input, batch);
}

Result<std::unique_ptr<RecordPass>> FallbackNetwork::recordPass(RecordPlan plan, const Progress& progress) const
{
    auto pass = m_onDevice->recordPass(std::move(plan), progress);
    if (pass) return std::unique_ptr<RecordPass>(std::make_unique<Watched>(*this, std::move(*pass)));
    if (pass.error().code == Error::Code::Internal) fall(pass.error());
    return pass;
}

std::string FallbackNetwork::remark() const
{
    const std::lock_guard lock(m_mutex);
    if (m_reason.empty()) return m_onDevice->remark();
    return "The GPU (" + m_onDevice->device() + ") could not go on, so the processor did: " + m_reason;
}

}  // namespace seisdesk
