#include "core/locate/associate/pick_cells.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

std::uint8_t named(const std::optional<WaveType>& wave) { return !wave ? 3 : *wave == WaveType::P ? 1 : 2; }

/// Picks of one station in a run; each is worth at most one P and one S.
void count(PickCell& cell, const PickField& field)
{
    cell.worth = 0.0;
    cell.stations = 0;
    for (std::size_t i = 0; i < cell.picks.size();) {
        const std::size_t station = field.onsets[cell.picks[i]].station;
        int seen = 0;
        double picks = 0.0;
        for (; i < cell.picks.size() && field.onsets[cell.picks[i]].station == station; ++i, ++picks)
            seen |= i < cell.waves.size() ? cell.waves[i] : named(field.onsets[cell.picks[i]].wave);
        // An onset without a name is one wave or the other, never both.
        cell.worth += std::min(picks, seen == 3 ? 2.0 : 1.0);
        ++cell.stations;
    }
}

}  // namespace

PickField::PickField(const TravelTimes& times, const std::vector<LoosePick>& picks, const AssociateOptions& options)
{
    std::map<std::string, std::size_t> names;
    reference = Time::max();
    for (const LoosePick& pick : picks) reference = std::min(reference, pick.time);
    for (std::size_t i = 0; i < picks.size(); ++i) {
        const auto [at, fresh] = names.emplace(picks[i].station, stations.size());
        if (fresh) stations.push_back({picks[i].station, picks[i].place, picks[i].elevationKm});
        onsets.push_back({at->second, toSeconds(picks[i].time - reference), picks[i].sigmaSeconds, picks[i].wave, false, i, picks[i].confidence});
    }
    std::sort(onsets.begin(), onsets.end(), [](const Onset& a, const Onset& b) { return std::pair(a.station, a.seconds) < std::pair(b.station, b.seconds); });
    if (stations.empty()) return;
    // Relative to a first guess of the centre, then to the middle of what that shows.
    centre = stations.front().place;
    for (int pass = 0; pass < 2; ++pass) {
        double low[2] = {1e9, 1e9}, high[2] = {-1e9, -1e9};
        for (const Station& station : stations) {
            const Course there = course(centre, station.place);
            const double angle = there.azimuthDegrees / degreesPerRadian, at[2] = {there.distanceKm() * std::cos(angle), there.distanceKm() * std::sin(angle)};
            for (int k = 0; k < 2; ++k) low[k] = std::min(low[k], at[k]), high[k] = std::max(high[k], at[k]);
        }
        centre = centre.moved(0.5 * (low[0] + high[0]), 0.5 * (low[1] + high[1]));
        reachNorthKm = 0.5 * (high[0] - low[0]) + options.marginKm;
        reachEastKm = 0.5 * (high[1] - low[1]) + options.marginKm;
    }
    const double far = 2.0 * std::hypot(reachNorthKm, reachEastKm) / kmPerDegree;
    longestSeconds = times.slice(options.deepestKm).at(Phase::S, std::min(far, times.farthestDegrees())).seconds;
}

void fill(PickCell& cell, const std::vector<std::uint32_t>& from, const TravelTimes& times, const PickField& field, const AssociateOptions& options)
{
    const TravelTimes::Slice slices[2] = {times.slice(cell.depth - cell.halfDepth), times.slice(cell.depth + cell.halfDepth)};
    const GeoPoint place = field.centre.moved(cell.north, cell.east);
    const double radius = std::hypot(cell.half, cell.halfEast) / kmPerDegree;
    cell.picks.clear();
    cell.waves.clear();
    double earliest[2] = {}, latest[2] = {};
    std::size_t known = field.stations.size();
    for (const std::uint32_t i : from) {
        const PickField::Onset& onset = field.onsets[i];
        if (onset.taken) continue;
        if (onset.station != known) {
            known = onset.station;
            const auto& station = field.stations[known];
            const double distance = distanceDegrees(place, station.place);
            for (const Phase phase : {Phase::P, Phase::S}) {
                const int w = phase == Phase::S;
                const double near = std::max(0.0, distance - radius), far = distance + radius;
                const auto at = [&](int slice, double d) {
                    const TravelTime time = slices[slice].at(phase, std::min(d, times.farthestDegrees()));
                    return time.seconds + times.elevationSeconds(arrivesAs(phase), time.secondsPerKm, station.elevationKm);
                };
                const double last = std::max(at(0, far), at(1, far)), slack = options.toleranceSeconds + options.toleranceFraction * last;
                earliest[w] = std::min(at(0, near), at(1, near)) - slack;
                latest[w] = last + slack;
            }
        }
        const auto fits = [&](int w) {
            return onset.seconds - latest[w] <= cell.time + cell.halfTime && onset.seconds - earliest[w] >= cell.time - cell.halfTime;
        };
        const int waves = named(onset.wave) & ((fits(0) ? 1 : 0) | (fits(1) ? 2 : 0));
        if (waves == 0) continue;
        cell.picks.push_back(i);
        cell.waves.push_back(static_cast<std::uint8_t>(waves));
    }
    count(cell, field);
}

std::pair<PickCell, PickCell> halves(const PickCell& cell)
{
    PickCell a = cell, b = cell;
    a.picks.clear(), b.picks.clear();
    a.waves.clear(), b.waves.clear();
    const double north = cell.half / 4.0, east = cell.halfEast / 4.0, depth = cell.halfDepth / 7.0;
    const auto split = [&](double PickCell::*middle, double PickCell::*half) {
        a.*half = b.*half = 0.5 * cell.*half;
        a.*middle = cell.*middle - a.*half;
        b.*middle = cell.*middle + b.*half;
    };
    if (cell.halfTime >= std::max({north, east, depth})) split(&PickCell::time, &PickCell::halfTime);
    else if (north >= std::max(east, depth)) split(&PickCell::north, &PickCell::half);
    else if (east >= depth) split(&PickCell::east, &PickCell::halfEast);
    else split(&PickCell::depth, &PickCell::halfDepth);
    return {std::move(a), std::move(b)};
}

bool recount(PickCell& cell, const PickField& field)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < cell.picks.size(); ++i) {
        if (field.onsets[cell.picks[i]].taken) continue;
        if (i < cell.waves.size()) cell.waves[kept] = cell.waves[i];
        cell.picks[kept++] = cell.picks[i];
    }
    if (kept == cell.picks.size()) return false;
    cell.picks.resize(kept);
    cell.waves.resize(std::min(cell.waves.size(), kept));
    count(cell, field);
    cell.known = false;
    return true;
}

}  // namespace seisdesk
