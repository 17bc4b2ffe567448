#include "core/locate/check/cross_check_event.h"

#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"
#include "core/locate/locate_events.h"

#include <algorithm>
#include <unordered_map>

namespace seisdesk {

namespace {

constexpr std::string_view mark = "crosscheck";

bool isFlag(const Comment& comment) { return comment.id.ends_with("/crosscheck") || comment.id.find("/crosscheck.") != std::string::npos; }

}  // namespace

Result<CrossCheck> crossCheck(const Event& event, const Inventory& inventory, const TravelTimes& times, CrossCheckOptions options, const Progress& progress)
{
    const Origin* origin = event.origin();
    if (!origin) return Error{Error::Code::NotFound, "The event " + event.id + " has no origin: locate it first."};
    std::unordered_map<ResourceId, const Pick*> picks;
    for (const Pick& pick : event.picks) picks.emplace(pick.id, &pick);
    std::vector<CheckedPick> checked;
    for (const Arrival& arrival : origin->arrivals) {
        const auto pick = picks.find(arrival.pickId);
        if (pick == picks.end() || pick->second->status == Review::Rejected) continue;
        auto one = phasePickOf(*pick->second, arrival.phase.empty() ? pick->second->phaseHint : arrival.phase, inventory);
        if (!one) continue;
        one->enabled = arrival.timeWeight.value_or(1.0) > 0.0;
        checked.push_back({std::move(*one), pick->second->polarity, labelOf(*pick->second).source});
    }
    if (origin->depthType == "operator assigned" && origin->depthMetres) options.locate.fixedDepthKm = 1e-3 * origin->depthMetres->value;
    options.locate.start = Hypocentre{origin->latitude.value, origin->longitude.value, origin->depthMetres ? 1e-3 * origin->depthMetres->value : 10.0};
    if (const Magnitude* magnitude = event.magnitude(); magnitude && !options.magnitude) options.magnitude = magnitude->magnitude.value;
    return crossCheck(times, checked, options, progress);
}

void keepFlags(Event& event, const CrossCheck& check)
{
    const Origin* preferred = event.origin();
    if (!preferred) return;
    Origin& origin = event.origins[static_cast<std::size_t>(preferred - event.origins.data())];
    for (Arrival& arrival : origin.arrivals) {
        std::erase_if(arrival.comments, isFlag);
        for (const Flag& flag : check.flags)
            if (flag.pick == arrival.pickId) arrival.comments.push_back({makeId("local.seisdesk", std::string(mark) + '.' + slug(name(flag.doubt))), flag.reason});
    }
}

std::vector<std::pair<ResourceId, std::string>> keptFlags(const Origin& origin)
{
    std::vector<std::pair<ResourceId, std::string>> out;
    for (const Arrival& arrival : origin.arrivals)
        for (const Comment& comment : arrival.comments)
            if (isFlag(comment)) out.emplace_back(arrival.pickId, comment.text);
    return out;
}

}  // namespace seisdesk
