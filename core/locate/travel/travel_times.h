#pragma once
// TravelTimes: what one velocity model says of every phase; theoretical arrivals, residuals and locations all ask it.

#include "core/base/progress.h"
#include "core/locate/travel/geodesy.h"
#include "core/locate/travel/phases.h"

#include <limits>
#include <memory>

namespace seisdesk {

/// To sea level. Not a number (false) where the phase does not arrive.
struct TravelTime {
    double seconds = std::numeric_limits<double>::quiet_NaN();
    double secondsPerKm = 0.0;       ///< against epicentral distance: the horizontal slowness
    double secondsPerKmDepth = 0.0;  ///< against source depth; positive for a ray that leaves upwards
    explicit operator bool() const { return seconds == seconds; }
};

/// An arrival at a station, elevation included.
struct TheoreticalArrival {
    Phase phase = Phase::P;
    double seconds = 0.0;               ///< after the origin
    double distanceDegrees = 0.0, azimuthDegrees = 0.0, backAzimuthDegrees = 0.0;
    double slownessSPerKm = 0.0;
    double takeoffDegrees = 0.0;        ///< from straight down: 180 is up
    double incidenceDegrees = 0.0;      ///< at the station, from vertical
};

/// Immutable tables over depth and distance, interpolated; share it between threads. Near the source the mean slowness along the chord is
/// what is interpolated, so that times are good to milliseconds from 0 km on.
class TravelTimes {
public:
    static constexpr double deepestKm = 700.0;
    static constexpr double regionalDegrees = 12.0;  ///< as far as models without a core go

    /// Error as check(model); Cancelled.
    static Result<std::shared_ptr<const TravelTimes>> of(const VelocityModel& model, const Progress& progress = {});

    const VelocityModel& model() const { return m_model; }
    double farthestDegrees() const { return m_farthestDegrees; }

    /// Times from one depth; cheap to make. Depths outside 0 to deepestKm are brought there.
    class Slice {
    public:
        TravelTime at(Phase phase, double distanceDegrees) const;
        /// Of `phase` or, where it does not arrive, what insteadOf() gives; `phase` becomes what it is.
        TravelTime first(Phase& phase, double distanceDegrees) const;

    private:
        friend class TravelTimes;
        const TravelTimes* m_times = nullptr;
        std::size_t m_row = 0;
        double m_depthKm = 0.0, m_spacingKm = 1.0, m_fraction = 0.0;
    };
    Slice slice(double depthKm) const;

    /// Seconds more that a wave of this horizontal slowness needs to climb above sea level.
    double elevationSeconds(WaveType wave, double secondsPerKm, double elevationKm) const;

    /// At a station; with `phase` or what stands in for it. Nothing where neither arrives.
    std::optional<TheoreticalArrival> arrival(Phase phase, const GeoPoint& source, double depthKm, const GeoPoint& station, double elevationKm) const;
    /// All phases that arrive, by time.
    std::vector<TheoreticalArrival> arrivals(const GeoPoint& source, double depthKm, const GeoPoint& station, double elevationKm) const;

private:
    TravelTimes() = default;
    std::size_t column(double distanceDegrees) const;
    friend class TravelTimeBuilder;

    VelocityModel m_model;
    double m_farthestDegrees = regionalDegrees;
    std::vector<double> m_depthsKm, m_distancesDegrees;
    double m_surfaceSlowness[2] = {};
    std::vector<float> m_tables[phaseCount];  ///< [depth][distance], seconds, of direct phases per km of chord; empty for phases that the model has not
};

}  // namespace seisdesk
