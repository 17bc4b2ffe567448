#include "core/session/review_inputs.h"

#include "core/catalog/label_pick.h"
#include "core/catalog/resource_id.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace seisdesk {

namespace {

constexpr const char* fixedDepthType = "operator assigned";

auto key(const PhasePick& p)
{
    return std::tie(p.id, p.station, p.place.latitudeDegrees, p.place.longitudeDegrees, p.elevationKm, p.phase, p.time, p.sigmaSeconds, p.weight, p.enabled);
}

auto key(const StationEstimate& e)
{
    return std::tie(e.station, e.place.latitudeDegrees, e.place.longitudeDegrees, e.elevationKm, e.distanceKm, e.distanceSigmaKm, e.backAzimuthDegrees, e.backAzimuthSigmaDegrees, e.pTime);
}

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const T& x, const T& y) { return key(x) == key(y); });
}

std::optional<StationEstimate> estimateOf(const Label& label, const PhasePick& pick)
{
    const auto& distance = label.source.distanceKm;
    const auto& back = label.source.backAzimuthDeg;
    if (!distance || !back || distance->value <= 0.0 || arrivesAs(pick.phase) != WaveType::P) return std::nullopt;
    StationEstimate out;
    out.station = pick.station;
    out.place = pick.place;
    out.elevationKm = pick.elevationKm;
    out.distanceKm = distance->value;
    out.distanceSigmaKm = distance->sigma && *distance->sigma > 0.0 ? *distance->sigma : unsureDistanceShare * distance->value;
    out.backAzimuthDegrees = back->value;
    out.backAzimuthSigmaDegrees = back->sigma && *back->sigma > 0.0 ? *back->sigma : unsureBackAzimuthDegrees;
    out.pTime = pick.time;
    return out;
}

/// The area that the source may be in, in km^2: what makes one estimate surer than another.
double area(const StationEstimate& e) { return e.distanceSigmaKm * e.distanceKm * std::min(e.backAzimuthSigmaDegrees, 104.0); }

Origin* own(Event& event)
{
    const ResourceId id = ownOriginId(event.id);
    const auto found = std::find_if(event.origins.begin(), event.origins.end(), [&](const Origin& o) { return o.id == id; });
    return found == event.origins.end() ? nullptr : &*found;
}

/// The publicID that the label's pick has or will have.
ResourceId pickIdOf(const Label& label, const Event& event, const PickLabels& known)
{
    for (const Pick& pick : event.picks)
        if (known.of(pick.id) == label.id && pick.time == label.time && pick.waveform == label.stream && pick.phaseHint == label.phase) return pick.id;
    return pickId(label, CompileOptions{});
}

}  // namespace

int ReviewInputs::stations() const
{
    std::set<std::string> names;
    for (const PhasePick& pick : picks)
        if (pick.counts()) names.insert(pick.station);
    return static_cast<int>(names.size());
}

bool ReviewInputs::operator==(const ReviewInputs& other) const
{
    return same(picks, other.picks) && same(estimates, other.estimates) && fixedDepthKm == other.fixedDepthKm && unplaced == other.unplaced;
}

ReviewInputs reviewInputs(const Event& event, const LabelSet& labels, const Inventory& inventory)
{
    ReviewInputs out;
    const Origin* kept = ownOrigin(event);
    out.fixedDepthKm = fixedDepthKm(event);
    std::map<Id, bool> used;
    if (const Origin* origin = kept ? kept : event.origin()) {
        const PickLabels known(event);
        for (const Arrival& arrival : origin->arrivals)
            if (const auto label = known.of(arrival.pickId)) used[*label] = !(arrival.timeWeight == 0.0 && arrival.timeResidualSeconds);
    }
    std::set<std::string> unplaced;
    for (const Label* label : labels.ofEvent(event.id)) {
        auto pick = phasePickOf(*label, inventory);
        if (!pick) {
            const bool placed = label->end || label->review == Review::Rejected || inventory.station(label->stream.network, label->stream.station, label->time);
            if (!placed) unplaced.insert(label->stream.network + '.' + label->stream.station);
            continue;
        }
        auto weight = used.find(label->id);
        if (weight == used.end() && label->replaces) weight = used.find(*label->replaces);
        pick->id = label->id.text();
        pick->enabled = weight == used.end() || weight->second;
        if (pick->enabled)
            if (auto estimate = estimateOf(*label, *pick)) out.estimates.push_back(std::move(*estimate));
        out.picks.push_back(std::move(*pick));
    }
    std::stable_sort(out.estimates.begin(), out.estimates.end(), [](const StationEstimate& a, const StationEstimate& b) { return area(a) < area(b); });
    out.unplaced.assign(unplaced.begin(), unplaced.end());
    return out;
}

Event withLocation(const Event& event, const Location& location, const std::vector<PhasePick>& picks, const LabelSet& labels, const OriginSignature& signature, Time created)
{
    Event out = event;
    const PickLabels known(event);
    Location named = location;
    for (LocatedPick& pick : named.picks) {
        const auto id = Id::parse(pick.id);
        if (const Label* label = id ? labels.find(*id) : nullptr) pick.id = pickIdOf(*label, event, known);
    }
    putOwnOrigin(out, named, signature, created);
    std::vector<Arrival>& arrivals = own(out)->arrivals;
    for (std::size_t i = 0; i < arrivals.size() && i < picks.size(); ++i)
        if (picks[i].counts() && arrivals[i].timeWeight == 0.0) arrivals[i].timeWeight.reset();
    return out;
}

Event withUsed(const Event& event, const std::vector<Id>& picks, bool used, const LabelSet& labels)
{
    Event out = event;
    Origin* origin = own(out);
    if (!origin) return out;
    const PickLabels known(event);
    for (const Id& id : picks) {
        const auto found = std::find_if(origin->arrivals.begin(), origin->arrivals.end(), [&](const Arrival& a) { return known.of(a.pickId) == id; });
        if (found != origin->arrivals.end()) {
            found->timeWeight = used ? 1.0 : 0.0;
            if (!used && !found->timeResidualSeconds) found->timeResidualSeconds = 0.0;  // weight 0 without a residual says that it does not arrive
            continue;
        }
        const Label* label = labels.find(id);
        if (!label) continue;
        Arrival arrival;
        arrival.pickId = pickIdOf(*label, event, known);
        arrival.id = makeId(OriginSignature{}.authority, "arrival/" + idOf(arrival.pickId + '\n' + origin->id).text());
        arrival.phase = label->phase;
        arrival.timeWeight = used ? 1.0 : 0.0;
        if (!used) arrival.timeResidualSeconds = 0.0;
        origin->arrivals.push_back(std::move(arrival));
    }
    return out;
}

Event withFixedDepth(const Event& event, std::optional<double> depthKm)
{
    Event out = event;
    Origin* origin = own(out);
    if (!origin) return out;
    origin->depthType = depthKm ? fixedDepthType : "from location";
    if (depthKm) origin->depthMetres = RealQuantity{1e3 * *depthKm, {}};
    return out;
}

}  // namespace seisdesk
