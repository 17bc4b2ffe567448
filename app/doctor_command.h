#pragma once
// `seisdesk doctor`: what this installation has, what it lacks, and how to get it.

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

struct Finding {
    std::string name;
    std::string value;
    bool ok = true;
    std::string remedy;  ///< what to do when it is not ok
};

/// Looks at libraries, engine, BLAS, threads, GPU, database driver and HDF5 filters. Needs a QCoreApplication
/// in builds with Qt.
std::vector<Finding> diagnose();

struct DoctorArguments {
    bool json = false;
};

/// Adds the subcommand "doctor"; the returned arguments are filled by app.parse().
std::shared_ptr<DoctorArguments> addDoctorCommand(CLI::App& app);

/// Prints what was found. Exit codes: 0 all there, 1 something needed is missing.
int runDoctor(const DoctorArguments& arguments);

}  // namespace seisdesk
