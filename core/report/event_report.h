#pragma once
// Event report: events as HTML pages for people, self-contained and printable.

#include "core/catalog/event.h"
#include "core/report/map_ground.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

struct ReportInput {
    std::vector<Event> events;          ///< those without origin are left out
    Inventory inventory;                ///< may be empty: stations are then placed by distance and azimuth
    std::vector<TracePtr> traces;       ///< may be empty: record sections then show onsets only
    std::string title = "Events";
    std::string program = "SeisDesk " SEISDESK_VERSION;
    Time created{};
    MapGround ground{};                 ///< under the maps, of mapExtent() at least; may be empty
};

struct ReportPage {
    std::string file;                   ///< name in the report's folder
    std::string html;
};

/// What the maps of the report show; nothing without located events.
std::optional<MapExtent> mapExtent(const ReportInput& input);

/// "index.html" with all events on a map, over time and in a table, then a page for each event.
std::vector<ReportPage> reportPages(const ReportInput& input);

/// All of it in one page.
std::string reportInOne(const ReportInput& input);

}  // namespace seisdesk
