#include "core/report/beach_ball.h"

#include "core/locate/travel/geodesy.h"
#include "core/report/markup.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace seisdesk {

namespace {

constexpr double unit = 0.25;

Points nodalLine(const FaultPlane& plane)
{
    const double s = plane.strike / degreesPerRadian, d = plane.dip / degreesPerRadian;
    Points out;
    for (int t = 0; t <= 180; t += 3) {
        const double a = t / degreesPerRadian;
        // Along strike and down the dip: north, east, down.
        const double n = std::cos(a) * std::cos(s) - std::sin(a) * std::cos(d) * std::sin(s), e = std::cos(a) * std::sin(s) + std::sin(a) * std::cos(d) * std::cos(s),
                     down = std::sin(a) * std::sin(d);
        out.push_back(onLowerHemisphere(std::atan2(e, n) * degreesPerRadian, std::acos(std::clamp(down, -1.0, 1.0)) * degreesPerRadian));
    }
    return out;
}

/// What lies between a nodal line and the rim in the direction of dip.
Points dipSide(const FaultPlane& plane)
{
    Points out = nodalLine(plane);
    for (int t = 177; t > 0; t -= 3) out.push_back(onLowerHemisphere(plane.strike + t, 90.0));
    return out;
}

bool holds(const Points& area, double x, double y)
{
    bool in = false;
    for (std::size_t i = 0, j = area.size() - 1; i < area.size(); j = i++)
        if ((area[i].second > y) != (area[j].second > y) && x < (area[j].first - area[i].first) * (y - area[i].second) / (area[j].second - area[i].second) + area[i].first) in = !in;
    return in;
}

/// Path data of the quadrants that push, filled by even and odd: two sides of the planes cut each other into them, and the whole ball turns them over.
template <class Place> std::string compression(const FaultPlane& plane, const Place& place)
{
    std::vector<Points> areas{dipSide(plane), dipSide(auxiliary(plane))};
    double strongest = 0.0;
    bool turn = false;
    for (double takeoff = 5.0; takeoff < 90.0; takeoff += 10.0)
        for (double azimuth = 0.0; azimuth < 360.0; azimuth += 10.0) {
            const double push = radiationOfP(plane, azimuth, takeoff);
            if (std::abs(push) <= strongest) continue;
            const auto [x, y] = onLowerHemisphere(azimuth, takeoff);
            strongest = std::abs(push);
            turn = (holds(areas[0], x, y) != holds(areas[1], x, y)) != (push > 0.0);
        }
    if (turn) {
        areas.emplace_back();
        for (int t = 0; t < 360; t += 3) areas.back().push_back(onLowerHemisphere(t, 90.0));
    }
    std::string out;
    for (Points& area : areas) {
        for (auto& p : area) p = place(p);
        out += steps(area, unit, true);
    }
    return out;
}

}  // namespace

std::pair<double, double> onLowerHemisphere(double azimuthDegrees, double takeoffDegrees)
{
    const bool up = takeoffDegrees > 90.0;
    const double a = (azimuthDegrees + (up ? 180.0 : 0.0)) / degreesPerRadian, i = (up ? 180.0 - takeoffDegrees : takeoffDegrees) / degreesPerRadian;
    const double r = std::sqrt(2.0) * std::sin(0.5 * i);
    return {r * std::sin(a), r * std::cos(a)};
}

std::string beachBall(const FaultPlane& plane, const std::vector<FirstMotion>& motions, double size)
{
    Svg svg(size, size, "Mechanism on the lower hemisphere");
    const double centre = 0.5 * size, radius = 0.5 * size - 14.0;
    svg.circle(centre, centre, radius, "fill=\"#fff\"");
    svg.raw(scaledGroup(unit, "fill=\"#c9d3e0\" fill-rule=\"evenodd\""));
    svg.data(compression(plane, [&](const std::pair<double, double>& p) { return std::pair{centre + radius * p.first, centre - radius * p.second}; })).raw("</g>\n");
    for (const FaultPlane& nodal : {plane, auxiliary(plane)}) {
        Points line = nodalLine(nodal);
        for (auto& [x, y] : line) x = 0.1 * std::round(10.0 * (centre + radius * x)), y = 0.1 * std::round(10.0 * (centre - radius * y));
        svg.path(line, "fill=\"none\" stroke=\"#1f2937\" stroke-width=\"1.4\"");
    }
    svg.circle(centre, centre, radius, "fill=\"none\" stroke=\"#1f2937\" stroke-width=\"1.4\"");
    for (const FirstMotion& motion : motions) {
        const auto [x, y] = onLowerHemisphere(motion.azimuthDegrees, motion.takeoffDegrees);
        const bool wrong = (radiationOfP(plane, motion.azimuthDegrees, motion.takeoffDegrees) > 0.0) != motion.up;
        const std::string colour = wrong ? "#dc2626" : "#111827";
        svg.circle(centre + radius * x, centre - radius * y, 4.0, motion.up ? "fill=\"" + colour + "\" stroke=\"#fff\" stroke-width=\"0.8\"" : "fill=\"#fff\" stroke=\"" + colour + "\" stroke-width=\"1.6\"",
                   motion.station + (motion.up ? ": up" : ": down"));
    }
    svg.text(centre, 10.0, "N", "middle", "fill=\"#6b7280\"");
    return svg.str();
}

}  // namespace seisdesk
