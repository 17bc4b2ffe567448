#pragma once
// CacheLook: which of some inputs the envelope cache knows.

#include "core/session/loaded_records.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace seisdesk {

struct CacheLook {
    OutlinesByStream outlines;
    std::vector<FileReference> files;  ///< those outlined
    std::vector<std::string> unknown;  ///< those that must be read
    std::vector<ReadIssue> issues;     ///< of inputs that match nothing
};

/// Looks in the cache on a few threads. Files of `read` are unknown whatever the cache says. After a cancel the rest is unknown.
CacheLook lookUp(const std::vector<std::string>& inputs, const EnvelopeCache& cache, const std::set<std::filesystem::path>& read, const Progress& progress);

/// One look for two jobs: the first that asks does it, the other waits for it.
class SharedLook {
public:
    SharedLook(std::vector<std::string> inputs, std::shared_ptr<const EnvelopeCache> cache, std::set<std::filesystem::path> read)
        : m_inputs(std::move(inputs)), m_cache(std::move(cache)), m_read(std::move(read))
    {
    }
    const CacheLook& get(const Progress& progress);

private:
    std::vector<std::string> m_inputs;
    std::shared_ptr<const EnvelopeCache> m_cache;
    std::set<std::filesystem::path> m_read;
    std::once_flag m_once;
    CacheLook m_look;
};

}  // namespace seisdesk
