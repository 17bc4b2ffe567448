#include "core/locate/location_origin.h"

#include "core/catalog/resource_id.h"

#include <cmath>
#include <set>

namespace seisdesk {

namespace {

std::string idText(const Location& location)
{
    std::string text = formatTime(location.time, 6) + ' ' + std::to_string(location.epicentre.latitudeDegrees) + ' ' +
                       std::to_string(location.epicentre.longitudeDegrees) + ' ' + std::to_string(location.depthKm);
    for (const LocatedPick& pick : location.picks) text += ' ' + pick.id + (pick.used ? "+" : "-");
    return text;
}

RealQuantity quantity(double value, double sigma)
{
    RealQuantity out;
    out.value = value;
    if (sigma > 0.0) {
        out.uncertainty.symmetric = sigma;
        out.uncertainty.confidenceLevelPercent = HorizontalEllipse::confidencePercent;
    }
    return out;
}

Arrival arrivalOf(const LocatedPick& pick, const Origin& origin, const OriginSignature& signature)
{
    Arrival out;
    out.id = makeId(signature.authority, "arrival/" + idOf(origin.id + pick.id + pick.station + name(pick.phase)).text());
    out.pickId = pick.id;
    out.phase = name(pick.phase);
    out.timeWeight = pick.used ? pick.weight : 0.0;
    out.earthModelId = origin.earthModelId;
    out.creation = origin.creation;
    if (!pick.arrives) return out;
    if (pick.correctionSeconds != 0.0) out.timeCorrectionSeconds = pick.correctionSeconds;
    out.azimuthDegrees = pick.theory.azimuthDegrees;
    out.distanceDegrees = pick.theory.distanceDegrees;
    out.takeoffAngleDegrees = pick.theory.takeoffDegrees;
    out.timeResidualSeconds = pick.residualSeconds;
    return out;
}

Origin made(const ResourceId& id, const Location& l, const OriginSignature& signature, Time created)
{
    Origin out;
    out.id = id;
    out.time = l.time;
    out.timeUncertainty.symmetric = l.timeSigmaSeconds;
    out.timeUncertainty.confidenceLevelPercent = HorizontalEllipse::confidencePercent;
    const double parallel = kmPerDegree * std::max(0.01, std::cos(l.epicentre.latitudeDegrees / degreesPerRadian));
    out.latitude = quantity(l.epicentre.latitudeDegrees, std::sqrt(l.covarianceKm2[0][0]) / kmPerDegree);
    out.longitude = quantity(l.epicentre.longitudeDegrees, std::sqrt(l.covarianceKm2[1][1]) / parallel);
    RealQuantity depth;
    depth.value = 1e3 * l.depthKm;
    if (!l.depthFixed) {
        depth.uncertainty.lower = 1e3 * (l.depthKm - l.shallowestKm);
        depth.uncertainty.upper = 1e3 * (l.deepestKm - l.depthKm);
        depth.uncertainty.confidenceLevelPercent = HorizontalEllipse::confidencePercent;
    }
    out.depthMetres = depth;
    out.depthType = l.depthFixed ? "operator assigned" : "from location";
    out.timeFixed = false;
    out.epicenterFixed = false;
    out.methodId = makeId(signature.authority, "method/seisdesk-locate");
    if (!signature.earthModel.empty()) out.earthModelId = makeId(signature.authority, "earthmodel/" + slug(signature.earthModel));
    out.horizontalUncertaintyMetres = 1e3 * l.ellipse.semiMajorKm;
    out.ellipse = UncertaintyEllipse{1e3 * l.ellipse.semiMajorKm, 1e3 * l.ellipse.semiMinorKm, l.ellipse.azimuthDegrees, HorizontalEllipse::confidencePercent};
    std::set<std::string> stations;
    for (const LocatedPick& pick : l.picks) stations.insert(pick.station);
    OriginQuality& q = out.quality;
    q.associatedPhaseCount = static_cast<int>(l.picks.size());
    q.usedPhaseCount = l.usedPicks;
    q.associatedStationCount = static_cast<int>(stations.size());
    q.usedStationCount = l.usedStations;
    q.standardErrorSeconds = l.rmsSeconds;
    q.azimuthalGapDegrees = l.gaps.primaryDegrees;
    q.secondaryAzimuthalGapDegrees = l.gaps.secondaryDegrees;
    q.minimumDistanceDegrees = l.nearestDegrees;
    q.maximumDistanceDegrees = l.farthestDegrees;
    q.medianDistanceDegrees = l.medianDegrees;
    out.mode = signature.mode;
    out.status = Review::Preliminary;
    out.type = "hypocenter";
    out.creation = {signature.agencyId, signature.author, created, signature.program};
    for (const LocatedPick& pick : l.picks) out.arrivals.push_back(arrivalOf(pick, out, signature));
    return out;
}

}  // namespace

Origin originOf(const Location& l, const OriginSignature& signature, Time created)
{
    return made(makeId(signature.authority, "origin/" + formatTime(l.time, 3) + '.' + idOf(idText(l)).text()), l, signature, created);
}

void putOwnOrigin(Event& event, const Location& location, const OriginSignature& signature, Time created)
{
    putOwnOrigin(event, made(ownOriginId(event.id), location, signature, created));
}

}  // namespace seisdesk
