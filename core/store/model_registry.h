#pragma once
// ModelRegistry: the versions of the networks a project has used or trained, and which one is current.

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/store/database.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// One set of weights. The id is a hash of them, so a version never changes.
struct ModelVersion {
    std::string id;      ///< SHA-256 of the weights, hexadecimal
    std::string parent;  ///< the version it was tuned from; empty for none
    std::string name;    ///< "seist_m_dpk_diting"
    std::filesystem::path path;
    Time created{};
    std::string author;
    std::string notes;
    std::string metrics;  ///< JSON, e.g. scores before and after; empty for none
    bool operator==(const ModelVersion&) const = default;
};

/// Versions are added, never changed or removed; "current" is a pointer that can be moved back.
class ModelRegistry {
public:
    explicit ModelRegistry(Database& database) : m_database(database) {}

    /// In the order they were added.
    Result<std::vector<ModelVersion>> versions() const;
    Result<std::optional<ModelVersion>> find(const std::string& id) const;
    /// Adding a version that is there already changes nothing, except that its file may have moved: the path is updated.
    /// Errors: InvalidArgument for an empty id, metrics that are no JSON, or a parent that is not there.
    Result<void> add(const ModelVersion& version);

    /// Absent until one was chosen.
    Result<std::optional<ModelVersion>> current() const;
    /// NotFound for a version that is not there.
    Result<void> setCurrent(const std::string& id);

private:
    Database& m_database;
};

}  // namespace seisdesk
