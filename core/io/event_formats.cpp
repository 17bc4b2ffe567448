#include "core/io/event_formats.h"

#include "core/catalog/compile.h"
#include "core/io/atomic_write.h"
#include "core/io/event_csv.h"
#include "core/io/locator_files.h"
#include "core/io/nordic.h"
#include "core/io/pick_json.h"
#include "core/io/quakeml.h"
#include "core/io/sc3ml.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace seisdesk {

namespace {

constexpr auto entries = std::to_array<EventFormatEntry>({
    {EventFormat::QuakeMl, "quakeml", "QuakeML", "xml"},
    {EventFormat::NonLinLoc, "nonlinloc", "NonLinLoc observations", "obs"},
    {EventFormat::Nordic, "nordic", "Nordic, new format", "out"},
    {EventFormat::NordicOld, "nordic-old", "Nordic, old format", "out"},
    {EventFormat::Hypo71, "hypo71", "HYPO71 phases", "pha"},
    {EventFormat::SeisComp, "sc3ml", "SeisComP XML", "scml"},
    {EventFormat::PickTable, "picks", "Picks as comma-separated values", "csv"},
    {EventFormat::EventTable, "events", "Events as comma-separated values", "csv"},
    {EventFormat::PickJson, "json", "Picks as JSON", "json"},
});

Result<std::vector<std::string>> written(const std::filesystem::path& path, PhaseFile file)
{
    if (auto done = writeAtomically(path, file.text); !done) return done.error();
    std::sort(file.notes.begin(), file.notes.end());
    file.notes.erase(std::unique(file.notes.begin(), file.notes.end()), file.notes.end());
    return std::move(file.notes);
}

Result<std::vector<std::string>> noted(const Result<void>& done)
{
    if (!done) return done.error();
    return std::vector<std::string>();
}

}  // namespace

std::span<const EventFormatEntry> eventFormats() { return entries; }

const EventFormatEntry* eventFormatNamed(std::string_view name)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const EventFormatEntry& e) { return e.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

const EventFormatEntry* eventFormatOf(const std::filesystem::path& path)
{
    std::string extension = path.extension().string();
    if (extension.starts_with('.')) extension.erase(0, 1);
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == "qml" || extension == "quakeml") extension = "xml";
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const EventFormatEntry& e) { return e.extension == extension; });
    return found == entries.end() ? nullptr : &*found;
}

Result<std::vector<std::string>> writeEvents(const std::filesystem::path& path, const std::vector<Event>& events, EventFormat format)
{
    switch (format) {
    case EventFormat::QuakeMl: return noted(writeQuakeMl(path, events));
    case EventFormat::NonLinLoc: return written(path, nonLinLocObservations(events));
    case EventFormat::Nordic: return written(path, nordicText(events, NordicFormat::New));
    case EventFormat::NordicOld: return written(path, nordicText(events, NordicFormat::Old));
    case EventFormat::Hypo71: return written(path, hypo71Cards(events));
    case EventFormat::SeisComp: return written(path, {seisCompXml(events), {}});
    case EventFormat::PickTable: return written(path, {pickCsv(events), {}});
    case EventFormat::EventTable: return written(path, {eventCsv(events), {}});
    case EventFormat::PickJson: return noted(writePickJson(path, labelsFromEvents(events)));
    }
    return Error{Error::Code::Internal, "There is no such format."};
}

}  // namespace seisdesk
