#pragma once
// Labels as JSON, for programs that take picks without QuakeML.

#include "core/base/result.h"
#include "core/label/label.h"
#include "core/label/prediction.h"

#include <filesystem>
#include <vector>

namespace seisdesk {

/// Writes {"format": "seisdesk-picks", "version": 1, "program", "created", "labels": [...], "predictions": [...]},
/// atomically. A label has the members that are set, named as the CSV columns; a prediction has its model and per
/// station the instrument, coverage spans, curve names and notes (not the curves themselves).
Result<void> writePickJson(const std::filesystem::path& path, const std::vector<Label>& labels,
                           const std::vector<Prediction>& predictions = {});

/// Reads the labels back. Error: NotFound, Unreadable, Malformed, Unsupported (JSON of another kind).
Result<std::vector<Label>> readPickJson(const std::filesystem::path& path);

}  // namespace seisdesk
