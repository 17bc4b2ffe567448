#include "core/review/first_motions.h"

#include "core/catalog/resource_id.h"
#include "core/locate/mechanism.h"
#include "core/locate/phases.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>

namespace seisdesk {

namespace {

NodalPlane nodalPlane(const FaultPlane& plane, double sigma)
{
    NodalPlane out;
    out.strike.value = plane.strike, out.dip.value = plane.dip, out.rake.value = plane.rake;
    for (RealQuantity* quantity : {&out.strike, &out.dip, &out.rake}) quantity->uncertainty.symmetric = sigma;
    return out;
}

std::string solutionText(const MechanismSolution& solution)
{
    char out[128];
    std::snprintf(out, sizeof out, "strike %.0f, dip %.0f, rake %.0f: %.0f %% likely, %d first motions on the wrong side", solution.plane.strike, solution.plane.dip,
                  solution.plane.rake, 100.0 * solution.probability, solution.misfits);
    return out;
}

std::vector<FirstMotion> motionsOf(const Event& event, const Origin& origin)
{
    std::unordered_map<ResourceId, const Pick*> picks;
    for (const Pick& pick : event.picks) picks.emplace(pick.id, &pick);
    std::vector<FirstMotion> out;
    for (const Arrival& arrival : origin.arrivals) {
        const auto pick = picks.find(arrival.pickId);
        const auto phase = phaseFrom(arrival.phase);
        if (pick == picks.end() || !phase || arrivesAs(*phase) != WaveType::P || arrival.timeWeight.value_or(1.0) <= 0.0) continue;
        const Polarity polarity = pick->second->polarity;
        if ((polarity != Polarity::Positive && polarity != Polarity::Negative) || !arrival.azimuthDegrees || !arrival.takeoffAngleDegrees) continue;
        const StreamId& stream = pick->second->waveform;
        out.push_back({stream.network + '.' + stream.station, *arrival.azimuthDegrees, *arrival.takeoffAngleDegrees, polarity == Polarity::Positive, 1.0});
    }
    return out;
}

}  // namespace

ResourceId ownMechanismId(const ResourceId& event) { return legalId(event + "/mechanism/seisdesk", "local.seisdesk"); }

bool addMechanism(Event& event, const OriginSignature& signature, Time created, std::size_t fewest, const Progress& progress)
{
    const Origin* origin = event.origin();
    if (!origin) return false;
    const std::vector<FirstMotion> motions = motionsOf(event, *origin);
    if (motions.size() < fewest) return false;
    MechanismOptions options;
    options.stepDegrees = 7.5;  // finer than first motions tell
    const auto found = mechanism(motions, options, progress);
    if (!found) return false;
    FocalMechanism out;
    out.id = ownMechanismId(event.id);
    out.triggeringOriginId = origin->id;
    out.methodId = makeId(signature.authority, "method/seisdesk-first-motions");
    out.nodalPlane1 = nodalPlane(found->best.plane, found->uncertaintyDegrees);
    out.nodalPlane2 = nodalPlane(auxiliary(found->best.plane), found->uncertaintyDegrees);
    out.stationPolarityCount = static_cast<int>(motions.size());
    out.azimuthalGapDegrees = found->azimuthalGapDegrees;
    out.misfit = found->misfitShare;
    out.mode = Mode::Automatic;
    out.status = Review::Preliminary;
    out.comments.push_back({makeId(signature.authority, "quality"), std::string("Quality ") + found->quality + "; " + solutionText(found->best)});
    for (const MechanismSolution& other : found->alternatives) out.comments.push_back({makeId(signature.authority, "alternative"), "Or " + solutionText(other)});
    out.creation = {signature.agencyId, signature.author, created, signature.program};
    std::erase_if(event.focalMechanisms, [&](const FocalMechanism& other) { return other.id == out.id; });
    event.preferredFocalMechanismId = out.id;
    event.focalMechanisms.push_back(std::move(out));
    return true;
}

}  // namespace seisdesk
