#include "core/waveform/inventory.h"

#include <algorithm>

namespace seisdesk {

const Channel* Inventory::channel(const StreamId& id, Time time) const
{
    const Channel* best = nullptr;
    for (const Station& s : stations) {
        if (s.network != id.network || s.code != id.station) continue;
        for (const Channel& c : s.channels)
            if (c.id == id && c.epoch.contains(time) && (!best || c.epoch.begin >= best->epoch.begin)) best = &c;
    }
    return best;
}

const Station* Inventory::station(const std::string& network, const std::string& code, Time time) const
{
    const Station* valid = nullptr;
    const Station* newest = nullptr;
    for (const Station& s : stations) {
        if (s.network != network || s.code != code) continue;
        if (!newest || s.epoch.begin >= newest->epoch.begin) newest = &s;
        if (s.epoch.contains(time) && (!valid || s.epoch.begin >= valid->epoch.begin)) valid = &s;
    }
    return valid ? valid : newest;
}

void Inventory::merge(const Inventory& other)
{
    for (const Station& theirs : other.stations) {
        const auto mine = std::find_if(stations.begin(), stations.end(), [&](const Station& s) {
            return s.network == theirs.network && s.code == theirs.code && s.epoch.begin == theirs.epoch.begin;
        });
        if (mine == stations.end()) {
            stations.push_back(theirs);
            continue;
        }
        std::vector<Channel> channels = std::move(mine->channels);
        *mine = theirs;
        for (Channel& c : channels) {
            const bool replaced = std::any_of(theirs.channels.begin(), theirs.channels.end(),
                                              [&](const Channel& t) { return t.id == c.id && t.epoch.begin == c.epoch.begin; });
            if (!replaced) mine->channels.push_back(std::move(c));
        }
    }
}

}  // namespace seisdesk
