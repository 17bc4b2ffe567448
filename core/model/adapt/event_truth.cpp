#include "core/model/adapt/event_truth.h"

#include <GeographicLib/Geodesic.hpp>

#include <cmath>

namespace seisdesk {

SourceEstimate eventTruth(const Event& event, const Station* station)
{
    SourceEstimate out;
    if (const Magnitude* m = event.magnitude(); m && std::isfinite(m->magnitude.value)) out.magnitude = Estimate{m->magnitude.value, {}};
    const Origin* o = event.origin();
    if (!o || !station) return out;
    const double latitude = o->latitude.value, longitude = o->longitude.value;
    const bool placed = std::abs(latitude) <= 90.0 && std::abs(longitude) <= 540.0 && std::abs(station->latitudeDegrees) <= 90.0;
    const bool unset = (latitude == 0.0 && longitude == 0.0) || (station->latitudeDegrees == 0.0 && station->longitudeDegrees == 0.0);
    if (!placed || unset) return out;  // null island is where unknown places are
    double metres = 0.0, azimuth = 0.0, arriving = 0.0;
    GeographicLib::Geodesic::WGS84().Inverse(station->latitudeDegrees, station->longitudeDegrees, latitude, longitude, metres, azimuth, arriving);
    out.distanceKm = Estimate{metres / 1000.0, {}};
    out.backAzimuthDeg = Estimate{azimuth < 0.0 ? azimuth + 360.0 : azimuth, {}};
    return out;
}

}  // namespace seisdesk
