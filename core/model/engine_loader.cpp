#include "core/model/device_choice.h"
#include "core/model/engine.h"
#include "core/model/engine_environment.h"

#include <dlfcn.h>

#include <cstdlib>
#include <mutex>
#include <optional>

namespace seisdesk {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> pluginFolders()
{
    if (const char* chosen = std::getenv("SEISDESK_ENGINE_DIR"); chosen && *chosen) return {chosen};
    std::vector<fs::path> folders;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) folders.push_back(program.parent_path().parent_path() / "lib" / "seisdesk");
    const fs::path installed = SEISDESK_ENGINE_INSTALL_DIR;
    if (folders.empty() || folders.front() != installed) folders.push_back(installed);
    return folders;
}

std::string missing(DeviceChoice::Kind kind, const std::vector<fs::path>& folders)
{
    const bool cuda = kind == DeviceChoice::Kind::Cuda;
    std::string text = "The engine plugin for \"" + std::string(cuda ? "cuda" : "cpu") + "\" (" + enginePlugins(kind, false).front() + ") is not in ";
    for (std::size_t i = 0; i < folders.size(); ++i) text += (i ? " nor in " : "") + folders[i].string();
    text += cuda ? ". Build it with the \"cuda\" preset" : ". Build SeisDesk with -DSEISDESK_ENGINE=ON (needs libtorch-dev)";
    return text + ", or say where it is by SEISDESK_ENGINE_DIR. Until then the classical picker works.";
}

struct Loaded {
    std::mutex mutex;
    std::shared_ptr<Engine> engine;
    bool servesCuda = false;
};

/// Never destroyed: LibTorch's own threads may still use it when the program leaves main.
Loaded& loaded()
{
    static auto* const kept = new Loaded;
    return *kept;
}

Result<std::shared_ptr<Engine>> openPlugin(const fs::path& plugin)
{
    prepareEngineEnvironment();
    void* const library = dlopen(plugin.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        const char* const reason = dlerror();
        return Error{Error::Code::Unreadable, plugin.string() + ": the engine cannot be loaded: " + (reason ? reason : "unknown reason") +
                     ". Install the LibTorch it was built with (Debian: apt-get install libtorch-dev libopenblas0-openmp)."};
    }
    const auto create = reinterpret_cast<Engine* (*)()>(dlsym(library, "seisdeskCreateEngine"));
    if (!create) {
        dlclose(library);
        return Error{Error::Code::Malformed, plugin.string() + ": this is no SeisDesk engine; remove it or reinstall SeisDesk."};
    }
    Engine* const engine = create();
    if (!engine) return Error{Error::Code::OutOfSpace, plugin.string() + ": the engine could not start; is there enough memory?"};
    return std::shared_ptr<Engine>(engine);
}

}  // namespace

Result<std::shared_ptr<Engine>> loadEngine(const std::string& device)
{
    const auto choice = parseDevice(device);
    if (!choice) return choice.error();
    const bool needsCuda = choice->kind == DeviceChoice::Kind::Cuda;
    Loaded& state = loaded();
    const std::lock_guard lock(state.mutex);
    if (state.engine && (!needsCuda || state.servesCuda)) return state.engine;
    if (state.engine) {  // two LibTorches in one process would share half of their libraries
        return Error{Error::Code::InvalidArgument, "The CPU engine is running; start SeisDesk again to use \"" + device + "\"."};
    }
    const auto folders = pluginFolders();
    std::optional<Error> broken;
    for (const std::string& name : enginePlugins(choice->kind, hasCudaCard())) {
        for (const fs::path& folder : folders) {
            std::error_code error;
            if (!fs::exists(folder / name, error)) continue;
            auto engine = openPlugin(folder / name);
            if (!engine) {  // a CUDA engine without its libraries leaves the one for the processor
                if (!broken) broken = engine.error();
                break;
            }
            state.engine = *engine;
            state.servesCuda = name == "seisdesk-engine-cuda.so";
            return *engine;
        }
    }
    if (broken) return *broken;
    return Error{Error::Code::NotFound, missing(choice->kind, folders)};
}

}  // namespace seisdesk
