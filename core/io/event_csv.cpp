#include "core/io/event_csv.h"

#include "core/catalog/label_pick.h"
#include "core/io/csv_table.h"
#include "core/io/text_file.h"

#include <initializer_list>
#include <unordered_map>

namespace seisdesk {

namespace {

std::string text(const std::optional<double>& value, double scale = 1.0) { return value ? numberText(*value * scale) : std::string(); }

std::string timeText(Time time) { return formatTime(time, time.time_since_epoch().count() % 1000 == 0 ? 6 : 9); }

void addRow(std::string& out, std::initializer_list<std::string> fields)
{
    const char* separator = "";
    for (const std::string& field : fields) {
        out += separator;
        out += csvField(field);
        separator = ",";
    }
    out += '\n';
}

}  // namespace

std::string eventCsv(const std::vector<Event>& events)
{
    std::string out = "event_id,time,latitude,longitude,depth_km,magnitude,magnitude_type,event_type,status,mode,agency,region,used_phases,azimuthal_gap_deg,rms_s,"
                      "time_uncertainty_s,horizontal_uncertainty_km,depth_uncertainty_km,picks\n";
    for (const Event& event : events) {
        const Origin none, *found = event.origin();
        const Origin& o = found ? *found : none;
        const Magnitude* m = event.magnitude();
        std::string region = o.region;
        for (const EventDescription& d : event.descriptions)
            if (region.empty()) region = d.text;
        const std::string& agency = o.creation.agencyId.empty() ? event.creation.agencyId : o.creation.agencyId;
        const auto horizontal = o.ellipse ? std::optional(o.ellipse->maximumMetres) : o.horizontalUncertaintyMetres;
        addRow(out, {event.id, found ? timeText(o.time) : "", found ? numberText(o.latitude.value) : "", found ? numberText(o.longitude.value) : "",
                     o.depthMetres ? numberText(o.depthMetres->value / 1000.0) : "", m ? numberText(m->magnitude.value) : "", m ? m->type : "", event.type, o.status ? word(*o.status) : "",
                     o.mode ? word(*o.mode) : "", agency, region, o.quality.usedPhaseCount ? std::to_string(*o.quality.usedPhaseCount) : "", text(o.quality.azimuthalGapDegrees),
                     text(o.quality.standardErrorSeconds), text(o.timeUncertainty.symmetric), text(horizontal, 1e-3), o.depthMetres ? text(o.depthMetres->uncertainty.symmetric, 1e-3) : "",
                     std::to_string(event.picks.size())});
    }
    return out;
}

std::string pickCsv(const std::vector<Event>& events)
{
    std::string out = "event,network,station,location,channel,phase,time,uncertainty_s,lower_uncertainty_s,upper_uncertainty_s,polarity,onset,mode,status,confidence,model,residual_s,weight,"
                      "distance_deg,azimuth_deg,takeoff_deg,pick_id\n";
    for (const Event& event : events) {
        std::unordered_map<std::string_view, const Arrival*> arrivals;
        if (const Origin* origin = event.origin())
            for (const Arrival& arrival : origin->arrivals) arrivals.try_emplace(arrival.pickId, &arrival);
        for (const Pick& p : event.picks) {
            const auto found = arrivals.find(p.id);
            const Arrival none, &a = found == arrivals.end() ? none : *found->second;
            const std::string *confidence = comment(p.comments, "confidence"), *model = comment(p.comments, "dlmodel");
            const Uncertainty& u = p.timeUncertainty;
            const auto mean = u.lower && u.upper ? std::optional(0.5 * (*u.lower + *u.upper)) : u.symmetric ? u.symmetric : u.lower ? u.lower : u.upper;
            addRow(out, {event.id, p.waveform.network, p.waveform.station, p.waveform.location, p.waveform.channel, p.phaseHint.empty() ? a.phase : p.phaseHint, timeText(p.time),
                         text(mean), text(u.lower ? u.lower : u.symmetric), text(u.upper ? u.upper : u.symmetric), word(p.polarity), word(p.onset), p.mode ? word(*p.mode) : "", p.status ? word(*p.status) : "",
                         confidence ? *confidence : "", model ? *model : "", text(a.timeResidualSeconds), text(a.timeWeight), text(a.distanceDegrees), text(a.azimuthDegrees),
                         text(a.takeoffAngleDegrees), p.id});
        }
    }
    return out;
}

}  // namespace seisdesk
