#include "core/model/torch/torch_engine.h"

#include "core/model/adapt/whole_weights.h"
#include "core/model/nets/programs.h"
#include "core/model/nets/recognise.h"
#include "core/model/nets/recognise_seismollm.h"
#include "core/model/torch/backbone.h"
#include "core/model/torch/fine_tuner.h"
#include "core/model/torch/guarded.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/picker_of.h"
#include "core/model/torch/trainer.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/cuda.h>
#include <torch/version.h>
#ifdef SEISDESK_CUDA
#include <ATen/cuda/CUDAContext.h>
#endif

#include <dlfcn.h>

#include <charconv>
#include <mutex>

namespace seisdesk::nets {

namespace {

/// Name of the kernels OpenBLAS chose; empty for another BLAS.
std::string openBlasCore()
{
    void* const library = dlopen("libopenblas.so.0", RTLD_LAZY | RTLD_NOLOAD);
    if (!library) return {};
    const auto core = reinterpret_cast<char* (*)()>(dlsym(library, "openblas_get_corename"));
    const std::string text = core ? core() : "";
    dlclose(library);
    return text;
}

Result<torch::Device> deviceNamed(const std::string& name)
{
    if (name == "cpu") return torch::Device(torch::kCPU);
    const Error unknown{Error::Code::InvalidArgument, "There is no device \"" + name + "\" here; see seisdesk doctor."};
    int index = 0;
    if (name.rfind("cuda", 0) != 0) return unknown;
    if (name.size() > 4) {
        const auto [end, error] = std::from_chars(name.data() + 5, name.data() + name.size(), index);
        if (name[4] != ':' || error != std::errc{} || end != name.data() + name.size()) return unknown;
    }
    const auto count = static_cast<int>(torch::cuda::is_available() ? torch::cuda::device_count() : 0);
    if (index < 0 || index >= count) return unknown;
    return torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(index));
}

class LoadedNetwork : public Network {
public:
    LoadedNetwork(Contract contract, std::string version) : m_contract(std::move(contract)), m_version(std::move(version)) {}
    const Contract& contract() const override { return m_contract; }
    const std::string& version() const override { return m_version; }
    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override
    {
        const std::size_t window = m_contract.componentOrder.size() * m_contract.windowSamples;
        if (batch == 0 || input.size() % batch != 0 || input.size() / batch != window) {
            return Error{Error::Code::InvalidArgument, m_version + ": " + std::to_string(input.size()) + " samples are not " +
                         std::to_string(batch) + " windows of " + std::to_string(m_contract.componentOrder.size()) + " x " +
                         std::to_string(m_contract.windowSamples) + "."};
        }
        return guarded(m_version, [&]() -> Result<std::vector<float>> { return run(input, batch); });
    }

protected:
    virtual std::vector<float> run(std::span<const float> input, std::size_t batch) const = 0;
    Contract m_contract;
    std::string m_version;
};

/// Runs the module on any device.
class ModuleNetwork : public LoadedNetwork {
public:
    ModuleNetwork(Contract contract, std::string version, std::shared_ptr<Picker> module, torch::Device device)
        : LoadedNetwork(std::move(contract), std::move(version)), m_module(std::move(module)), m_device(device)
    {
        m_module->eval();
        m_module->to(m_device);
    }

private:
    std::vector<float> run(std::span<const float> input, std::size_t batch) const override
    {
        const c10::InferenceMode inference;
        torch::Tensor x = torch::from_blob(const_cast<float*>(input.data()),
                                           {static_cast<std::int64_t>(batch), static_cast<std::int64_t>(m_contract.componentOrder.size()),
                                            static_cast<std::int64_t>(m_contract.windowSamples)}, torch::kFloat32);
        const torch::Tensor y = m_module->forward(x.to(m_device)).to(torch::kCPU).contiguous();
        const float* const values = y.data_ptr<float>();
        return {values, values + y.numel()};
    }

    std::shared_ptr<Picker> m_module;
    torch::Device m_device;
};

/// Runs the folded program on the CPU, one window per thread.
class ProgramNetwork : public LoadedNetwork {
public:
    ProgramNetwork(Contract contract, std::string version, CpuProgram program)
        : LoadedNetwork(std::move(contract), std::move(version)), m_program(std::move(program)) {}

private:
    std::vector<float> run(std::span<const float> input, std::size_t batch) const override
    {
        const std::size_t window = input.size() / batch;
        std::vector<float> output(batch * m_program.outputSize());
        at::parallel_for(0, static_cast<std::int64_t>(batch), 1, [&](std::int64_t first, std::int64_t last) {
            auto workspace = takeWorkspace();
            for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
                m_program.run(input.data() + i * window, output.data() + i * m_program.outputSize(), *workspace);
            }
            const std::lock_guard lock(m_mutex);
            m_idle.push_back(std::move(workspace));
        });
        return output;
    }

    std::unique_ptr<CpuProgram::Workspace> takeWorkspace() const
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                auto workspace = std::move(m_idle.back());
                m_idle.pop_back();
                return workspace;
            }
        }
        return std::make_unique<CpuProgram::Workspace>(m_program.workspace());
    }

    CpuProgram m_program;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<CpuProgram::Workspace>> m_idle;  ///< at most one per thread that ever ran
};

}  // namespace

std::string TorchEngine::description() const
{
    std::string text = "LibTorch " TORCH_VERSION;
    std::string dnn = at::get_mkldnn_version();
    if (const auto at = dnn.find(" v"); at != std::string::npos) text += ", oneDNN " + dnn.substr(at + 2, dnn.find(' ', at + 2) - at - 2);
    if (const std::string core = openBlasCore(); !core.empty()) text += ", OpenBLAS " + core;
    return text + ", " + bestCpuKernels().name + " kernels, " + std::to_string(at::get_num_threads()) + " threads";
}

std::vector<Device> TorchEngine::devices() const
{
    std::vector<Device> out{{"cpu", std::to_string(at::get_num_threads()) + " threads"}};
#ifdef SEISDESK_CUDA
    const auto count = torch::cuda::is_available() ? torch::cuda::device_count() : 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const cudaDeviceProp* const properties = at::cuda::getDeviceProperties(static_cast<c10::DeviceIndex>(i));
        out.push_back({"cuda:" + std::to_string(i), std::string(properties->name) + ", " +
                       std::to_string(properties->totalGlobalMem >> 30) + " GiB"});
    }
#endif
    return out;
}

void TorchEngine::setThreads(int count) { at::set_num_threads(std::max(1, count)); }

Result<std::shared_ptr<const Network>> TorchEngine::load(const std::filesystem::path& weights, const std::string& device)
{
    return loadAs(weights, device, {});
}

Result<std::shared_ptr<const Network>> TorchEngine::loadAs(const std::filesystem::path& weights, const std::string& device,
                                                           const ModelHint& hint)
{
    return guarded(weights.string(), [&]() -> Result<std::shared_ptr<const Network>> {
        const auto where = deviceNamed(device);
        if (!where) return where.error();
        const auto checkpoint = readWeights(weights);
        if (!checkpoint) return checkpoint.error();
        const auto recognition = recognise(*checkpoint, weights, hint);
        if (!recognition) return recognition.error();

        const auto wrong = [&](const Error& error) {
            return Error{error.code, weights.string() + ": recognised as " + recognition->contract.family + ", but " + error.message + "."};
        };
        const auto* const seist = std::get_if<SeisTConfig>(&recognition->config);
        const auto* const phasenet = std::get_if<PhaseNetConfig>(&recognition->config);
        const auto* const eqt = std::get_if<EQTransformerConfig>(&recognition->config);
        const auto* const seismollm = std::get_if<SeisMoLLMConfig>(&recognition->config);
        const auto tensors = moduleTensors(*recognition, checkpoint->tensors);
        if (!tensors) return wrong(tensors.error());
        // The module checks the weights strictly, whoever runs them.
        const std::shared_ptr<Picker> module = pickerOf(*recognition);
        if (const auto loaded = loadState(*module, *tensors); !loaded) return wrong(loaded.error());
        for (const auto& part : module->modules())
            if (auto* const transformer = dynamic_cast<Backbone*>(part.get())) transformer->merge();

        const Contract& contract = recognition->contract;
        const std::string version = contract.name + "@" + checkpoint->sha256.substr(0, 8);
        const bool hasProgram = seist || phasenet || eqt || (seismollm && hasSeisMoLLMProgram(*seismollm));
        if (!hasProgram || !where->is_cpu() || m_plain) return std::shared_ptr<const Network>(std::make_shared<ModuleNetwork>(contract, version, module, *where));
        auto program = seismollm ? seisMoLLMProgram(*seismollm, stateOf(*module), contract.windowSamples, bestCpuKernels())
                       : eqt     ? eqTransformerProgram(*eqt, *tensors, contract.windowSamples, bestCpuKernels())
                       : seist   ? seisTProgram(*seist, *tensors, contract.windowSamples, bestCpuKernels())
                                 : phaseNetProgram(*phasenet, *tensors, contract.windowSamples, bestCpuKernels());
        if (!program) return wrong(program.error());
        return std::shared_ptr<const Network>(std::make_shared<ProgramNetwork>(contract, version, std::move(*program)));
    });
}

Result<TrainingOutcome> TorchEngine::train(const TrainingJob& job, const Progress& progress)
{
    return guarded(job.recipe.name, [&]() -> Result<TrainingOutcome> {
        const auto where = deviceNamed(job.device);
        if (!where) return where.error();
        return trainDesk(job, *where, progress);
    });
}

Result<FineTuneOutcome> TorchEngine::fineTune(const FineTuneJob& job, const Progress& progress)
{
    return guarded(job.parent.string(), [&]() -> Result<FineTuneOutcome> {
        const auto where = deviceNamed(job.device);
        if (!where) return where.error();
        return tuned(job, *where, progress);
    });
}

}  // namespace seisdesk::nets
