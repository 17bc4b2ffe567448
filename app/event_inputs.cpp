#include "app/event_inputs.h"

#include "app/outcome.h"
#include "core/locate/travel/velocity_file.h"

namespace seisdesk {

Result<Records> readStations(const std::vector<std::string>& inventories, const Progress& progress)
{
    if (inventories.empty()) return Records{};
    auto stations = readRecords(inventories, {}, progress);
    if (stations && stations->inventory.empty()) return nothingFound("station metadata", inventories, stations->issues, "Give StationXML files, or folders of them.");
    return stations;
}

Result<Records> readEventInputs(const std::vector<std::string>& inputs, const std::vector<std::string>& inventories, const Progress& progress)
{
    auto records = readRecords(inputs, {}, progress.part(0.0, inventories.empty() ? 1.0 : 0.8));
    if (!records || inventories.empty()) return records;
    auto stations = readStations(inventories, progress.part(0.8, 1.0));
    if (!stations) return stations.error();
    records->inventory.merge(stations->inventory);
    records->issues.insert(records->issues.end(), stations->issues.begin(), stations->issues.end());
    return records;
}

std::string velocityModelNames()
{
    std::string names;
    for (const std::string& name : shippedVelocityModels()) names += (names.empty() ? "" : ", ") + name;
    return names;
}

Result<std::shared_ptr<const TravelTimes>> travelTimesOf(const std::string& name, const Progress& progress)
{
    const auto model = velocityModel(name);
    if (!model) return model.error();
    return TravelTimes::of(*model, progress);
}

}  // namespace seisdesk
