#pragma once
// What commands about events read: picks or events, records, and stations from wherever they are.

#include "core/io/records.h"
#include "core/locate/travel/travel_times.h"

namespace seisdesk {

/// Stations of StationXML files and folders, with their issues; nothing of nothing. Errors as readRecords(), and NotFound where they hold no stations.
Result<Records> readStations(const std::vector<std::string>& inventories, const Progress& progress);

/// `inputs` together with the inventory of `inventories`; issues of both. Errors as readRecords() and readStations().
Result<Records> readEventInputs(const std::vector<std::string>& inputs, const std::vector<std::string>& inventories, const Progress& progress);

/// "iasp91, ak135 ..." for the help.
std::string velocityModelNames();

/// Travel times of a shipped model or a file. Errors as velocity models; Cancelled.
Result<std::shared_ptr<const TravelTimes>> travelTimesOf(const std::string& model, const Progress& progress);

}  // namespace seisdesk
