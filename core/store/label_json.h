#pragma once
// Labels as JSON text, as the project file keeps them: a label read back equals the label written.

#include "core/base/result.h"
#include "core/label/label.h"

#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// InvalidArgument for a label that cannot be kept, naming the field: a number that is not finite, or a null id.
Result<void> checkStorable(const Label& label);

/// An object; members that are absent or at their default are left out. The label must be storable.
std::string labelToJson(const Label& label);
/// An array made of texts from labelToJson.
std::string jsonArray(const std::vector<std::string>& objects);

/// Error Malformed. Members that are not known are ignored.
Result<Label> labelFromJson(std::string_view json);
Result<std::vector<Label>> labelsFromJson(std::string_view json);

}  // namespace seisdesk
