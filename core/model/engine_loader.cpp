#include "core/model/engine.h"
#include "core/model/engine_environment.h"

#include <dlfcn.h>

#include <cstdlib>
#include <mutex>

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

/// Plugins that can serve a device, best first: the CUDA engine also runs on the CPU.
std::vector<std::string> pluginNames(const std::string& kind)
{
    if (kind == "cpu") return {"seisdesk-engine-cpu.so", "seisdesk-engine-cuda.so"};
    return {"seisdesk-engine-" + kind + ".so"};
}

std::string missing(const std::string& kind, const std::vector<fs::path>& folders)
{
    std::string text = "The engine plugin for \"" + kind + "\" (" + pluginNames(kind).front() + ") is not in ";
    for (std::size_t i = 0; i < folders.size(); ++i) text += (i ? " nor in " : "") + folders[i].string();
    text += kind == "cpu" ? ". Build SeisDesk with -DSEISDESK_ENGINE=ON (needs libtorch-dev)"
                          : ". Build it with the \"" + kind + "\" preset";
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
    const std::string kind = device.substr(0, device.find(':'));
    if (kind != "cpu" && kind != "cuda") {
        return Error{Error::Code::InvalidArgument, "There is no device \"" + device + "\"; devices are cpu, cuda, cuda:0, cuda:1 ..."};
    }
    Loaded& state = loaded();
    const std::lock_guard lock(state.mutex);
    if (state.engine && (kind == "cpu" || state.servesCuda)) return state.engine;
    if (state.engine) {  // two LibTorches in one process would share half of their libraries
        return Error{Error::Code::InvalidArgument, "The CPU engine is running; start SeisDesk again to use \"" + device + "\"."};
    }
    const auto folders = pluginFolders();
    for (const std::string& name : pluginNames(kind)) {
        for (const fs::path& folder : folders) {
            std::error_code error;
            if (!fs::exists(folder / name, error)) continue;
            auto engine = openPlugin(folder / name);
            if (!engine) return engine.error();
            state.engine = *engine;
            state.servesCuda = name == "seisdesk-engine-cuda.so";
            return *engine;
        }
    }
    return Error{Error::Code::NotFound, missing(kind, folders)};
}

}  // namespace seisdesk
