#include "core/report/report_map.h"

#include "core/base/number_text.h"
#include "core/report/markup.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace seisdesk {

namespace {

constexpr double size = 480.0, left = 44.0, bottom = 22.0, margin = 8.0;

std::string colour(const double (&rgb)[3])
{
    char out[8];
    std::snprintf(out, sizeof out, "#%02x%02x%02x", static_cast<int>(std::lround(rgb[0])), static_cast<int>(std::lround(rgb[1])), static_cast<int>(std::lround(rgb[2])));
    return out;
}

std::string between(const double (&a)[3], const double (&b)[3], double t)
{
    const double mixed[3] = {a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t};
    return colour(mixed);
}

std::string depthColour(double depthKm, double deepestKm)
{
    const double shallow[3] = {245, 158, 11}, deep[3] = {76, 29, 149};
    return between(shallow, deep, std::clamp(depthKm / std::max(deepestKm, 1.0), 0.0, 1.0));
}

/// Equal scales in both directions around the middle of what is to be seen.
class Frame {
public:
    explicit Frame(const std::vector<GeoPoint>& points)
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
    double x(double longitude) const { return left + 0.5 * side() + std::remainder(longitude - m_longitude, 360.0) * m_shrink * perDegree(); }
    double y(double latitude) const { return margin + 0.5 * side() - (latitude - m_latitude) * perDegree(); }
    double perKm() const { return perDegree() / kmPerDegree; }
    static double side() { return size - left - margin; }

    void draw(Svg& svg) const
    {
        svg.rectangle(left, margin, side(), side(), "fill=\"#f8fafc\" stroke=\"#cbd5e1\"");
        const double step = niceStep(-m_half, m_half, 4);
        const int digits = step < 0.095 ? 2 : step < 0.95 ? 1 : 0;
        for (double v = std::ceil((m_latitude - m_half) / step) * step; v < m_latitude + m_half; v += step) {
            svg.line(left, y(v), left + side(), y(v), "stroke=\"#e2e8f0\"");
            svg.text(left - 4.0, y(v) + 4.0, degrees(v, digits, "N", "S"), "end", "fill=\"#64748b\" font-size=\"10\"");
        }
        const double wide = m_half / m_shrink;
        for (double v = std::ceil((m_longitude - wide) / step) * step; v < m_longitude + wide; v += step) {
            if (std::abs(x(v) - left) < 18.0 || std::abs(x(v) - left - side()) < 18.0) continue;
            svg.line(x(v), margin, x(v), margin + side(), "stroke=\"#e2e8f0\"");
            svg.text(x(v), margin + side() + 13.0, degrees(std::remainder(v, 360.0), digits, "E", "W"), "middle", "fill=\"#64748b\" font-size=\"10\"");
        }
    }
    void scale(Svg& svg) const
    {
        const double km = niceStep(0.0, 0.9 * side() / perKm(), 3), length = km * perKm(), at = margin + side() - 12.0;
        svg.rectangle(left + 8.0, at - 18.0, length + 12.0, 26.0, "fill=\"#fff\" fill-opacity=\"0.8\"");
        svg.line(left + 14.0, at, left + 14.0 + length, at, "stroke=\"#334155\" stroke-width=\"2\"");
        svg.text(left + 14.0 + 0.5 * length, at - 5.0, shortNumber(km) + " km", "middle", "fill=\"#334155\"");
    }

private:
    static std::string degrees(double value, int digits, const char* positive, const char* negative)
    {
        if (std::abs(value) < 1e-9) return "0\xC2\xB0";
        return decimals(std::abs(value), digits) + "\xC2\xB0" + (value > 0.0 ? positive : negative);
    }
    double perDegree() const { return 0.5 * side() / m_half; }
    double m_latitude = 0.0, m_longitude = 0.0, m_shrink = 1.0, m_half = 1.0;
};

void drawStations(Svg& svg, const Frame& frame, const std::vector<MappedStation>& stations, bool named)
{
    for (const MappedStation& station : stations) {
        const double x = frame.x(station.place.longitudeDegrees), y = frame.y(station.place.latitudeDegrees);
        const std::string fill = station.residualSeconds ? residualColour(*station.residualSeconds / 0.5) : std::string("#fff");
        std::string title = station.name;
        if (station.residualSeconds) title += ": " + decimals(*station.residualSeconds, 2) + " s";
        if (station.flagged) title += ", flagged";
        svg.path({{x, y - 6.0}, {x + 5.5, y + 4.0}, {x - 5.5, y + 4.0}},
                 "fill=\"" + fill + "\" stroke=\"" + (station.flagged ? "#b91c1c\" stroke-width=\"2\"" : "#334155\" stroke-width=\"0.8\""), true, title);
        if (named) svg.text(x, y + 14.0, station.name.substr(station.name.find('.') + 1), "middle", "fill=\"#475569\" font-size=\"9\"");
    }
}

Points ellipseAround(const Frame& frame, const MappedEvent& event)
{
    Points out;
    const double azimuth = event.azimuthDegrees / degreesPerRadian;
    for (int t = 0; t < 360; t += 6) {
        const double a = event.semiMajorKm * std::cos(t / degreesPerRadian), b = event.semiMinorKm * std::sin(t / degreesPerRadian);
        const double north = a * std::cos(azimuth) - b * std::sin(azimuth), east = a * std::sin(azimuth) + b * std::cos(azimuth);
        out.emplace_back(frame.x(event.epicentre.longitudeDegrees) + east * frame.perKm(), frame.y(event.epicentre.latitudeDegrees) - north * frame.perKm());
    }
    return out;
}

}  // namespace

std::string residualColour(double value)
{
    const double early[3] = {37, 99, 235}, none[3] = {203, 213, 225}, late[3] = {220, 38, 38};
    const double t = std::clamp(value, -1.0, 1.0);
    return t < 0.0 ? between(none, early, -t) : between(none, late, t);
}

std::string eventMap(const MappedEvent& event, const std::vector<MappedStation>& stations)
{
    std::vector<GeoPoint> points{event.epicentre};
    for (const MappedStation& station : stations) points.push_back(station.place);
    const Frame frame(points);
    Svg svg(size, margin + Frame::side() + bottom, "Map of the event and its stations");
    frame.draw(svg);
    const double x = frame.x(event.epicentre.longitudeDegrees), y = frame.y(event.epicentre.latitudeDegrees);
    for (const MappedStation& station : stations)
        if (station.residualSeconds) svg.line(x, y, frame.x(station.place.longitudeDegrees), frame.y(station.place.latitudeDegrees), "stroke=\"#94a3b8\" stroke-width=\"0.6\" stroke-opacity=\"0.5\"");
    if (event.semiMajorKm > 0.0)
        svg.path(ellipseAround(frame, event), "fill=\"#f59e0b\" fill-opacity=\"0.25\" stroke=\"#b45309\" stroke-width=\"1.2\"", true, "68 % of the epicentre");
    drawStations(svg, frame, stations, true);
    Points star;
    for (int k = 0; k < 10; ++k) {
        const double r = k % 2 ? 4.0 : 10.0, a = k * 36.0 / degreesPerRadian;
        star.emplace_back(x + r * std::sin(a), y - r * std::cos(a));
    }
    svg.path(star, "fill=\"#f59e0b\" stroke=\"#78350f\"", true, event.title);
    frame.scale(svg);
    return svg.str();
}

std::string sequenceMap(const std::vector<MappedEvent>& events, const std::vector<MappedStation>& stations)
{
    std::vector<GeoPoint> points;
    for (const MappedEvent& event : events) points.push_back(event.epicentre);
    for (const MappedStation& station : stations) points.push_back(station.place);
    if (points.empty()) return {};
    const Frame frame(points);
    double deepest = 10.0;
    for (const MappedEvent& event : events) deepest = std::max(deepest, event.depthKm);
    Svg svg(size, margin + Frame::side() + bottom, "Map of all events");
    frame.draw(svg);
    drawStations(svg, frame, stations, stations.size() <= 40);
    std::vector<const MappedEvent*> order;
    for (const MappedEvent& event : events) order.push_back(&event);
    std::stable_sort(order.begin(), order.end(), [](const MappedEvent* a, const MappedEvent* b) { return a->magnitude.value_or(0.0) > b->magnitude.value_or(0.0); });
    for (const MappedEvent* event : order) {
        const double radius = event->magnitude ? std::clamp(2.0 + 1.8 * *event->magnitude, 2.5, 20.0) : 4.0;
        if (!event->link.empty()) svg.raw("<a href=\"" + escaped(event->link) + "\">");
        svg.circle(frame.x(event->epicentre.longitudeDegrees), frame.y(event->epicentre.latitudeDegrees), radius,
                   "fill=\"" + depthColour(event->depthKm, deepest) + "\" fill-opacity=\"0.65\" stroke=\"#fff\" stroke-width=\"0.8\"", event->title);
        if (!event->link.empty()) svg.raw("</a>\n");
    }
    frame.scale(svg);
    const double x = left + Frame::side() - 118.0, y = margin + 10.0;
    svg.rectangle(x - 6.0, y - 6.0, 118.0, 34.0, "fill=\"#fff\" fill-opacity=\"0.85\"");
    for (int k = 0; k < 20; ++k) svg.rectangle(x + 5.0 * k, y, 5.2, 8.0, "fill=\"" + depthColour(deepest * k / 19.0, deepest) + '"');
    svg.text(x, y + 20.0, "0", "start", "fill=\"#475569\" font-size=\"10\"").text(x + 100.0, y + 20.0, shortNumber(std::round(deepest)) + " km deep", "end", "fill=\"#475569\" font-size=\"10\"");
    return svg.str();
}

}  // namespace seisdesk
