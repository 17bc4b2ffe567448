#include "core/io/label_csv.h"

#include "core/io/atomic_write.h"
#include "core/io/csv_table.h"
#include "core/io/text_file.h"

namespace seisdesk {

namespace {

constexpr std::string_view header =
    "id,phase,network,station,location,channel,time,end,lower_uncertainty_s,upper_uncertainty_s,polarity,onset,mode,status,confidence,"
    "magnitude,magnitude_sigma,distance_km,distance_sigma_km,back_azimuth_deg,back_azimuth_sigma_deg,probability_up,"
    "polarity_confidence,model,filter,author,created,replaces,event,comment\n";

std::string timeText(Time time) { return formatTime(time, time.time_since_epoch().count() % 1000 == 0 ? 6 : 9); }
std::string optionalText(const std::optional<double>& value) { return value ? numberText(*value) : std::string{}; }
std::string valueText(const std::optional<Estimate>& e) { return e ? numberText(e->value) : std::string{}; }
std::string sigmaText(const std::optional<Estimate>& e) { return e ? optionalText(e->sigma) : std::string{}; }

}  // namespace

std::string_view labelCsvHeader() { return header; }

std::string labelCsvRows(const std::vector<Label>& labels)
{
    std::string out;
    for (const Label& l : labels) {
        const std::initializer_list<std::string> fields = {
            l.id.text(), l.phase, l.stream.network, l.stream.station, l.stream.location, l.stream.channel, timeText(l.time),
            l.end ? timeText(*l.end) : "", optionalText(l.lowerUncertaintySeconds), optionalText(l.upperUncertaintySeconds), word(l.polarity),
            word(l.onset), word(l.mode), word(l.review), optionalText(l.confidence), valueText(l.source.magnitude), sigmaText(l.source.magnitude),
            valueText(l.source.distanceKm), sigmaText(l.source.distanceKm), valueText(l.source.backAzimuthDeg), sigmaText(l.source.backAzimuthDeg),
            optionalText(l.source.probabilityUp), optionalText(l.source.polarityConfidence), l.model, l.filter, l.author, l.created == Time{} ? "" : timeText(l.created),
            l.replaces ? l.replaces->text() : "", l.event, l.comment};
        const char* separator = "";
        for (const std::string& field : fields) {
            out += separator + csvField(field);
            separator = ",";
        }
        out += '\n';
    }
    return out;
}

Result<void> writeLabelCsv(const std::filesystem::path& path, const std::vector<Label>& labels)
{
    return writeAtomically(path, std::string(header) + labelCsvRows(labels));
}

}  // namespace seisdesk
