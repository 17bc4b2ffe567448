#include "core/locate/travel/velocity_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace seisdesk {

namespace {

constexpr double mantleVpKmS = 7.6;

std::string text(const char* format, double value)
{
    char out[160];
    std::snprintf(out, sizeof out, format, value);
    return out;
}

}  // namespace

double VelocityModel::velocity(double depthKm, WaveType wave, bool above) const
{
    if (depthKm <= nodes.front().depthKm) return nodes.front().velocity(wave);
    const auto shallower = [](const VelocityNode& node, double depth) { return node.depthKm < depth; };
    const auto notDeeper = [](double depth, const VelocityNode& node) { return depth < node.depthKm; };
    const auto next = above ? std::lower_bound(nodes.begin(), nodes.end(), depthKm, shallower)
                            : std::upper_bound(nodes.begin(), nodes.end(), depthKm, notDeeper);
    if (next == nodes.end()) return nodes.back().velocity(wave);
    const VelocityNode &a = *(next - 1), &b = *next;
    return a.velocity(wave) + (b.velocity(wave) - a.velocity(wave)) * (depthKm - a.depthKm) / (b.depthKm - a.depthKm);
}

std::optional<double> VelocityModel::mohoKm() const
{
    if (nodes.empty() || nodes.front().vpKmS >= mantleVpKmS) return std::nullopt;
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        const VelocityNode &a = nodes[i - 1], &b = nodes[i];
        if (b.vpKmS < mantleVpKmS) continue;
        return a.depthKm + (b.depthKm - a.depthKm) * (mantleVpKmS - a.vpKmS) / (b.vpKmS - a.vpKmS);
    }
    return std::nullopt;
}

std::optional<double> VelocityModel::conradKm() const
{
    const auto moho = mohoKm();
    std::optional<double> deepest;
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        const VelocityNode &a = nodes[i - 1], &b = nodes[i];
        if (a.depthKm == b.depthKm && b.vpKmS > a.vpKmS && b.depthKm >= 8.0 && moho && b.depthKm < *moho) deepest = b.depthKm;
    }
    return deepest;
}

std::optional<double> VelocityModel::coreKm() const
{
    for (const VelocityNode& node : nodes)
        if (node.depthKm > 1000.0 && node.vsKmS == 0.0) return node.depthKm;
    return std::nullopt;
}

Result<void> check(const VelocityModel& model)
{
    const auto wrong = [&](std::string what) { return Error{Error::Code::InvalidArgument, "Velocity model " + model.name + ": " + std::move(what)}; };
    if (model.nodes.empty()) return wrong("it has no line with numbers. Write depth, Vp and Vs on each line.");
    if (model.nodes.front().depthKm != 0.0)
        return wrong(text("it starts at %g km. Start it at depth 0.", model.nodes.front().depthKm));
    if (model.nodes.front().vsKmS <= 0.0) return wrong("Vs is 0 at the surface. Leave the water out.");
    for (std::size_t i = 0; i < model.nodes.size(); ++i) {
        const VelocityNode& node = model.nodes[i];
        if (!(node.vpKmS > 0.0 && node.vpKmS < 20.0)) return wrong(text("Vp at %g km is not a velocity in km/s.", node.depthKm));
        if (!(node.vsKmS >= 0.0 && node.vsKmS < node.vpKmS)) return wrong(text("Vs at %g km must be less than Vp and not negative.", node.depthKm));
        if (!(node.depthKm <= VelocityModel::earthRadiusKm)) return wrong(text("%g km is deeper than the Earth.", node.depthKm));
        if (i > 0 && node.depthKm < model.nodes[i - 1].depthKm) return wrong(text("depth %g km is above the line before it. Sort it by depth.", node.depthKm));
        if (i > 1 && node.depthKm == model.nodes[i - 2].depthKm) return wrong(text("depth %g km stands three times; twice is a discontinuity.", node.depthKm));
    }
    return {};
}

}  // namespace seisdesk
