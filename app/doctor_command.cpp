#include "app/doctor_command.h"

#include "core/model/engine.h"

#ifdef SEISDESK_QT
#include <QSqlDatabase>
#include <QtGlobal>
#endif

#include <hdf5.h>
#include <libmseed.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

namespace seisdesk {

namespace {

Finding hdf5()
{
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    std::string value = std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(release) + ", filters:";
    const bool deflate = H5Zfilter_avail(H5Z_FILTER_DEFLATE) > 0;
    if (deflate) value += " deflate";
    if (H5Zfilter_avail(H5Z_FILTER_SHUFFLE) > 0) value += " shuffle";
    if (H5Zfilter_avail(H5Z_FILTER_SZIP) > 0) value += " szip";
    return {"HDF5", value, deflate, "Install an HDF5 library that was built with zlib (libhdf5-103 on Debian 12)."};
}

#ifdef SEISDESK_QT
Finding databaseDriver()
{
    const bool there = QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE"));
    return {"Project files (SQLite)", there ? "driver found" : "driver missing", there, "apt-get install libqt6sql6-sqlite"};
}
#endif

Finding miniSeed() { return {"libmseed", std::string(LIBMSEED_VERSION) + ", reads miniSEED 2 and 3, writes 2", true, {}}; }

Finding graphicsCard()
{
    const bool driver = std::filesystem::exists("/proc/driver/nvidia/version");
    return {"GPU driver", driver ? "NVIDIA driver loaded" : "none: models run on the CPU", true, {}};
}

void addEngine(std::vector<Finding>& out, const std::string& device, bool needed)
{
    const auto engine = loadEngine(device);
    if (!engine) {
        out.push_back({"Engine for " + device, needed ? engine.error().message : "not installed", !needed, engine.error().message});
        return;
    }
    out.push_back({"Engine for " + device, (*engine)->description(), true, {}});
    for (const Device& d : (*engine)->devices()) out.push_back({"Device " + d.name, d.description, true, {}});
}

}  // namespace

std::vector<Finding> diagnose()
{
    std::vector<Finding> out;
    out.push_back({"SeisDesk", SEISDESK_VERSION, true, {}});
#ifdef SEISDESK_QT
    out.push_back({"Qt", qVersion(), true, {}});
    out.push_back(databaseDriver());
#else
    out.push_back({"Qt", "not in this build: no window, no project files", true, {}});
#endif
    out.push_back(miniSeed());
    out.push_back(hdf5());
    out.push_back({"Processor threads", std::to_string(std::thread::hardware_concurrency()), true, {}});
    out.push_back(graphicsCard());
    addEngine(out, "cpu", true);
    const char* core = std::getenv("OPENBLAS_CORETYPE");  // set by loadEngine from the processor's abilities
    out.push_back({"BLAS core", core ? core : "chosen by the BLAS library", true, {}});
    addEngine(out, "cuda", false);
    return out;
}

std::shared_ptr<DoctorArguments> addDoctorCommand(CLI::App& app)
{
    auto arguments = std::make_shared<DoctorArguments>();
    auto* command = app.add_subcommand("doctor", "Print versions, engine, BLAS, threads, GPU and what is missing");
    command->add_flag("--json", arguments->json, "Print JSON");
    return arguments;
}

int runDoctor(const DoctorArguments& arguments)
{
    bool complete = true;
    nlohmann::json json = nlohmann::json::array();
    for (const Finding& f : diagnose()) {
        complete = complete && f.ok;
        json.push_back({{"name", f.name}, {"value", f.value}, {"ok", f.ok}, {"remedy", f.remedy}});
        if (!arguments.json) std::cout << (f.ok ? "  " : "! ") << f.name << ": " << f.value << (f.ok ? "" : "\n    " + f.remedy) << '\n';
    }
    if (arguments.json) std::cout << json.dump(2) << '\n';
    return complete ? 0 : 1;
}

}  // namespace seisdesk
