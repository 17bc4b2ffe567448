#include "core/model/torch/torch_engine.h"

#include "core/model/adapt/whole_weights.h"
#include "core/model/device_choice.h"
#include "core/model/nets/programs.h"
#include "core/model/nets/recognise.h"
#include "core/model/nets/recognise_seismollm.h"
#include "core/model/precision_parity.h"
#include "core/model/torch/backbone.h"
#include "core/model/torch/fine_tuner.h"
#include "core/model/torch/guarded.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/module_network.h"
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

/// A device and how to compute there.
Result<ModuleRun> runOn(const std::string& name)
{
    const auto choice = parseDevice(name);
    if (!choice) return choice.error();
    ModuleRun out;
    out.half = choice->half;
    if (choice->kind == DeviceChoice::Kind::Cpu) return out;
    const auto count = static_cast<int>(torch::cuda::is_available() ? torch::cuda::device_count() : 0);
    if (choice->kind == DeviceChoice::Kind::Automatic && count == 0) return out;
    if (choice->index >= count) return Error{Error::Code::InvalidArgument, "There is no device \"" + name + "\" here; see seisdesk doctor."};
    out.device = torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(choice->index));
    return out;
}

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

/// With 16-bit arithmetic where that says the same on made-up earthquakes, else with 32 bits and a remark.
Result<std::shared_ptr<const Network>> inHalf(const Contract& contract, const std::string& version, const std::shared_ptr<Picker>& module, ModuleRun how)
{
    constexpr std::size_t windows = 48;
    ModuleRun full = how;
    full.half = false;
    auto network = std::make_shared<ModuleNetwork>(contract, version, module, how), exact = std::make_shared<ModuleNetwork>(contract, version, module, full);
    const auto give = [](std::shared_ptr<const Network> chosen) { return Result<std::shared_ptr<const Network>>(std::move(chosen)); };
    if (contract.task != Task::Picking) return give(exact);
    const auto input = parityWindows(contract, windows);
    if (!input) return input.error();
    const auto parity = precisionParity(*exact, *network, *input, windows);
    if (parity && parity->holds()) return give(network);
    full.remark = version + (parity ? " does not say the same with 16-bit arithmetic (" + parity->text() : " does not run with 16-bit arithmetic (" + parity.error().message) + "), so it runs with 32 bits.";
    return give(std::make_shared<ModuleNetwork>(contract, version, module, full));
}

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
        auto how = runOn(device);
        if (!how) return how.error();
        how->takesRecords = m_plain || how->device.is_cuda();
        how->health = m_health;
        if (how->device.is_cuda() && m_health->lost()) return Error{Error::Code::Internal, m_health->reason()};
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
        if (how->half) return inHalf(contract, version, module, *how);
        if (!hasProgram || !how->device.is_cpu() || m_plain) return std::shared_ptr<const Network>(std::make_shared<ModuleNetwork>(contract, version, module, *how));
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
        const auto how = runOn(job.device);
        if (!how) return how.error();
        return trainDesk(job, how->device, progress);
    });
}

Result<FineTuneOutcome> TorchEngine::fineTune(const FineTuneJob& job, const Progress& progress)
{
    return guarded(job.parent.string(), [&]() -> Result<FineTuneOutcome> {
        const auto how = runOn(job.device);
        if (!how) return how.error();
        return tuned(job, how->device, progress);
    });
}

}  // namespace seisdesk::nets
