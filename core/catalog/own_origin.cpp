#include "core/catalog/own_origin.h"

#include "core/catalog/resource_id.h"

#include <algorithm>

namespace seisdesk {

ResourceId ownOriginId(const ResourceId& event) { return legalId(event + "/origin/seisdesk", "local.seisdesk"); }

const Origin* ownOrigin(const Event& event)
{
    const ResourceId id = ownOriginId(event.id);
    const auto own = std::find_if(event.origins.begin(), event.origins.end(), [&](const Origin& origin) { return origin.id == id; });
    return own == event.origins.end() ? nullptr : &*own;
}

void putOwnOrigin(Event& event, Origin origin)
{
    event.preferredOriginId = origin.id;
    const auto before = std::find_if(event.origins.begin(), event.origins.end(), [&](const Origin& other) { return other.id == origin.id; });
    if (before == event.origins.end()) {
        event.origins.push_back(std::move(origin));
        return;
    }
    origin.status = before->status;
    if (before->mode == Mode::Manual) origin.mode = Mode::Manual;
    origin.comments = before->comments;
    origin.region = before->region;
    *before = std::move(origin);
}

void removeOwnOrigin(Event& event)
{
    const ResourceId id = ownOriginId(event.id);
    std::erase_if(event.origins, [&](const Origin& origin) { return origin.id == id; });
    if (event.preferredOriginId == id) event.preferredOriginId = event.origins.empty() ? ResourceId() : event.origins.back().id;
}

}  // namespace seisdesk
