#pragma once
// VelocityModel: P and S velocity against depth in a sphere; layers, gradients and discontinuities.

#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

enum class WaveType { P, S };

/// Velocities at one depth. Where a depth stands twice, the first node is above the discontinuity and the second below.
struct VelocityNode {
    double depthKm = 0.0, vpKmS = 0.0, vsKmS = 0.0;
    std::optional<double> densityGCm3;
    double velocity(WaveType wave) const { return wave == WaveType::P ? vpKmS : vsKmS; }
    bool operator==(const VelocityNode&) const = default;
};

/// Velocity is linear between nodes and constant below the last. Depth 0 is sea level.
struct VelocityModel {
    std::string name;
    std::vector<VelocityNode> nodes;  ///< by depth; the first is at 0

    static constexpr double earthRadiusKm = 6371.0;

    /// Just above (`above`) or below `depthKm`; the two differ at a discontinuity. Depths above 0 have the surface's velocity.
    double velocity(double depthKm, WaveType wave, bool above = false) const;
    /// Where Vp first reaches 7.6 km/s.
    std::optional<double> mohoKm() const;
    /// The deepest step up of Vp from 8 km down to the Moho; nothing when there is none.
    std::optional<double> conradKm() const;
    /// Top of the first fluid below 1000 km.
    std::optional<double> coreKm() const;
    /// True when it reaches the core, so that teleseismic distances make sense.
    bool global() const { return coreKm().has_value(); }
    bool operator==(const VelocityModel&) const = default;
};

/// Error InvalidArgument that says what is wrong with which node: order, signs, Vs not below Vp, a fluid at the surface, no node at 0.
Result<void> check(const VelocityModel& model);

}  // namespace seisdesk
