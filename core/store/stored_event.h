#pragma once
// Events as JSON text, as the project file keeps them: every member of catalog/event.h, read back as written.

#include "core/base/result.h"
#include "core/catalog/event.h"

#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

std::string storedText(const Event& event);
/// Error Malformed. Members that are not known are ignored, absent ones keep their default.
Result<Event> eventFromStored(std::string_view json);
/// An array of events, and the way back.
std::string storedText(const std::vector<Event>& events);
Result<std::vector<Event>> eventsFromStored(std::string_view json);

}  // namespace seisdesk
