#include "core/model/torch/module_network.h"

#include "core/model/torch/mixed_precision.h"
#include "core/model/torch/torch_record_pass.h"

#include <torch/version.h>

namespace seisdesk::nets {

torch::Tensor outputsOf(Picker& module, const ModuleRun& how, const torch::Tensor& windows)
{
    const MixedPrecision mixed(how.half, how.device.type(), how.device.is_cpu() ? torch::kBFloat16 : torch::kHalf);
    return module.forward(windows).to(torch::kFloat32).contiguous();
}

ModuleNetwork::ModuleNetwork(Contract contract, std::string version, std::shared_ptr<Picker> module, ModuleRun how)
    : LoadedNetwork(std::move(contract), std::move(version)), m_module(std::move(module)), m_how(std::move(how))
{
    m_module->eval();
    m_module->to(m_how.device);
}

std::string ModuleNetwork::device() const { return m_how.device.str(); }

Result<std::vector<float>> ModuleNetwork::forward(std::span<const float> input, std::size_t batch) const
{
    if (m_how.health->lost() && !m_how.device.is_cpu()) return Error{Error::Code::Internal, m_how.health->reason()};
    auto output = LoadedNetwork::forward(input, batch);
    if (!output) m_how.health->report(output.error().message);
    return output;
}

std::vector<float> ModuleNetwork::run(std::span<const float> input, std::size_t batch) const
{
    const c10::InferenceMode inference;
    const torch::Tensor x = torch::from_blob(const_cast<float*>(input.data()),
                                             {static_cast<std::int64_t>(batch), static_cast<std::int64_t>(m_contract.componentOrder.size()),
                                              static_cast<std::int64_t>(m_contract.windowSamples)}, torch::kFloat32);
    const torch::Tensor y = outputsOf(*m_module, m_how, x.to(m_how.device)).to(torch::kCPU);
    const float* const values = y.data_ptr<float>();
    return std::vector<float>(values, values + y.numel());
}

Result<std::unique_ptr<RecordPass>> ModuleNetwork::recordPass(RecordPlan plan, const Progress& progress) const
{
    if (!takesRecords()) return LoadedNetwork::recordPass(std::move(plan), progress);
    if (m_how.health->lost()) return Error{Error::Code::Internal, m_how.health->reason()};
    return torchRecordPass(m_module, m_contract, m_version, m_how, std::move(plan), progress);
}

}  // namespace seisdesk::nets
