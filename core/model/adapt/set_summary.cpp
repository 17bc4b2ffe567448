#include "core/model/adapt/set_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seisdesk {

namespace {

std::vector<CountBin> bins(const std::vector<double>& edges, const std::string& unit)
{
    const auto text = [](double edge) { return std::to_string(std::lround(edge)); };
    std::vector<CountBin> out{{-std::numeric_limits<double>::infinity(), edges.front(), "below " + text(edges.front()) + ' ' + unit, {}}};
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) out.push_back({edges[i], edges[i + 1], text(edges[i]) + " to " + text(edges[i + 1]) + ' ' + unit, {}});
    out.push_back({edges.back(), std::numeric_limits<double>::infinity(), text(edges.back()) + ' ' + unit + " and more", {}});
    return out;
}

void count(PhaseCount& into, const Label& label)
{
    if (label.phase.starts_with('P')) ++into.p;
    if (label.phase.starts_with('S')) ++into.s;
}

void countInto(std::vector<CountBin>& bins, double value, const Label& label)
{
    for (CountBin& bin : bins)
        if (value >= bin.from && value < bin.to) count(bin.count, label);
}

/// "1 station", "3 stations"
std::string many(std::size_t n, const std::string& noun) { return std::to_string(n) + ' ' + noun + (n == 1 ? "" : "s"); }

std::vector<std::string> missing(const SetSummary& s, const SetWish& wish)
{
    std::vector<std::string> out;
    if (s.count.p + s.count.s == 0) return {"No judged picks yet: confirm, move or add some."};
    const auto wants = [&](Part part, std::size_t wanted, const std::string& what) {
        const std::size_t have = s.parts[static_cast<std::size_t>(part)].events;
        if (have < wanted) out.push_back(std::to_string(wanted - have) + " more event" + (wanted - have == 1 ? "" : "s") + ' ' + what + '.');
    };
    wants(Part::HeldOut, wish.heldOut, "for a held-out part, without which nothing can be proved");
    wants(Part::Train, wish.train, "to learn from");
    wants(Part::Calibration, wish.calibration, "to choose thresholds on");
    if (s.count.p == 0) out.push_back("No P labels.");
    if (s.count.s == 0) out.push_back("No S labels.");
    for (const bool isP : {true, false}) {
        const auto of = [&](const CountBin& b) { return isP ? b.count.p : b.count.s; };
        const auto any = [](const CountBin& b) { return b.count.p + b.count.s > 0; };
        const auto far = std::find_if(s.distance.rbegin(), s.distance.rend(), any), has = std::find_if(s.distance.rbegin(), s.distance.rend(), [&](const CountBin& b) { return of(b) > 0; });
        if (has != s.distance.rend() && far < has) out.push_back(std::string("No ") + (isP ? 'P' : 'S') + " labels beyond " + std::to_string(std::lround(has->to)) + " km.");
    }
    if (s.count.s > 0 && 3 * s.count.s < s.count.p) out.push_back("Few S labels: " + std::to_string(s.count.s) + " beside " + std::to_string(s.count.p) + " of P.");
    const auto bare = static_cast<std::size_t>(std::ranges::count_if(s.stations, [](const auto& entry) { return entry.second == PhaseCount{}; }));
    if (bare > 0) out.push_back(std::to_string(bare) + " of " + many(s.stations.size(), "station") + (bare == 1 ? " has" : " have") + " no label.");
    if (std::ranges::none_of(s.distance, [](const CountBin& b) { return b.count.p > 0; })) out.push_back("No event has a location: distances cannot be learned.");
    const auto weak = [](const CountBin& b) { return b.to <= 10.0 && b.count.p > 0; };
    if (std::ranges::any_of(s.snr, [](const CountBin& b) { return b.count.p > 0; }) && std::ranges::none_of(s.snr, weak)) out.push_back("No P labels below 10 dB: weak onsets are not learned.");
    if (s.up + s.down == 0) out.push_back("No first motions.");
    else if (s.up == 0 || s.down == 0) out.push_back(std::string("All first motions are ") + (s.up > 0 ? "up." : "down."));
    if (s.corrections[static_cast<std::size_t>(Correction::Kind::Rejected)] == 0 && s.quietSeconds == 0.0)
        out.push_back("No rejected picks and no noise: nothing shows what is no onset.");
    return out;
}

}  // namespace

SetSummary summary(const ExampleSet& set, const std::vector<std::string>& stations, const SetWish& wish)
{
    SetSummary out;
    out.distance = bins({10.0, 25.0, 50.0, 100.0, 200.0}, "km");
    out.snr = bins({0.0, 5.0, 10.0, 20.0, 30.0}, "dB");
    for (const std::string& s : stations) out.stations[s];
    for (const Part part : {Part::Train, Part::Calibration, Part::HeldOut}) {
        out.parts[static_cast<std::size_t>(part)].events = set.events(part);
        out.events += set.events(part);
    }
    for (const LocalExample& e : set.examples) {
        PartSummary& part = out.parts[static_cast<std::size_t>(e.part)];
        ++out.windows, ++part.windows;
        PhaseCount& station = out.stations[e.window.stationId];
        bool first = true;
        for (const Label& label : e.window.labels) {
            if (label.end || label.review == Review::Rejected) continue;
            for (PhaseCount* into : {&out.count, &part.count, &station}) count(*into, label);
            if (e.window.truth.distanceKm) countInto(out.distance, e.window.truth.distanceKm->value, label);
            if (e.window.snrDb) countInto(out.snr, *e.window.snrDb, label);
            if (!label.phase.starts_with('P')) continue;
            const Polarity polarity = label.polarity == Polarity::Unset && first ? e.window.polarity : label.polarity;
            first = false;
            out.up += polarity == Polarity::Positive;
            out.down += polarity == Polarity::Negative;
            out.undecidable += polarity == Polarity::Undecidable;
        }
        for (const Correction& c : e.corrections) ++out.corrections[static_cast<std::size_t>(c.kind)];
        for (const TimeSpan& span : e.quiet) out.quietSeconds += toSeconds(span.length());
    }
    out.missing = missing(out, wish);
    return out;
}

}  // namespace seisdesk
