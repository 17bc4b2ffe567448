#include "core/io/complete_streams.h"

#include "core/catalog/label_pick.h"

#include <map>
#include <set>
#include <string>

namespace seisdesk {

namespace {

using ByStation = std::map<std::string, std::set<StreamId>>;  ///< key: station code

const StreamId* nearest(const std::set<StreamId>& streams, const StreamId& wanted)
{
    const StreamId* best = nullptr;
    int bestFit = 0;
    for (const StreamId& s : streams) {
        if (s.network != wanted.network || s.component() != wanted.component()) continue;
        const int fit = 1 + (s.channel.front() == wanted.channel.front()) * (wanted.channel.size() > 1);
        if (fit > bestFit) best = &s, bestFit = fit;
    }
    return best;
}

class Completion {
public:
    Completion(const std::vector<StreamId>& streams, const Inventory& inventory)
    {
        for (const StreamId& s : streams) m_byStation[s.station].insert(s), m_networks[s.station].insert(s.network);
        for (const Station& s : inventory.stations) m_networks[s.code].insert(s.network);
    }

    /// True when it changed.
    bool complete(StreamId& stream) const
    {
        const StreamId before = stream;
        if (stream.network.empty())
            if (const auto found = m_networks.find(stream.station); found != m_networks.end() && found->second.size() == 1) stream.network = *found->second.begin();
        if (!stream.channel.empty() && stream.channel.size() < 3)
            if (const auto at = m_byStation.find(stream.station); at != m_byStation.end())
                if (const StreamId* match = nearest(at->second, stream)) stream = *match;
        return stream != before;
    }

private:
    ByStation m_byStation;
    std::map<std::string, std::set<std::string>> m_networks;
};

}  // namespace

std::size_t completeStreams(std::vector<Label>& labels, const std::vector<StreamId>& streams, const Inventory& inventory)
{
    const Completion completion(streams, inventory);
    std::size_t changed = 0;
    for (Label& label : labels) changed += completion.complete(label.stream);
    return changed;
}

std::size_t completeStreams(std::vector<Event>& events, const std::vector<StreamId>& streams, const Inventory& inventory)
{
    const Completion completion(streams, inventory);
    std::size_t changed = 0;
    for (Event& event : events)
        for (Pick& pick : event.picks)
            if (labelIdIn(pick.id)) changed += completion.complete(pick.waveform);
    return changed;
}

}  // namespace seisdesk
