#include "core/review/velocity_choice.h"

#include "core/locate/travel/velocity_file.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace seisdesk {

namespace {

constexpr std::size_t enoughEvents = 25;

std::vector<PhasePick> picksOf(const AssociatedEvent& event, const std::vector<LoosePick>& picks)
{
    std::vector<PhasePick> out;
    for (std::size_t i = 0; i < event.picks.size(); ++i) {
        const LoosePick& pick = picks[event.picks[i]];
        out.push_back({pick.id, pick.station, pick.place, pick.elevationKm, event.phases[i], pick.time, pick.sigmaSeconds, 1.0, true});
    }
    return out;
}

}  // namespace

Result<VelocityChoice> chooseVelocity(const std::vector<LoosePick>& picks, const std::vector<std::string>& models, const AssociateOptions& options, const Progress& progress)
{
    if (models.empty()) return Error{Error::Code::InvalidArgument, "There is no velocity model to choose from."};
    std::vector<std::shared_ptr<const TravelTimes>> tables;
    for (std::size_t m = 0; m < models.size(); ++m) {
        const auto model = velocityModel(models[m]);
        if (!model) return model.error();
        const double done = 0.3 * static_cast<double>(m) / static_cast<double>(models.size());
        const auto times = TravelTimes::of(*model, progress.part(done, done + 0.1));
        if (!times) return times.error();
        tables.push_back(*times);
    }
    VelocityChoice out{tables.front(), {}, 0};
    if (models.size() == 1) return out;

    std::set<std::string> stations;
    for (const LoosePick& pick : picks) stations.insert(pick.station);
    AssociateOptions clear = options;
    clear.fewestStations = std::max(options.fewestStations, std::min(10, static_cast<int>(2 * stations.size() / 3)));
    clear.fewestPicks = std::max(options.fewestPicks, 2 * clear.fewestStations);
    auto found = associate(*tables.front(), picks, clear, progress.part(0.3, 0.8));
    if (!found) return found.error();
    auto& events = found->events;
    std::stable_sort(events.begin(), events.end(), [](const AssociatedEvent& a, const AssociatedEvent& b) { return a.picks.size() > b.picks.size(); });
    if (events.size() > enoughEvents) events.resize(enoughEvents);
    out.events = events.size();
    if (events.empty()) return out;

    std::size_t best = 0;
    for (std::size_t m = 0; m < models.size(); ++m) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        double sum = 0.0;
        std::size_t count = 0;
        for (const AssociatedEvent& event : events) {
            LocateOptions from = options.locate;
            from.start = Hypocentre{event.location.epicentre.latitudeDegrees, event.location.epicentre.longitudeDegrees, event.location.depthKm};
            const auto location = locate(*tables[m], picksOf(event, picks), from);
            for (std::size_t i = 0; i < event.picks.size(); ++i) {
                const double off = location && location->picks[i].arrives ? location->picks[i].residualSeconds / 0.1 : 1e3;
                sum += std::log1p(0.25 * off * off), ++count;
            }
        }
        out.scores.push_back({models[m], sum / static_cast<double>(count)});
        if (out.scores.back().misfit < out.scores[best].misfit) best = m;
        progress.report(0.8 + 0.2 * static_cast<double>(m + 1) / static_cast<double>(models.size()));
    }
    out.times = tables[best];
    std::stable_sort(out.scores.begin(), out.scores.end(), [](const VelocityScore& a, const VelocityScore& b) { return a.misfit < b.misfit; });
    return out;
}

}  // namespace seisdesk
