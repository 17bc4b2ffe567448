#pragma once
// Locator: from picks to a hypocentre with its whole uncertainty.

#include "core/locate/misfit.h"

#include <array>
#include <optional>

namespace seisdesk {

struct Hypocentre {
    double latitudeDegrees = 0.0, longitudeDegrees = 0.0, depthKm = 0.0;
};

struct LocateOptions {
    std::optional<double> fixedDepthKm;
    double deepestKm = TravelTimes::deepestKm;
    /// Where to begin: then there is no global search, as while a pick is dragged.
    std::optional<Hypocentre> start;
    ModelError modelError;
    StationCorrections corrections;
};

/// Of the horizontal confidence region that holds the epicentre with 68.3 %.
struct HorizontalEllipse {
    double semiMajorKm = 0.0, semiMinorKm = 0.0, azimuthDegrees = 0.0;  ///< of the major axis, [0, 180)
    static constexpr double confidencePercent = 68.3;
    bool contains(double northKm, double eastKm) const;
};

/// A pick as the solution sees it, in the order of the picks.
struct LocatedPick {
    std::string id, station;
    Phase phase = Phase::P;           ///< what it was taken for
    bool used = false, arrives = true;
    double residualSeconds = 0.0;     ///< observed - correction - predicted
    double correctionSeconds = 0.0;
    double weight = 0.0;              ///< that of the pick times the robust one, 0 to 1; 0 when not used
    double sigmaSeconds = 0.0;        ///< of pick and model
    TheoreticalArrival theory;
    double depthKmPerSecond = 0.0;    ///< how far the depth goes when this pick comes a second later
};

struct Location {
    Time time{};
    double timeSigmaSeconds = 0.0;
    GeoPoint epicentre;
    double depthKm = 0.0;
    bool depthFixed = false, depthAtBound = false;
    std::array<std::array<double, 3>, 3> covarianceKm2{};  ///< north, east, down
    HorizontalEllipse ellipse;
    double shallowestKm = 0.0, deepestKm = 0.0;             ///< the depth lies between them with 68.3 %
    double rmsSeconds = 0.0;                                ///< weighted
    AzimuthalGaps gaps;
    int usedPicks = 0, usedStations = 0;
    double nearestDegrees = 0.0, farthestDegrees = 0.0, medianDegrees = 0.0;  ///< of used stations
    std::vector<LocatedPick> picks;
};

/// Global search by cells that halve, refinement by Gauss and Newton, then the probability on a grid around. Errors (InvalidArgument): fewer
/// than 3 stations, or fewer than 4 picks (3 with a fixed depth); the message says what helps. Cancelled.
Result<Location> locate(const TravelTimes& times, const std::vector<PhasePick>& picks, const LocateOptions& options = {}, const Progress& progress = {});

/// What one station says: distance and back-azimuth with their sigmas.
struct StationEstimate {
    std::string station;
    GeoPoint place;
    double elevationKm = 0.0;
    double distanceKm = 0.0, distanceSigmaKm = 0.0;
    double backAzimuthDegrees = 0.0, backAzimuthSigmaDegrees = 0.0;
    double depthKm = 10.0;
    Time pTime{};
};
/// The source that it points to; the depth is fixed.
Result<Location> locateFromOneStation(const TravelTimes& times, const StationEstimate& estimate);

}  // namespace seisdesk
