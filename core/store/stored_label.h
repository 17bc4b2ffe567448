#pragma once
// Labels as the project file keeps them: JSON text that gives back an equal label, to the nanosecond and the last bit.

#include "core/base/result.h"
#include "core/label/label.h"

#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

/// InvalidArgument for a label that cannot be kept, naming the field: a number that is not finite, or a null id.
Result<void> checkStorable(const Label& label);

/// An object; members that are absent or at their default are left out. The label must be storable.
std::string storedText(const Label& label);
/// An array made of texts from storedText.
std::string storedArray(const std::vector<std::string>& objects);

/// Error Malformed. Members that are not known are ignored.
Result<Label> labelFromStored(std::string_view json);
Result<std::vector<Label>> labelsFromStored(std::string_view json);

}  // namespace seisdesk
