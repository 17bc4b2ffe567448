#include "core/report/map_frame.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

std::string degrees(double value, int digits, const char* positive, const char* negative)
{
    if (std::abs(value) < 1e-9) return "0\xC2\xB0";
    return decimals(std::abs(value), digits) + "\xC2\xB0" + (value > 0.0 ? positive : negative);
}

}  // namespace

MapExtent united(const MapExtent& a, const MapExtent& b)
{
    const double turn = 360.0 * std::round((a.westDegrees - b.westDegrees) / 360.0);
    return {std::min(a.southDegrees, b.southDegrees), std::max(a.northDegrees, b.northDegrees), std::min(a.westDegrees, b.westDegrees + turn), std::max(a.eastDegrees, b.eastDegrees + turn)};
}

MapFrame::MapFrame(const std::vector<GeoPoint>& points)
{
    double low[2] = {1e9, 1e9}, high[2] = {-1e9, -1e9};
    const GeoPoint& first = points.front();
    for (const GeoPoint& point : points) {
        const double at[2] = {point.latitudeDegrees, first.longitudeDegrees + std::remainder(point.longitudeDegrees - first.longitudeDegrees, 360.0)};
        for (int k = 0; k < 2; ++k) low[k] = std::min(low[k], at[k]), high[k] = std::max(high[k], at[k]);
    }
    m_latitude = 0.5 * (low[0] + high[0]);
    m_longitude = 0.5 * (low[1] + high[1]);
    m_shrink = std::max(0.05, std::cos(m_latitude / degreesPerRadian));
    m_half = std::max({0.56 * (high[0] - low[0]), 0.56 * (high[1] - low[1]) * m_shrink, 0.03});
}

double MapFrame::plainX(double longitudeDegrees) const { return left + 0.5 * side() + (longitudeDegrees - m_longitude) * m_shrink * perDegree(); }

double MapFrame::x(double longitudeDegrees) const { return plainX(m_longitude + std::remainder(longitudeDegrees - m_longitude, 360.0)); }

double MapFrame::y(double latitudeDegrees) const { return margin + 0.5 * side() - (latitudeDegrees - m_latitude) * perDegree(); }

MapExtent MapFrame::extent() const
{
    const double wide = std::min(180.0, m_half / m_shrink);
    return {std::max(-90.0, m_latitude - m_half), std::min(90.0, m_latitude + m_half), m_longitude - wide, m_longitude + wide};
}

void MapFrame::draw(Svg& svg, const std::string& ground) const
{
    svg.rectangle(left, margin, side(), side(), ground.empty() ? "fill=\"#f8fafc\"" : "fill=\"#dfeaf3\"");
    svg.raw(ground);
    const double step = niceStep(-m_half, m_half, 4), wide = m_half / m_shrink;
    const int digits = step < 0.095 ? 2 : step < 0.95 ? 1 : 0;
    svg.raw("<g stroke=\"#cbd5e1\" stroke-opacity=\"0.7\">");
    const auto parallels = [&](const auto& body) {
        for (double v = std::ceil((m_latitude - m_half) / step) * step; v < m_latitude + m_half; v += step) body(v);
    };
    const auto meridians = [&](const auto& body) {
        for (double v = std::ceil((m_longitude - wide) / step) * step; v < m_longitude + wide; v += step)
            if (std::abs(plainX(v) - left) >= 18.0 && std::abs(plainX(v) - left - side()) >= 18.0) body(v);
    };
    parallels([&](double v) { svg.line(left, y(v), left + side(), y(v), ""); });
    meridians([&](double v) { svg.line(plainX(v), margin, plainX(v), margin + side(), ""); });
    svg.raw("</g>\n<g fill=\"#64748b\" font-size=\"10\">");
    parallels([&](double v) { svg.text(left - 4.0, y(v) + 4.0, degrees(v, digits, "N", "S"), "end"); });
    meridians([&](double v) { svg.text(plainX(v), margin + side() + 13.0, degrees(std::remainder(v, 360.0), digits, "E", "W"), "middle"); });
    svg.raw("</g>\n").rectangle(left, margin, side(), side(), "fill=\"none\" stroke=\"#cbd5e1\"");
}

void MapFrame::scale(Svg& svg) const
{
    const double km = niceStep(0.0, 0.9 * side() / perKm(), 3), length = km * perKm(), at = margin + side() - 12.0;
    svg.rectangle(left + 8.0, at - 18.0, length + 12.0, 26.0, "fill=\"#fff\" fill-opacity=\"0.8\"");
    svg.line(left + 14.0, at, left + 14.0 + length, at, "stroke=\"#334155\" stroke-width=\"2\"");
    svg.text(left + 14.0 + 0.5 * length, at - 5.0, shortNumber(km) + " km", "middle", "fill=\"#334155\"");
}

}  // namespace seisdesk
