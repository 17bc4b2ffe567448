#include "core/io/pick_json.h"

#include "core/catalog/label_json.h"
#include "core/io/atomic_write.h"
#include "core/io/text_file.h"

#include <nlohmann/json.hpp>

namespace seisdesk {

using nlohmann::json;

namespace {

constexpr const char* formatName = "seisdesk-picks";

json toJson(const StationPrediction& station)
{
    json out = {{"instrument", station.instrument.text()}, {"anchor", station.anchor.text()}, {"curves", json::array()}, {"coverage", json::array()}};
    for (const Curve& curve : station.curves)
        if (out["curves"].empty() || out["curves"].back() != curve.name) out["curves"].push_back(curve.name);
    for (const TimeSpan& span : station.coverage) out["coverage"].push_back({formatTime(span.begin), formatTime(span.end)});
    if (!station.notes.empty()) out["notes"] = station.notes;
    return out;
}

}  // namespace

Result<void> writePickJson(const std::filesystem::path& path, const std::vector<Label>& labels, const std::vector<Prediction>& predictions)
{
    json out = {{"format", formatName}, {"version", 1}, {"program", "SeisDesk " SEISDESK_VERSION}, {"created", formatTime(now())},
                {"labels", json::array()}, {"predictions", json::array()}};
    for (const Label& label : labels) out["labels"].push_back(seisdesk::toJson(label));
    for (const Prediction& prediction : predictions) {
        json stations = json::array();
        for (const StationPrediction& station : prediction.stations) stations.push_back(toJson(station));
        out["predictions"].push_back({{"model", prediction.model}, {"stations", std::move(stations)}});
    }
    return writeAtomically(path, out.dump(1, ' ', false, json::error_handler_t::replace) + '\n');
}

Result<std::vector<Label>> readPickJson(const std::filesystem::path& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text) return text.error();
    const json in = json::parse(*text, nullptr, false);
    if (in.is_discarded()) return Error{Error::Code::Malformed, "'" + path.string() + "' is not JSON. Export it again."};
    if (!in.is_object() || in.value("format", json()) != formatName || !in.contains("labels") || !in["labels"].is_array())
        return Error{Error::Code::Unsupported, "'" + path.string() + "' is JSON, but not a list of SeisDesk picks."};
    std::vector<Label> labels;
    for (const json& item : in["labels"]) {
        Result<Label> label = labelFromJson(item);
        if (!label) return Error{Error::Code::Malformed, "'" + path.string() + "', label " + std::to_string(labels.size() + 1) + ": " + label.error().message};
        labels.push_back(std::move(*label));
    }
    return labels;
}

}  // namespace seisdesk
