#pragma once
// FallbackNetwork: a network on a GPU, behind which the same one waits on the processor.

#include "core/model/engine.h"

#include <functional>
#include <memory>
#include <mutex>

namespace seisdesk {

/// Runs on the GPU until that fails, and from then on on the processor; remark() tells why. Running out of memory with several windows at
/// once is no failure: it is passed on, so that fewer are tried.
class FallbackNetwork : public Network {
public:
    using Load = std::function<Result<std::shared_ptr<const Network>>()>;
    /// `onProcessor` is called once, when it is needed.
    FallbackNetwork(std::shared_ptr<const Network> onDevice, Load onProcessor);

    const Contract& contract() const override { return m_onDevice->contract(); }
    const std::string& version() const override { return m_onDevice->version(); }
    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override;
    std::string device() const override { return fallen() ? "cpu" : m_onDevice->device(); }
    bool takesRecords() const override { return !fallen() && m_onDevice->takesRecords(); }
    Result<std::unique_ptr<RecordPass>> recordPass(RecordPlan plan, const Progress& progress) const override;
    std::string remark() const override;

private:
    class Watched;
    bool fallen() const;
    void fall(const Error& error) const;
    Result<std::shared_ptr<const Network>> onProcessor() const;

    std::shared_ptr<const Network> m_onDevice;
    Load m_load;
    mutable std::mutex m_mutex;
    mutable std::string m_reason;
    mutable std::shared_ptr<const Network> m_onProcessor;
};

}  // namespace seisdesk
