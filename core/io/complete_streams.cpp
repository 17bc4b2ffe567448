#include "core/io/complete_streams.h"

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

}  // namespace

std::size_t completeStreams(std::vector<Label>& labels, const std::vector<StreamId>& streams, const Inventory& inventory)
{
    ByStation byStation;
    std::map<std::string, std::set<std::string>> networks;
    for (const StreamId& s : streams) byStation[s.station].insert(s), networks[s.station].insert(s.network);
    for (const Station& s : inventory.stations) networks[s.code].insert(s.network);
    std::size_t changed = 0;
    for (Label& label : labels) {
        const StreamId before = label.stream;
        if (label.stream.network.empty())
            if (const auto found = networks.find(label.stream.station); found != networks.end() && found->second.size() == 1) label.stream.network = *found->second.begin();
        if (!label.stream.channel.empty() && label.stream.channel.size() < 3)
            if (const auto at = byStation.find(label.stream.station); at != byStation.end())
                if (const StreamId* stream = nearest(at->second, label.stream)) label.stream = *stream;
        changed += label.stream != before;
    }
    return changed;
}

}  // namespace seisdesk
