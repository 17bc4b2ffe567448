#include "core/report/report_map.h"

#include "core/base/number_text.h"
#include "core/report/map_frame.h"
#include "core/report/markup.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace seisdesk {

namespace {

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

std::string tenths(double value) { return shortNumber(0.1 * std::round(10.0 * value)); }

std::string depthColour(double depthKm, double deepestKm)
{
    const double shallow[3] = {245, 158, 11}, deep[3] = {76, 29, 149};
    return between(shallow, deep, std::clamp(depthKm / std::max(deepestKm, 1.0), 0.0, 1.0));
}

void drawStations(Svg& svg, const MapFrame& frame, const std::vector<MappedStation>& stations, bool named)
{
    svg.raw("<g stroke=\"#334155\" stroke-width=\"0.8\">\n");
    for (const MappedStation& station : stations) {
        const std::string fill = station.residualSeconds ? residualColour(*station.residualSeconds / 0.5) : std::string("#fff");
        std::string title = station.name;
        if (station.residualSeconds) title += ": " + decimals(*station.residualSeconds, 2) + " s";
        if (station.flagged) title += ", flagged";
        svg.data('M' + tenths(frame.x(station.place.longitudeDegrees)) + ' ' + tenths(frame.y(station.place.latitudeDegrees) - 6.0) + "l5.5 10h-11z",
                 "fill=\"" + fill + (station.flagged ? "\" stroke=\"#b91c1c\" stroke-width=\"2\"" : "\""), title);
    }
    svg.raw("</g>\n");
    if (!named) return;
    svg.raw("<g fill=\"#475569\" font-size=\"9\" text-anchor=\"middle\">\n");
    for (const MappedStation& station : stations)
        svg.text(frame.x(station.place.longitudeDegrees), frame.y(station.place.latitudeDegrees) + 14.0, station.name.substr(station.name.find('.') + 1));
    svg.raw("</g>\n");
}

Points ellipseAround(const MapFrame& frame, const MappedEvent& event)
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

std::string eventMap(const MappedEvent& event, const std::vector<MappedStation>& stations, const MapGround& ground)
{
    std::vector<GeoPoint> points{event.epicentre};
    for (const MappedStation& station : stations) points.push_back(station.place);
    const MapFrame frame(points);
    Svg svg(MapFrame::size, MapFrame::height(), "Map of the event and its stations");
    frame.draw(svg, drawnGround(frame, ground));
    const double x = frame.x(event.epicentre.longitudeDegrees), y = frame.y(event.epicentre.latitudeDegrees);
    std::string rays;
    for (const MappedStation& station : stations)
        if (station.residualSeconds)
            rays += 'M' + tenths(x) + ' ' + tenths(y) + 'L' + tenths(frame.x(station.place.longitudeDegrees)) + ' ' + tenths(frame.y(station.place.latitudeDegrees));
    if (!rays.empty()) svg.data(rays, "stroke=\"#94a3b8\" stroke-width=\"0.6\" stroke-opacity=\"0.5\"");
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

std::string sequenceMap(const std::vector<MappedEvent>& events, const std::vector<MappedStation>& stations, const MapGround& ground)
{
    std::vector<GeoPoint> points;
    for (const MappedEvent& event : events) points.push_back(event.epicentre);
    for (const MappedStation& station : stations) points.push_back(station.place);
    if (points.empty()) return {};
    const MapFrame frame(points);
    double deepest = 10.0;
    for (const MappedEvent& event : events) deepest = std::max(deepest, event.depthKm);
    Svg svg(MapFrame::size, MapFrame::height(), "Map of all events");
    frame.draw(svg, drawnGround(frame, ground));
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
    const double x = MapFrame::x0() + MapFrame::side() - 118.0, y = MapFrame::y0() + 10.0;
    svg.rectangle(x - 6.0, y - 6.0, 118.0, 34.0, "fill=\"#fff\" fill-opacity=\"0.85\"");
    for (int k = 0; k < 20; ++k) svg.rectangle(x + 5.0 * k, y, 5.2, 8.0, "fill=\"" + depthColour(deepest * k / 19.0, deepest) + '"');
    svg.text(x, y + 20.0, "0", "start", "fill=\"#475569\" font-size=\"10\"").text(x + 100.0, y + 20.0, shortNumber(std::round(deepest)) + " km deep", "end", "fill=\"#475569\" font-size=\"10\"");
    return svg.str();
}

}  // namespace seisdesk
