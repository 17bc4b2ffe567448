#include "core/report/beach_ball.h"

#include "core/locate/travel/geodesy.h"
#include "core/report/markup.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

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
    // Runs of compression, row by row.
    std::string runs;
    constexpr double step = 0.75;
    for (double y = -radius + 0.5 * step; y < radius; y += step) {
        double from = 0.0;
        bool inside = false;
        const double half = std::sqrt(std::max(0.0, radius * radius - y * y));
        for (double x = -half; x <= half + step; x += step) {
            const double r = std::hypot(x, y) / radius;
            const bool fills = x <= half && r < 1.0 && radiationOfP(plane, std::atan2(x, -y) * degreesPerRadian, 2.0 * std::asin(r / std::sqrt(2.0)) * degreesPerRadian) > 0.0;
            if (fills && !inside) from = x;
            if (!fills && inside) runs += 'M' + shortNumber(centre + from) + ' ' + shortNumber(centre + y) + 'H' + shortNumber(centre + std::min(x, half));
            inside = fills;
        }
    }
    svg.data(runs, "stroke=\"#8fa3bf\" stroke-width=\"0.9\" fill=\"none\"");
    for (const FaultPlane& nodal : {plane, auxiliary(plane)}) {
        Points line = nodalLine(nodal);
        for (auto& [x, y] : line) x = centre + radius * x, y = centre - radius * y;
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
