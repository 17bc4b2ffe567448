#pragma once
// The formats that events are written in, by name and by extension.

#include "core/catalog/event.h"
#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

enum class EventFormat { QuakeMl, NonLinLoc, Nordic, NordicOld, Hypo71, SeisComp, PickTable, EventTable, PickJson };

struct EventFormatEntry {
    EventFormat format;
    std::string_view name;       ///< for the command line
    std::string_view title;      ///< for people
    std::string_view extension;  ///< without the dot; the first entry of an extension is what it means
};

std::span<const EventFormatEntry> eventFormats();
/// Null when there is none.
const EventFormatEntry* eventFormatNamed(std::string_view name);
/// By the extension, case ignored; "qml" is QuakeML too. Null when there is none.
const EventFormatEntry* eventFormatOf(const std::filesystem::path& path);

/// Writes atomically. Gives what the format could not say, one sentence each.
Result<std::vector<std::string>> writeEvents(const std::filesystem::path& path, const std::vector<Event>& events, EventFormat format);

}  // namespace seisdesk
