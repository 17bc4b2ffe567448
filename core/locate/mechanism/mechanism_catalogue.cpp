#include "core/locate/mechanism/mechanism_catalogue.h"

#include "core/catalog/resource_id.h"
#include "core/locate/size/size_catalogue.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace seisdesk {

namespace {

std::string text(const char* format, auto... values)
{
    char out[200];
    std::snprintf(out, sizeof out, format, values...);
    return out;
}

std::string text(const FaultPlane& plane) { return text("strike %.0f, dip %.0f, rake %.0f", plane.strike, plane.dip, plane.rake); }

/// What a station's arrivals say of its rays.
struct Rays {
    const Arrival *p = nullptr, *s = nullptr;
};

}  // namespace

MechanismData mechanismData(const Event& event)
{
    MechanismData out;
    const Origin* origin = event.origin();
    if (!origin) return out;
    std::map<std::string, Rays> stations;
    for (const Arrival& arrival : origin->arrivals) {
        const auto pick = std::find_if(event.picks.begin(), event.picks.end(), [&](const Pick& p) { return p.id == arrival.pickId; });
        if (pick == event.picks.end() || pick->status == Review::Rejected || !arrival.azimuthDegrees || !arrival.takeoffAngleDegrees) continue;
        const auto phase = phaseFrom(arrival.phase.empty() ? pick->phaseHint : arrival.phase);
        if (!phase) continue;
        const std::string station = pick->waveform.network + '.' + pick->waveform.station;
        const bool p = arrivesAs(*phase) == WaveType::P;
        const Arrival*& known = p ? stations[station].p : stations[station].s;
        if (!known) known = &arrival;
        if (p && known == &arrival && (pick->polarity == Polarity::Positive || pick->polarity == Polarity::Negative))
            out.motions.push_back({station, *arrival.azimuthDegrees, *arrival.takeoffAngleDegrees, pick->polarity == Polarity::Positive,
                                   pick->onset == OnsetQuality::Questionable ? 0.5 : 1.0});
    }
    std::map<std::string, std::pair<double, double>> amplitudes;
    for (const Amplitude& amplitude : event.amplitudes) {
        const std::string station = amplitude.waveform.network + '.' + amplitude.waveform.station;
        if (amplitude.type == "AP") amplitudes[station].first = amplitude.genericAmplitude.value;
        if (amplitude.type == "AS") amplitudes[station].second = amplitude.genericAmplitude.value;
    }
    for (const auto& [station, pair] : amplitudes) {
        const auto rays = stations.find(station);
        if (!(pair.first > 0.0) || !(pair.second > 0.0) || rays == stations.end() || !rays->second.p) continue;
        const Arrival &p = *rays->second.p, &s = rays->second.s ? *rays->second.s : p;
        out.ratios.push_back({station, *p.azimuthDegrees, *p.takeoffAngleDegrees, *s.takeoffAngleDegrees, std::log10(pair.second / pair.first), 1.0});
    }
    return out;
}

void putMechanism(Event& event, const Mechanism& found, const OriginSignature& signature, Time created)
{
    FocalMechanism out;
    out.id = ownId(event.id, "focalmechanism", "first-motions");
    if (event.origin()) out.triggeringOriginId = event.origin()->id;
    out.methodId = makeId(signature.authority, "method/seisdesk-mechanism");
    const auto plane = [&](const FaultPlane& p) {
        RealQuantity strike, dip, rake;
        strike.value = p.strike, dip.value = p.dip, rake.value = p.rake;
        if (found.uncertaintyDegrees > 0.0)
            for (RealQuantity* one : {&strike, &dip, &rake}) one->uncertainty.symmetric = found.uncertaintyDegrees;
        return NodalPlane{strike, dip, rake};
    };
    out.nodalPlane1 = plane(found.best.plane);
    out.nodalPlane2 = plane(auxiliary(found.best.plane));
    out.stationPolarityCount = found.motions;
    out.azimuthalGapDegrees = found.azimuthalGapDegrees;
    out.misfit = found.misfitShare;
    out.mode = signature.mode;
    out.status = Review::Preliminary;
    std::string quality = text("quality %c, uncertainty %.0f degrees, probability %.2f, %d of %d first motions on the wrong side", found.quality, found.uncertaintyDegrees,
                               found.best.probability, found.best.misfits, found.motions);
    if (found.ratios > 0) quality += text(", %d ratios of S to P, median residual %.2f decades", found.ratios, found.ratioDecades);
    out.comments.push_back({out.id + "/quality", quality});
    for (std::size_t i = 0; i < found.alternatives.size(); ++i)
        out.comments.push_back({out.id + "/alternative" + std::to_string(i + 1),
                                text(found.alternatives[i].plane) + text(", probability %.2f, %d on the wrong side", found.alternatives[i].probability, found.alternatives[i].misfits)});
    out.creation = {signature.agencyId, signature.author, created, signature.program};
    const bool free = event.preferredFocalMechanismId.empty() || event.preferredFocalMechanismId == out.id;
    std::erase_if(event.focalMechanisms, [&](const FocalMechanism& other) { return other.id == out.id; });
    if (free) event.preferredFocalMechanismId = out.id;
    event.focalMechanisms.push_back(std::move(out));
}

const FocalMechanism* ownMechanism(const Event& event)
{
    for (const FocalMechanism& one : event.focalMechanisms)
        if (isOwnId(one.id, "focalmechanism")) return &one;
    return nullptr;
}

std::optional<FaultPlane> faultPlane(const FocalMechanism& mechanism)
{
    if (!mechanism.nodalPlane1) return std::nullopt;
    return FaultPlane{mechanism.nodalPlane1->strike.value, mechanism.nodalPlane1->dip.value, mechanism.nodalPlane1->rake.value};
}

}  // namespace seisdesk
