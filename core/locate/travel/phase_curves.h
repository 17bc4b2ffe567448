#pragma once
// PhaseCurves: distance and time of a phase against ray parameter, for a source at one of the fan's depths.

#include "core/locate/travel/phases.h"
#include "core/locate/travel/ray_fan.h"

#include <functional>
#include <optional>
#include <unordered_map>

namespace seisdesk {

struct CurvePoint {
    double radians = 0.0, seconds = 0.0, p = 0.0;  ///< p: seconds per radian
};

class PhaseCurves {
public:
    /// Source depths are the model's discontinuities and `sourceKm` (sorted, from 0).
    PhaseCurves(const VelocityModel& model, std::vector<double> sourceKm);

    const std::vector<double>& sourceKm() const { return m_sourceKm; }

    /// Calls `segment` for pieces of the travel-time curve on which time is smooth; successive points are close for cubic interpolation.
    /// Returns the points where rays graze a boundary, from which a wave diffracted along it goes on with p.
    std::vector<CurvePoint> trace(Phase phase, std::size_t source, const std::function<void(const CurvePoint&, const CurvePoint&)>& segment);

private:
    const RayRow& row(WaveType wave, double p);
    const RayRow& coreRow(double p);  ///< P from the top of the core down
    struct Range {
        double fromKm, toKm;  ///< exclusive, inclusive
    };
    struct Rays {
        const RayRow *arriving = nullptr, *leaving = nullptr, *turning = nullptr;
    };
    Rays rays(Phase phase, double p);
    std::optional<Range> turningRange(Phase phase, double sourceKm) const;
    std::optional<std::size_t> mirror(Phase phase) const;  ///< the kept depth that reflects it
    const std::vector<double>& parameters(Phase phase) const;
    std::optional<CurvePoint> upward(Phase phase, std::size_t source, const std::optional<Range>& range, const Rays& rays) const;
    std::optional<CurvePoint> downward(Phase phase, std::size_t source, const std::optional<Range>& range, const Rays& rays) const;

    std::vector<double> m_sourceKm;
    RayFan m_fan;
    std::optional<double> m_mohoKm, m_conradKm, m_coreKm, m_innerCoreKm;
    std::optional<std::size_t> m_mohoKept, m_coreKept;
    std::vector<double> m_parameters[3];  ///< of P, of S, of both
    std::unordered_map<double, RayRow> m_rows[2], m_coreRows;
    std::vector<Rays> m_base[phaseCount];  ///< at parameters(phase)
};

}  // namespace seisdesk
