#include "core/locate/travel/ray_fan.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double radiusKm = VelocityModel::earthRadiusKm;

double thickestKm(double depthKm) { return depthKm < 60.0 ? 5.0 : depthKm < 800.0 ? 15.0 : 30.0; }

}  // namespace

RayFan::RayFan(const VelocityModel& model, std::vector<double> keptKm) : m_keptKm(std::move(keptKm))
{
    std::vector<double> depths = m_keptKm;
    for (const VelocityNode& node : model.nodes) depths.push_back(node.depthKm);
    depths.push_back(radiusKm);
    std::sort(depths.begin(), depths.end());
    depths.erase(std::unique(depths.begin(), depths.end(), [](double a, double b) { return b - a < 1e-6; }), depths.end());
    for (std::size_t i = 1; i < depths.size(); ++i) {
        const int pieces = std::max(1, static_cast<int>(std::ceil((depths[i] - depths[i - 1]) / thickestKm(depths[i - 1]))));
        for (int j = 0; j < pieces; ++j) {
            Layer layer{};
            layer.topKm = depths[i - 1] + (depths[i] - depths[i - 1]) * j / pieces;
            layer.bottomKm = j + 1 == pieces ? depths[i] : depths[i - 1] + (depths[i] - depths[i - 1]) * (j + 1) / pieces;
            layer.topRadius = radiusKm - layer.topKm;
            layer.bottomRadius = radiusKm - layer.bottomKm;
            for (const WaveType wave : {WaveType::P, WaveType::S}) {
                const double top = model.velocity(layer.topKm, wave), bottom = model.velocity(layer.bottomKm, wave, true);
                layer.topU[static_cast<int>(wave)] = top > 0.0 && bottom > 0.0 ? layer.topRadius / top : 0.0;
                layer.bottomU[static_cast<int>(wave)] = top > 0.0 && bottom > 0.0 ? layer.bottomRadius / bottom : 0.0;
            }
            const auto kept = std::find_if(m_keptKm.begin(), m_keptKm.end(), [&](double d) { return std::abs(d - layer.bottomKm) < 1e-6; });
            layer.kept = kept == m_keptKm.end() ? -1 : static_cast<int>(kept - m_keptKm.begin());
            m_layers.push_back(layer);
        }
    }
}

RayRow RayFan::row(WaveType wave, double p, double fromKm) const
{
    const int w = static_cast<int>(wave);
    RayRow out;
    out.p = p;
    out.radians.reserve(m_keptKm.size());
    out.seconds.reserve(m_keptKm.size());
    double x = 0.0, t = 0.0;
    const auto finish = [&](RayRow::End end, double depthKm) {
        out.end = end;
        out.endKm = depthKm;
        out.endRadians = x;
        out.endSeconds = t;
    };
    if (fromKm == 0.0 && p <= m_layers.front().topU[w]) {
        out.radians.push_back(0.0);
        out.seconds.push_back(0.0);
    }
    // acos(p / u) and sqrt(u^2 - p^2) at the layer's top and bottom; carried on where u is continuous.
    double lastU = -1.0, lastAngle = 0.0, lastRoot = 0.0;
    for (const Layer& layer : m_layers) {
        if (layer.topKm < fromKm - 1e-6) continue;
        const double u1 = layer.topU[w], u2 = layer.bottomU[w];
        if (p > u1 || u1 == 0.0) {
            finish(RayRow::End::Blocked, layer.topKm);
            return out;
        }
        const double root1 = u1 == lastU ? lastRoot : std::sqrt(u1 * u1 - p * p), angle1 = u1 == lastU ? lastAngle : std::acos(p / u1);
        if (layer.bottomRadius < 1e-3) {  // constant velocity at the centre
            x += angle1;
            t += root1;
            finish(RayRow::End::Turns, radiusKm - p / u1 * layer.topRadius);
            return out;
        }
        // 1 - b where v = a r^b
        const double ratio = std::log(layer.topRadius / layer.bottomRadius), factor = std::log(u1 / u2) / ratio;
        if (p >= u2) {
            x += angle1 / factor;
            t += root1 / factor;
            finish(RayRow::End::Turns, radiusKm - layer.topRadius * std::pow(p / u1, 1.0 / factor));
            return out;
        }
        const double root2 = std::sqrt(u2 * u2 - p * p), angle2 = std::acos(p / u2);
        if (std::abs(factor) < 1e-7) {
            x += p * ratio / root1;
            t += u1 * u1 * ratio / root1;
        } else {
            x += (angle1 - angle2) / factor;
            t += (root1 - root2) / factor;
        }
        lastU = u2, lastAngle = angle2, lastRoot = root2;
        if (layer.kept >= 0) {
            out.radians.push_back(x);
            out.seconds.push_back(t);
        }
    }
    finish(RayRow::End::Blocked, radiusKm);
    return out;
}

std::vector<double> RayFan::criticalParameters(WaveType wave) const
{
    std::vector<double> out{0.0};
    const int w = static_cast<int>(wave);
    for (const Layer& layer : m_layers)
        for (const double u : {layer.topU[w], layer.bottomU[w]})
            if (u > 0.0) out.insert(out.end(), {u * (1.0 - 1e-11), u * (1.0 + 1e-11)});
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end(), [](double a, double b) { return b - a < 1e-12 * b; }), out.end());
    return out;
}

double RayFan::largestParameter(WaveType wave, std::size_t kept) const
{
    const int w = static_cast<int>(wave);
    double out = m_layers.front().topU[w];
    for (const Layer& layer : m_layers) {
        if (layer.topKm >= m_keptKm[kept] - 1e-6) break;
        out = std::min({out, layer.topU[w], layer.bottomU[w]});
    }
    return out;
}

}  // namespace seisdesk
