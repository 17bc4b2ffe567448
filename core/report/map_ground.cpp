#include "core/report/map_ground.h"

#include "core/report/svg_path.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double unit = 0.5, tolerance = 0.4;

bool isArea(GroundKind kind) { return kind == GroundKind::Land || kind == GroundKind::Water; }

struct Edges {
    double left, top, right, bottom;
};

/// In pixels; the points of a shape do not change sides at the date line.
Points onPage(const MapFrame& frame, const GroundShape& shape)
{
    Points out;
    const double turn = 360.0 * std::round((frame.longitude() - static_cast<double>(shape.points.front().first)) / 360.0);
    for (const auto& [longitude, latitude] : shape.points) out.emplace_back(frame.plainX(static_cast<double>(longitude) + turn), frame.y(static_cast<double>(latitude)));
    return out;
}

bool outside(const Points& points, const Edges& e)
{
    const auto all = [&](auto test) { return std::all_of(points.begin(), points.end(), test); };
    return all([&](const auto& p) { return p.first < e.left; }) || all([&](const auto& p) { return p.first > e.right; }) || all([&](const auto& p) { return p.second < e.top; }) ||
           all([&](const auto& p) { return p.second > e.bottom; });
}

/// Sutherland and Hodgman: one edge after the other.
Points areaInside(Points area, const Edges& e)
{
    const std::array<std::array<double, 3>, 4> sides{{{1, 0, -e.left}, {-1, 0, e.right}, {0, 1, -e.top}, {0, -1, e.bottom}}};
    for (const auto& [a, b, c] : sides) {
        const auto depth = [&, a = a, b = b, c = c](const auto& p) { return a * p.first + b * p.second + c; };
        Points kept;
        for (std::size_t i = 0; i < area.size(); ++i) {
            const auto &from = area[(i + area.size() - 1) % area.size()], &to = area[i];
            const double d0 = depth(from), d1 = depth(to);
            if ((d0 < 0.0) != (d1 < 0.0)) {
                const double t = d0 / (d0 - d1);
                kept.emplace_back(from.first + t * (to.first - from.first), from.second + t * (to.second - from.second));
            }
            if (d1 >= 0.0) kept.push_back(to);
        }
        area = std::move(kept);
    }
    return area;
}

/// Liang and Barsky for each piece; what leaves the frame and comes back is another line.
std::vector<Points> linesInside(const Points& line, const Edges& e)
{
    std::vector<Points> out;
    bool joined = false;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double x = line[i - 1].first, y = line[i - 1].second, dx = line[i].first - x, dy = line[i].second - y;
        double from = 0.0, to = 1.0;
        for (const auto& [step, room] : {std::pair{-dx, x - e.left}, {dx, e.right - x}, {-dy, y - e.top}, {dy, e.bottom - y}}) {
            if (step == 0.0 && room < 0.0) to = -1.0;
            if (step < 0.0) from = std::max(from, room / step);
            if (step > 0.0) to = std::min(to, room / step);
        }
        if (from > to) {
            joined = false;
            continue;
        }
        if (!joined || from > 0.0) out.push_back({{x + from * dx, y + from * dy}});
        out.back().emplace_back(x + to * dx, y + to * dy);
        joined = to >= 1.0;
    }
    return out;
}

std::string path(const std::string& data, const char* attributes = "") { return data.empty() ? std::string() : "<path d=\"" + data + "\"" + attributes + "/>\n"; }

}  // namespace

std::string drawnGround(const MapFrame& frame, const MapGround& ground)
{
    const Edges edges{frame.x0(), frame.y0(), frame.x0() + frame.side(), frame.y0() + frame.side()};
    std::string areas, shores, nations, states;
    for (const GroundShape& shape : ground) {
        if (shape.points.size() < 2) continue;
        const Points points = onPage(frame, shape);
        if (outside(points, edges)) continue;
        if (isArea(shape.kind)) {
            areas += path(steps(simplified(areaInside(points, edges), tolerance), unit, true), shape.kind == GroundKind::Water ? " fill=\"#dfeaf3\"" : "");
            continue;
        }
        std::string& lines = shape.kind == GroundKind::Shore ? shores : shape.kind == GroundKind::Nation ? nations : states;
        for (const Points& line : linesInside(points, edges)) lines += steps(simplified(line, tolerance), unit);
    }
    if (areas.empty() && shores.empty() && nations.empty() && states.empty()) return {};
    std::string out;
    if (!areas.empty()) out += scaledGroup(unit, "fill=\"#faf9f5\" shape-rendering=\"crispEdges\"") + areas + "</g>\n";
    return out + scaledGroup(unit, "fill=\"none\" stroke=\"#8a97a3\" stroke-width=\"1.6\" stroke-linejoin=\"round\"") + path(shores) +
           path(nations, " stroke=\"#a16207\" stroke-dasharray=\"10 4\"") + path(states, " stroke=\"#b7a98c\" stroke-dasharray=\"4 4\"") + "</g>\n";
}

}  // namespace seisdesk
