#pragma once
// Schema: the project file's tables, by version, and how an older version becomes the newest.

#include "core/store/database.h"

#include <functional>
#include <vector>

namespace seisdesk {

/// Step i brings version i to version i + 1; step 0 makes the tables of version 1. Steps are never changed once
/// released, only added.
using SchemaSteps = std::vector<std::function<Result<void>(Database&)>>;

/// This program's steps; their number is its schema version.
const SchemaSteps& schemaSteps();

/// The version of an existing project; 0 for a blank database.
Result<int> schemaVersion(Database& database);

/// Runs the steps that are missing, each in its own transaction together with the new version number. Error
/// Unsupported when the file is of a later version than there are steps.
Result<void> migrate(Database& database, const SchemaSteps& steps = schemaSteps());

/// A single value of the `project` table; empty when unset.
Result<QString> projectValue(const Database& database, const QString& key);
Result<void> setProjectValue(Database& database, const QString& key, const QString& value);

}  // namespace seisdesk
