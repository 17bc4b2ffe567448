#include "core/model/torch/torch_engine.h"

#include "core/model/nets/recognise.h"
#include "core/model/torch/guarded.h"
#include "core/model/torch/load_state.h"
#include "core/model/torch/phasenet.h"
#include "core/model/torch/seist.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/cuda.h>
#include <torch/version.h>
#ifdef SEISDESK_CUDA
#include <ATen/cuda/CUDAContext.h>
#endif

#include <dlfcn.h>

#include <charconv>
#include <cstring>

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

class TorchNetwork : public Network {
public:
    TorchNetwork(Contract contract, std::string version, std::shared_ptr<Picker> module, torch::Device device)
        : m_contract(std::move(contract)), m_version(std::move(version)), m_module(std::move(module)), m_device(device) {}

    const Contract& contract() const override { return m_contract; }
    const std::string& version() const override { return m_version; }

    Result<std::vector<float>> forward(std::span<const float> input, std::size_t batch) const override
    {
        const std::size_t components = m_contract.componentOrder.size();
        const std::size_t samples = m_contract.windowSamples;
        if (batch == 0 || input.size() / batch != components * samples || input.size() % batch != 0) {
            return Error{Error::Code::InvalidArgument, m_version + ": " + std::to_string(input.size()) + " samples are not " +
                         std::to_string(batch) + " windows of " + std::to_string(components) + " x " + std::to_string(samples) + "."};
        }
        return guarded(m_version, [&]() -> Result<std::vector<float>> {
            const c10::InferenceMode inference;
            torch::Tensor x = torch::from_blob(const_cast<float*>(input.data()),
                                               {static_cast<std::int64_t>(batch), static_cast<std::int64_t>(components),
                                                static_cast<std::int64_t>(samples)}, torch::kFloat32);
            if (!m_device.is_cpu()) x = x.to(m_device);
            const torch::Tensor y = m_module->forward(x).to(torch::kCPU).contiguous();
            std::vector<float> out(static_cast<std::size_t>(y.numel()));
            std::memcpy(out.data(), y.data_ptr<float>(), out.size() * sizeof(float));
            return out;
        });
    }

private:
    Contract m_contract;
    std::string m_version;
    std::shared_ptr<Picker> m_module;
    torch::Device m_device;
};

}  // namespace

std::string TorchEngine::description() const
{
    std::string text = "LibTorch " TORCH_VERSION;
    std::string dnn = at::get_mkldnn_version();
    if (const auto at = dnn.find(" v"); at != std::string::npos) text += ", oneDNN " + dnn.substr(at + 2, dnn.find(' ', at + 2) - at - 2);
    if (const std::string core = openBlasCore(); !core.empty()) text += ", OpenBLAS " + core;
    return text + ", " + std::to_string(at::get_num_threads()) + " threads";
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
        const auto checkpoint = readCheckpoint(weights);
        if (!checkpoint) return checkpoint.error();
        const auto recognition = recognise(*checkpoint, weights, hint);
        if (!recognition) return recognition.error();

        std::shared_ptr<Picker> module;
        Result<void> loaded;
        if (const auto* seist = std::get_if<SeisTConfig>(&recognition->config)) {
            module = std::make_shared<SeisT>(*seist);
            loaded = loadState(*module, checkpoint->tensors);
        } else {
            const auto tensors = phaseNetTensors(checkpoint->tensors);
            if (!tensors) return Error{tensors.error().code, weights.string() + ": " + tensors.error().message};
            module = std::make_shared<PhaseNet>(std::get<PhaseNetConfig>(recognition->config));
            loaded = loadState(*module, *tensors);
        }
        if (!loaded) {
            return Error{loaded.error().code, weights.string() + ": recognised as " + recognition->contract.family + ", but " +
                         loaded.error().message + "."};
        }
        module->eval();
        module->to(*where);
        const std::string version = recognition->contract.name + "@" + checkpoint->sha256.substr(0, 8);
        return std::shared_ptr<const Network>(std::make_shared<TorchNetwork>(recognition->contract, version, std::move(module), *where));
    });
}

}  // namespace seisdesk::nets
