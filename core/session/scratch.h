#pragma once
// Where projects live that the user has not named yet.

#include "core/base/result.h"

#include <filesystem>
#include <vector>

namespace seisdesk {

/// "seisdesk" in the user's data folder ($XDG_DATA_HOME).
std::filesystem::path scratchFolder();
/// Scratch projects left there, last used first.
std::vector<std::filesystem::path> scratchProjects();
/// A name for a new one; makes the folder. Error: Unreadable.
Result<std::filesystem::path> freshScratch();

}  // namespace seisdesk
