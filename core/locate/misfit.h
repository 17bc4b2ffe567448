#pragma once
// Misfit: how well picks fit a trial source, by a likelihood that outliers cannot pull.

#include "core/base/time.h"
#include "core/locate/travel/travel_times.h"

#include <map>
#include <string>
#include <vector>

namespace seisdesk {

/// An onset at a station. Weight 0 or not enabled: it gets a residual and moves nothing.
struct PhasePick {
    std::string id;        ///< the caller's own; comes back unchanged
    std::string station;   ///< "NET.STA"
    GeoPoint place;
    double elevationKm = 0.0;
    Phase phase = Phase::P;
    Time time{};
    double sigmaSeconds = 0.1;
    double weight = 1.0;
    bool enabled = true;

    bool counts() const { return enabled && weight > 0.0; }
};

/// How far the model itself is trusted: a share of the travel time within bounds, added to the pick's sigma by squares.
struct ModelError {
    double fraction = 0.02, smallestSeconds = 0.05, largestSeconds = 1.5;
};

/// Seconds to take from an observed time: the mean residual of a station and phase ("CI.CCC", P).
using StationCorrections = std::map<std::pair<std::string, WaveType>, double>;

/// Student's t with 4 degrees of freedom. Its scale makes the curvature of the likelihood equal the scatter of its maximum when errors are
/// normal with the stated sigma, so that confidence regions keep their promise; the efficiency is then 91 %.
class Misfit {
public:
    /// Only picks that count. `corrections` may be empty.
    Misfit(const TravelTimes& times, const std::vector<PhasePick>& picks, const ModelError& model, const StationCorrections& corrections);

    struct Value {
        double logLikelihood = -1e300;
        double originSeconds = 0.0;  ///< after reference()
        double originSigmaSeconds = 0.0;
    };
    /// With the best origin time for this place. `looseSeconds` is added to every sigma by squares: what a cell's size is in time.
    Value at(const GeoPoint& place, double depthKm, double looseSeconds = 0.0) const;

    /// One pick at a trial source.
    struct Row {
        double residualSeconds = 0.0, sigmaSeconds = 1.0;
        double robustWeight = 0.0;        ///< 1 for a small residual, towards 0 for an outlier
        double north = 0.0, east = 0.0, down = 0.0;  ///< change of travel time in s/km when the source moves
        bool arrives = false;
    };
    std::vector<Row> rows(const GeoPoint& place, double depthKm, double originSeconds) const;

    Time reference() const { return m_reference; }
    std::size_t size() const { return m_picks.size(); }
    /// What every sigma is multiplied with.
    void setInflation(double factor) { m_inflation = factor; }

    static constexpr double freedom = 4.0, scale = 0.8974;
    /// Mean of robust weight times squared residual over squared sigma for normal errors.
    static constexpr double meanSquare = 0.5846;

private:
    struct One {
        GeoPoint place;
        double elevationKm, seconds, sigma, weight;
        Phase phase;
        WaveType wave;
    };
    TravelTime predicted(const One& pick, const TravelTimes::Slice& slice, double distance) const;
    double sigma(const One& pick, double travelSeconds, double looseSeconds) const;

    const TravelTimes& m_times;
    ModelError m_model;
    std::vector<One> m_picks;
    Time m_reference{};
    double m_inflation = 1.0;
};

}  // namespace seisdesk
