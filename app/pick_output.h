#pragma once
// Where picks go: QuakeML, CSV or JSON, by the name of the output.

#include "core/base/result.h"
#include "core/label/prediction.h"

#include <filesystem>
#include <vector>

namespace seisdesk {

enum class OutputFormat { Xml, Csv, Json };

/// Error InvalidArgument for a name that does not say it.
Result<OutputFormat> outputFormat(const std::filesystem::path& output);

/// Whole or not at all; only JSON takes the predictions.
Result<void> writePicks(const std::filesystem::path& output, const std::vector<Label>& labels, const std::vector<Prediction>& predictions);

}  // namespace seisdesk
