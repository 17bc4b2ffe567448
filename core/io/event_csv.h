#pragma once
// Catalogues as tables: a row for each event, or for each pick.

#include "core/catalog/event.h"

#include <string>
#include <vector>

namespace seisdesk {

/// event_id, time, latitude, longitude, depth_km, magnitude, magnitude_type, event_type, status, mode, agency, region, used_phases, azimuthal_gap_deg,
/// rms_s, time_uncertainty_s, horizontal_uncertainty_km, depth_uncertainty_km, picks. Events without an origin have the id and the picks.
std::string eventCsv(const std::vector<Event>& events);

/// event, network, station, location, channel, phase, time, uncertainty_s (their mean), lower_uncertainty_s, upper_uncertainty_s, polarity, onset, mode, status, confidence, model,
/// residual_s, weight, distance_deg, azimuth_deg, takeoff_deg, pick_id. readLabelCsv() understands it.
std::string pickCsv(const std::vector<Event>& events);

}  // namespace seisdesk
