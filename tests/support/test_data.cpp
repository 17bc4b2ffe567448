#include "tests/support/test_data.h"

#include <cstdlib>

namespace seisdesk::test {

namespace fs = std::filesystem;

fs::path sourceFile(const std::string& relative) { return fs::path(SEISDESK_SOURCE_DIR) / "tests" / relative; }

fs::path shared(const std::string& relative)
{
    const char* chosen = std::getenv("SEISDESK_SHARED");
    const fs::path root = chosen && *chosen ? fs::path(chosen) : fs::path(SEISDESK_SOURCE_DIR) / ".." / "shared";
    std::error_code error;
    const fs::path path = fs::weakly_canonical(root / relative, error);
    return !error && fs::exists(path, error) ? path : fs::path{};
}

std::string needShared(const std::string& relative)
{
    return "Needs " + relative + " from the folder of real records: set SEISDESK_SHARED or put it in ../shared.";
}

}  // namespace seisdesk::test
