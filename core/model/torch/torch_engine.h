#pragma once
// TorchEngine: networks on LibTorch. Made by the plugin; unit tests may make one directly.

#include "core/model/device_health.h"
#include "core/model/engine.h"

#include <memory>

namespace seisdesk::nets {

class TorchEngine : public Engine {
public:
    /// `plain` runs the LibTorch modules on the CPU too, instead of the faster folded programs, and records whole as on a GPU: for comparisons.
    explicit TorchEngine(bool plain = false) : m_plain(plain) {}
    std::string description() const override;
    std::vector<Device> devices() const override;
    void setThreads(int count) override;
    Result<std::shared_ptr<const Network>> load(const std::filesystem::path& weights, const std::string& device) override;
    Result<std::shared_ptr<const Network>> loadAs(const std::filesystem::path& weights, const std::string& device,
                                                  const ModelHint& hint) override;
    Result<TrainingOutcome> train(const TrainingJob& job, const Progress& progress) override;
    Result<FineTuneOutcome> fineTune(const FineTuneJob& job, const Progress& progress) override;

private:
    bool m_plain;
    std::shared_ptr<DeviceHealth> m_health = std::make_shared<DeviceHealth>();
};

}  // namespace seisdesk::nets
