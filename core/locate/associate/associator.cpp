#include "core/locate/associate/associator.h"

#include "core/base/median.h"
#include "core/locate/associate/evidence.h"
#include "core/locate/associate/pick_cells.h"
#include "core/locate/refinement.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>

namespace seisdesk {

namespace {

constexpr double blockSeconds = 120.0;
/// So far a block looks into the next one, lest it takes onsets from an event there.
constexpr double guardSeconds = 15.0;
/// A block in which noise makes more candidates than this is left: what is found by then stays.
constexpr int mostCellsInBlock = 400000;

/// A source with its onsets, not yet an event: a richer one may need them.
struct Candidate {
    TrialSource trial;
    double origin = 0.0;
    std::vector<Member> members;
    double worth = 0.0;
    PickCell cell;  ///< where it was found
};

struct Poorer {
    bool operator()(const PickCell& a, const PickCell& b) const
    {
        return a.worth != b.worth ? a.worth < b.worth : a.half * a.halfEast * a.halfTime > b.half * b.halfEast * b.halfTime;
    }
};

class Search {
public:
    Search(const TravelTimes& times, const std::vector<LoosePick>& picks, const AssociateOptions& options)
        : m_times(times), m_picks(picks), m_options(options), m_field(times, picks, options), m_evidence(times, m_field, options, blockSeconds)
    {
    }

    Result<Association> run(const Progress& progress)
    {
        Association out;
        double last = 0.0;
        for (const auto& onset : m_field.onsets) last = std::max(last, onset.seconds);
        const double begin = -m_field.longestSeconds;
        for (double from = begin; from <= last; from += blockSeconds) {
            if (!block(from, out, progress)) return Error{Error::Code::Cancelled, "Cancelled."};
            progress.report((from - begin) / (last - begin + 1.0), std::to_string(out.events.size()) + " events");
        }
        std::sort(out.events.begin(), out.events.end(), [](const auto& a, const auto& b) { return a.location.time < b.location.time; });
        for (const auto& onset : m_field.onsets)
            if (!onset.taken) out.alone.push_back(onset.index);
        std::sort(out.alone.begin(), out.alone.end());
        return out;
    }

private:
    bool rich(const PickCell& cell) const { return cell.worth >= 0.6 * m_options.fewestPicks && static_cast<int>(cell.picks.size()) >= m_options.fewestPicks && cell.stations >= m_options.fewestStations; }

    /// Origin times from `from` on; false when cancelled.
    bool block(double from, Association& out, const Progress& progress)
    {
        std::vector<std::uint32_t> all;
        for (std::uint32_t i = 0; i < m_field.onsets.size(); ++i) {
            const auto& onset = m_field.onsets[i];
            if (!onset.taken && onset.seconds >= from - 2.0 && onset.seconds <= from + blockSeconds + guardSeconds + m_field.longestSeconds + 5.0) all.push_back(i);
        }
        std::priority_queue<PickCell, std::vector<PickCell>, Poorer> queue;
        PickCell whole{0.0, 0.0, m_field.reachNorthKm, m_field.reachEastKm, 0.5 * m_options.deepestKm, 0.5 * m_options.deepestKm,
                       from + 0.5 * (blockSeconds + guardSeconds), 0.5 * (blockSeconds + guardSeconds), {}, 0, 0.0, false};
        const auto push = [&](PickCell&& cell, const std::vector<std::uint32_t>& picks) {
            fill(cell, picks, m_times, m_field, m_options);
            if (rich(cell)) queue.push(std::move(cell));
        };
        push(std::move(whole), all);
        m_tried.clear();
        m_candidates.clear();
        std::vector<std::uint32_t> reserved;  // for events of the next block
        for (int cells = 0; !queue.empty() && cells < mostCellsInBlock; ++cells) {
            if (progress.cancelled()) return false;
            PickCell cell = queue.top();
            queue.pop();
            if (cell.known) {
                const auto found = m_candidates.extract(cell.picks);
                if (recount(cell, m_field)) {
                    cell = std::move(found.mapped().cell);  // look again for what is left
                    m_tried.clear();
                    recount(cell, m_field);
                    if (rich(cell)) queue.push(std::move(cell));
                } else if (found.mapped().origin > from + blockSeconds) {
                    for (const Member& member : found.mapped().members) reserved.push_back(member.onset), m_field.onsets[member.onset].taken = true;
                } else if (auto event = located(m_times, found.mapped().trial, found.mapped().members, m_field, m_picks, m_options)) {
                    for (const Member& member : found.mapped().members) m_field.onsets[member.onset].taken = true;
                    out.events.push_back(std::move(*event));
                }
                continue;
            }
            if (recount(cell, m_field)) {
                if (rich(cell)) queue.push(std::move(cell));
                continue;
            }
            if (cell.small()) {
                if (auto candidate = source(cell)) {
                    PickCell one = cell;
                    one.picks.clear();
                    one.waves.clear();
                    for (const Member& member : candidate->members) one.picks.push_back(member.onset);
                    one.worth = candidate->worth;
                    one.known = true;
                    candidate->cell = std::move(cell);
                    if (m_candidates.emplace(one.picks, std::move(*candidate)).second) queue.push(std::move(one));
                }
                continue;
            }
            auto [a, b] = halves(cell);
            push(std::move(a), cell.picks);
            push(std::move(b), cell.picks);
        }
        for (const std::uint32_t onset : reserved) m_field.onsets[onset].taken = false;
        return true;
    }

    double tolerance(double travelSeconds) const { return m_options.toleranceSeconds + m_options.toleranceFraction * travelSeconds; }

    /// The onsets near what a source predicts: for each station the nearest P and S.
    std::vector<Member> gather(const GeoPoint& place, double depthKm, double origin, double widening) const
    {
        std::vector<Member> out;
        const TravelTimes::Slice slice = m_times.slice(depthKm);
        for (std::size_t begin = 0; begin < m_field.onsets.size();) {
            std::size_t end = begin;
            while (end < m_field.onsets.size() && m_field.onsets[end].station == m_field.onsets[begin].station) ++end;
            const auto& station = m_field.stations[m_field.onsets[begin].station];
            const double distance = distanceDegrees(place, station.place);
            std::optional<std::uint32_t> p;
            for (const Phase phase : {Phase::P, Phase::S}) {
                const TravelTime time = slice.at(phase, distance);
                if (!time) continue;
                const double travel = time.seconds + m_times.elevationSeconds(arrivesAs(phase), time.secondsPerKm, station.elevationKm);
                double nearest = widening * tolerance(travel);
                std::optional<std::uint32_t> found;
                const auto first = std::lower_bound(m_field.onsets.begin() + static_cast<std::ptrdiff_t>(begin), m_field.onsets.begin() + static_cast<std::ptrdiff_t>(end),
                                                    origin + travel - nearest, [](const PickField::Onset& onset, double seconds) { return onset.seconds < seconds; });
                for (auto i = static_cast<std::size_t>(first - m_field.onsets.begin()); i < end && m_field.onsets[i].seconds <= origin + travel + nearest; ++i) {
                    const auto& onset = m_field.onsets[i];
                    const auto id = static_cast<std::uint32_t>(i);
                    if (onset.taken || (onset.wave && *onset.wave != arrivesAs(phase)) || p == id) continue;
                    if (const double off = std::abs(onset.seconds - origin - travel); off < nearest) nearest = off, found = id;
                }
                if (!found) continue;
                out.push_back({*found, phase, m_field.onsets[*found].seconds - origin - travel, tolerance(travel)});
                if (phase == Phase::P) p = found;
            }
            begin = end;
        }
        return out;
    }

    std::optional<Candidate> source(const PickCell& cell)
    {
        TrialSource trial{m_field.centre.moved(cell.north, cell.east), cell.depth, {}};
        double origin = cell.time;
        std::vector<Member> members;
        for (int pass = 0; pass < 4; ++pass) {
            auto next = gather(trial.place, trial.depthKm, origin, pass == 0 ? 2.5 : pass == 1 ? 1.5 : 1.0);
            if (!enough(next, m_field, m_options)) return std::nullopt;
            std::vector<std::uint32_t> key;
            for (const Member& member : next) key.push_back(member.onset * 2 + (member.phase == Phase::S));
            if (pass == 0 && !m_tried.insert(key).second) return std::nullopt;
            const bool same = std::equal(next.begin(), next.end(), members.begin(), members.end(), [](const Member& a, const Member& b) { return a.onset == b.onset && a.phase == b.phase; });
            members = std::move(next);
            if (same) break;
            const auto picks = phasePicks(members, m_field, m_picks);
            const Misfit misfit(m_times, picks, m_options.locate.modelError, m_options.locate.corrections);
            trial = refine(misfit, trial, {0.0, m_options.deepestKm});
            origin = toSeconds(misfit.reference() - m_field.reference) + trial.value.originSeconds;
        }
        members = gather(trial.place, trial.depthKm, origin, 1.0);
        if (!enough(members, m_field, m_options)) return std::nullopt;
        double squares = 0.0, worth = 0.0;
        for (const Member& member : members) {
            squares += member.residual * member.residual;
            worth += 1.0 - member.residual * member.residual / (member.tolerance * member.tolerance);
        }
        if (std::sqrt(squares / static_cast<double>(members.size())) > m_options.largestRmsSeconds || worth < 0.6 * m_options.fewestPicks) return std::nullopt;
        if (distanceDegrees(trial.place, m_field.centre) * kmPerDegree > 1.1 * std::hypot(m_field.reachNorthKm, m_field.reachEastKm)) return std::nullopt;
        if (share(trial.place, members) < m_options.smallestShare) return std::nullopt;
        if (m_evidence.of(trial, members) < m_options.leastEvidence) return std::nullopt;
        return Candidate{trial, origin, std::move(members), worth, {}};
    }

    /// Of the stations within the median distance of the members, how many are members.
    double share(const GeoPoint& place, const std::vector<Member>& members) const
    {
        std::set<std::size_t> seen;
        for (const Member& member : members) seen.insert(m_field.onsets[member.onset].station);
        std::vector<double> distances;
        for (const std::size_t station : seen) distances.push_back(distanceDegrees(place, m_field.stations[station].place));
        const double middle = median(distances).value_or(0.0);
        const auto within = std::count_if(m_field.stations.begin(), m_field.stations.end(), [&](const auto& station) { return distanceDegrees(place, station.place) <= middle; });
        const auto near = std::count_if(distances.begin(), distances.end(), [&](double d) { return d <= middle; });
        return static_cast<double>(near) / static_cast<double>(within);
    }

    const TravelTimes& m_times;
    const std::vector<LoosePick>& m_picks;
    const AssociateOptions& m_options;
    PickField m_field;
    Evidence m_evidence;
    std::set<std::vector<std::uint32_t>> m_tried;
    std::map<std::vector<std::uint32_t>, Candidate> m_candidates;
};

}  // namespace

Result<Association> associate(const TravelTimes& times, const std::vector<LoosePick>& picks, const AssociateOptions& options, const Progress& progress)
{
    if (picks.empty()) return Association{};
    return Search(times, picks, options).run(progress);
}

}  // namespace seisdesk
