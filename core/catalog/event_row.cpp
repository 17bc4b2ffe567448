#include "core/catalog/event_row.h"

#include "core/catalog/review_state.h"

namespace seisdesk {

std::string placeOf(const Event& event)
{
    for (const EventDescription& description : event.descriptions)
        if (!description.text.empty()) return description.text;
    const Origin* origin = event.origin();
    return origin ? origin->region : std::string();
}

EventRow rowOf(const Event& event, std::size_t picks)
{
    EventRow out;
    out.id = event.id;
    out.place = placeOf(event);
    out.type = event.type;
    out.review = reviewOf(event);
    out.author = event.creation.author;
    out.agency = event.creation.agencyId;
    out.picks = picks;
    if (const Origin* origin = event.origin()) {
        out.time = origin->time;
        out.latitudeDegrees = origin->latitude.value;
        out.longitudeDegrees = origin->longitude.value;
        if (origin->depthMetres) out.depthKm = 1e-3 * origin->depthMetres->value;
        out.mode = origin->mode;
        if (!origin->creation.author.empty()) out.author = origin->creation.author;
        if (!origin->creation.agencyId.empty()) out.agency = origin->creation.agencyId;
    }
    if (const Magnitude* magnitude = event.magnitude()) {
        out.magnitude = magnitude->magnitude.value;
        out.magnitudeType = magnitude->type;
    }
    return out;
}

}  // namespace seisdesk
