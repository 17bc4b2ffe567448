#include "core/report/svg_path.h"

#include "core/report/markup.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

double distance(const std::pair<double, double>& p, const std::pair<double, double>& a, const std::pair<double, double>& b)
{
    const double dx = b.first - a.first, dy = b.second - a.second, length = dx * dx + dy * dy;
    const double t = length > 0.0 ? std::clamp(((p.first - a.first) * dx + (p.second - a.second) * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(p.first - a.first - t * dx, p.second - a.second - t * dy);
}

}  // namespace

Points simplified(const Points& points, double tolerance)
{
    if (points.size() < 3) return points;
    std::vector<bool> stays(points.size(), false);
    stays.front() = stays.back() = true;
    std::vector<std::pair<std::size_t, std::size_t>> open{{0, points.size() - 1}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        double farthest = tolerance;
        std::size_t at = first;
        for (std::size_t i = first + 1; i < last; ++i)
            if (const double d = distance(points[i], points[first], points[last]); d > farthest) farthest = d, at = i;
        if (at == first) continue;
        stays[at] = true;
        open.emplace_back(first, at);
        open.emplace_back(at, last);
    }
    Points out;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (stays[i]) out.push_back(points[i]);
    return out;
}

std::string steps(const Points& points, double unit, bool closed)
{
    std::string out;
    long x = 0, y = 0;
    std::size_t written = 0;
    for (const auto& [px, py] : points) {
        if (!std::isfinite(px) || !std::isfinite(py)) continue;
        const long nextX = std::lround(px / unit), nextY = std::lround(py / unit);
        if (written && nextX == x && nextY == y) continue;
        const std::string dx = std::to_string(nextX - x), dy = std::to_string(nextY - y);
        if (written == 0) out = 'M' + dx;
        else out += (written == 1 ? "l" : dx.front() == '-' ? "" : " ") + dx;
        out += (dy.front() == '-' ? "" : " ") + dy;
        x = nextX, y = nextY, ++written;
    }
    return written < 2 ? std::string() : out + (closed ? "z" : "");
}

std::string scaledGroup(double unit, const std::string& attributes) { return "<g transform=\"scale(" + shortNumber(unit) + ")\" " + attributes + ">\n"; }

}  // namespace seisdesk
