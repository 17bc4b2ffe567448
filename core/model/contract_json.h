#pragma once
// Contracts as JSON, for model cards and for the metadata inside safetensors files.

#include "core/base/result.h"
#include "core/model/contract.h"

#include <optional>
#include <string>
#include <string_view>

namespace seisdesk {

/// "picking", "polarity", "magnitude", "distance", "back-azimuth".
const char* name(Task task);
/// Also accepts the short names of the SeisT family: "dpk", "pmp", "emg", "dis", "baz".
std::optional<Task> taskNamed(std::string_view text);

/// One object, keys as in Contract but snake_case with units.
std::string toJson(const Contract& contract);
/// Absent keys keep Contract's defaults. Errors: Malformed, naming the key.
Result<Contract> contractFromJson(std::string_view json);

}  // namespace seisdesk
