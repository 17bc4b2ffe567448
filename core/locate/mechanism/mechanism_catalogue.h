#pragma once
// A mechanism's data out of an event, and the mechanism into it.

#include "core/locate/location_origin.h"
#include "core/locate/mechanism/mechanism.h"

namespace seisdesk {

struct MechanismData {
    std::vector<FirstMotion> motions;
    std::vector<AmplitudeRatio> ratios;
};

/// Polarities of the picks of P that the preferred origin's arrivals refer to, with the arrivals' azimuths and take-off angles; rejected picks and
/// those without an angle stay out, questionable onsets count half. Ratios from pairs of amplitudes of type "AP" and "AS".
MechanismData mechanismData(const Event& event);

/// As our own FocalMechanism, in place of the one before, and preferred where ours or none was: both planes, misfit, gap, count; quality, uncertainty
/// and alternatives as comments. A manual mechanism is one that a person chose.
void putMechanism(Event& event, const Mechanism& mechanism, const OriginSignature& signature, Time created);

/// Null when the event has none.
const FocalMechanism* ownMechanism(const Event& event);
/// Of the first nodal plane.
std::optional<FaultPlane> faultPlane(const FocalMechanism& mechanism);

}  // namespace seisdesk
