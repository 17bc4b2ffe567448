#pragma once
// RayFan: distance and time along rays of given ray parameters through a spherical model, cumulated at every depth.

#include "core/locate/travel/velocity_model.h"

#include <vector>

namespace seisdesk {

/// One ray parameter, from the surface down.
struct RayRow {
    enum class End { Turns, Blocked };  ///< Blocked: no ray goes on through the boundary at `endKm` (reflected, or a fluid for S)
    double p = 0.0;                     ///< seconds per radian
    End end = End::Blocked;
    double endKm = 0.0;                 ///< depth of the turning point or boundary
    double endRadians = 0.0, endSeconds = 0.0;  ///< one way, surface to there
    std::vector<double> radians, seconds;       ///< one way, surface to each kept depth that the ray reaches
};

/// Layers in which v = a r^b, so that integrals are closed (Bullen & Bolt 1985, section 7.2).
class RayFan {
public:
    /// Layers end at every depth in `keptKm` (sorted, from 0), at the model's nodes, and are never thicker than needed to hold a linear gradient.
    RayFan(const VelocityModel& model, std::vector<double> keptKm);

    const std::vector<double>& keptKm() const { return m_keptKm; }
    /// From `fromKm`, which must be a kept depth; kept depths above it are not in the row.
    RayRow row(WaveType wave, double p, double fromKm = 0.0) const;
    /// Ray parameters at which rays change their nature: radius over velocity on both sides of every boundary, from 0 up.
    std::vector<double> criticalParameters(WaveType wave) const;
    /// The largest ray parameter that reaches the surface from `keptKm()[kept]`.
    double largestParameter(WaveType wave, std::size_t kept) const;

private:
    struct Layer {
        double topKm, bottomKm, topRadius, bottomRadius;
        double topU[2], bottomU[2];  ///< radius over velocity, by wave; 0 in a fluid for S
        int kept;                    ///< index of the kept depth at the bottom, or -1
    };
    std::vector<double> m_keptKm;
    std::vector<Layer> m_layers;
};

}  // namespace seisdesk
