#pragma once
// ModuleNetwork: a LibTorch module on any device, for windows and for whole records.

#include "core/model/device_health.h"
#include "core/model/torch/loaded_network.h"
#include "core/model/torch/picker.h"

#include <memory>

namespace seisdesk::nets {

/// How a module is run.
struct ModuleRun {
    torch::Device device = torch::kCPU;
    bool half = false;          ///< 16-bit arithmetic: float16 on a GPU, bfloat16 on the processor
    bool takesRecords = false;  ///< with curves of a picking network only
    std::shared_ptr<DeviceHealth> health = std::make_shared<DeviceHealth>();
    std::string remark;         ///< of loading
};

/// The module's outputs, float32 and contiguous on the device.
torch::Tensor outputsOf(Picker& module, const ModuleRun& how, const torch::Tensor& windows);

class ModuleNetwork : public LoadedNetwork {
public:
    ModuleNetwork(Contract contract, std::string version, std::shared_ptr<Picker> module, ModuleRun how);

    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override;
    std::string device() const override;
    bool takesRecords() const override { return m_how.takesRecords && m_contract.task == Task::Picking; }
    Result<std::unique_ptr<RecordPass>> recordPass(RecordPlan plan, const Progress& progress) const override;
    std::string remark() const override { return m_how.remark; }

private:
    std::vector<float> run(std::span<const float> input, std::size_t batch) const override;

    std::shared_ptr<Picker> m_module;
    ModuleRun m_how;
};

}  // namespace seisdesk::nets
