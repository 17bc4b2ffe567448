#pragma once
// Event summary: an event of the catalogue in the words and numbers of a report.

#include "core/catalog/event.h"
#include "core/locate/mechanism/mechanism.h"
#include "core/report/report_map.h"
#include "core/waveform/inventory.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// An arrival with its pick and its station.
struct ReportArrival {
    const Arrival* arrival = nullptr;
    const Pick* pick = nullptr;
    std::string station;                        ///< "NET.STA"
    GeoPoint place;
    std::vector<std::string> flags;
    bool used() const { return arrival->timeWeight.value_or(1.0) > 0.0; }
    bool isP() const;
    double distanceKm() const { return arrival->distanceDegrees.value_or(0.0) * kmPerDegree; }
};

/// Of the preferred origin, by distance and time; arrivals without their pick are left out.
std::vector<ReportArrival> reportArrivals(const Event& event, const Inventory& inventory);

std::optional<FaultPlane> preferredPlane(const Event& event);
std::vector<FirstMotion> firstMotions(const std::vector<ReportArrival>& arrivals);
std::vector<MappedStation> mappedStations(const std::vector<ReportArrival>& arrivals);
MappedEvent mappedEvent(const Event& event, std::string link);

/// "M 3.2 ML", or "no magnitude".
std::string sizeText(const Event& event);
/// "ML 3.2, 4 July 2019 17:02:55 UTC" and the region where there is one.
std::string headline(const Event& event);
/// "35.7064 N, 117.4993 W".
std::string placeText(double latitude, double longitude);
/// A name that is good for a file, different for different events of a report.
std::string pageName(const Event& event, std::size_t index);

}  // namespace seisdesk
