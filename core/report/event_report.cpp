#include "core/report/event_report.h"

#include "core/base/number_text.h"
#include "core/locate/check/cross_check_event.h"
#include "core/report/event_section.h"
#include "core/report/event_summary.h"
#include "core/report/magnitude_time.h"
#include "core/report/markup.h"
#include "core/report/page.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace seisdesk {

namespace {

std::vector<const Event*> locatedByTime(const std::vector<Event>& events)
{
    std::vector<const Event*> out;
    for (const Event& event : events)
        if (event.origin()) out.push_back(&event);
    std::stable_sort(out.begin(), out.end(), [](const Event* a, const Event* b) { return a->origin()->time < b->origin()->time; });
    return out;
}

std::string foot(const ReportInput& input)
{
    std::string out = "Made by " + input.program;
    if (input.created != Time{}) out += " on " + formatTime(input.created, 0).substr(0, 10);
    return out + ". Times are UTC. Uncertainties are 68 %.";
}

std::string overview(const ReportInput& input, const std::vector<const Event*>& events, const std::function<std::string(std::size_t)>& linkOf)
{
    std::vector<MappedEvent> mapped;
    std::vector<TimedMagnitude> timed;
    std::map<std::string, MappedStation> stations;
    HtmlTable table({"#", "Time (UTC)", "#Latitude", "#Longitude", "#Depth km", "#Magnitude", "#Phases", "#RMS s", "#Gap", "#Flags"});
    std::size_t flags = 0, number = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = *events[i];
        const Origin& o = *event.origin();
        mapped.push_back(mappedEvent(event, linkOf(i)));
        timed.push_back({o.time, mapped.back().magnitude, mapped.back().title, linkOf(i)});
        for (const ReportArrival& one : reportArrivals(event, input.inventory)) stations.try_emplace(one.station, MappedStation{one.station, one.place, {}, false});
        std::set<std::string> flagged;
        for (const auto& [pick, reason] : keptFlags(o)) flagged.insert(pick);
        flags += flagged.size();
        const auto value = [](const std::optional<double>& v, int digits) { return v ? decimals(*v, digits) : std::string(); };
        table.row({std::to_string(++number), "<a href=\"" + escaped(linkOf(i)) + "\">" + escaped(formatTime(o.time, 2).substr(0, 22)) + "</a>", decimals(o.latitude.value, 4), decimals(o.longitude.value, 4),
                   decimals(mapped.back().depthKm, 1), event.magnitude() ? escaped(sizeText(event)) : "", o.quality.usedPhaseCount ? std::to_string(*o.quality.usedPhaseCount) : "",
                   value(o.quality.standardErrorSeconds, 2), value(o.quality.azimuthalGapDegrees, 0), flagged.empty() ? "" : std::to_string(flagged.size())});
    }
    std::vector<MappedStation> places;
    for (const auto& [name, station] : stations) places.push_back(station);
    std::string out = "<h1>" + escaped(input.title) + "</h1>\n<p class=\"quiet\">";
    out += events.empty() ? std::string("No located events.") : std::to_string(events.size()) + (events.size() == 1 ? " event" : " events") + ", " + std::to_string(places.size()) + " stations";
    if (flags) out += ", " + std::to_string(flags) + (flags == 1 ? " flagged pick" : " flagged picks");
    out += "</p>\n";
    if (events.empty()) return out;
    out += "<h2>Over time</h2>\n" + magnitudeTimePlot(timed) + "<h2>Map</h2>\n" + sequenceMap(mapped, places, input.ground);
    return out + "<h2>Events</h2>\n" + table.str();
}

}  // namespace

std::optional<MapExtent> mapExtent(const ReportInput& input)
{
    std::vector<GeoPoint> all;
    std::optional<MapExtent> out;
    const auto take = [&](const std::vector<GeoPoint>& points) {
        const MapExtent extent = MapFrame(points).extent();
        out = out ? united(*out, extent) : extent;
    };
    for (const Event* event : locatedByTime(input.events)) {
        std::vector<GeoPoint> points{GeoPoint(event->origin()->latitude.value, event->origin()->longitude.value)};
        for (const ReportArrival& one : reportArrivals(*event, input.inventory)) points.push_back(one.place);
        take(points);
        all.insert(all.end(), points.begin(), points.end());
    }
    if (!all.empty()) take(all);
    return out;
}

std::vector<ReportPage> reportPages(const ReportInput& input)
{
    const auto events = locatedByTime(input.events);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < events.size(); ++i) names.push_back(pageName(*events[i], i));
    std::vector<ReportPage> out{{"index.html", htmlPage(input.title, overview(input, events, [&](std::size_t i) { return names[i]; }), foot(input))}};
    for (std::size_t i = 0; i < events.size(); ++i) {
        std::string nav = "<nav><span>";
        if (i > 0) nav += "<a href=\"" + escaped(names[i - 1]) + "\">Previous</a>";
        nav += "</span><a href=\"index.html\">All events</a><span>";
        if (i + 1 < events.size()) nav += "<a href=\"" + escaped(names[i + 1]) + "\">Next</a>";
        out.push_back({names[i], htmlPage(headline(*events[i]), nav + "</span></nav>\n" + eventSection(*events[i], input), foot(input))});
    }
    return out;
}

std::string reportInOne(const ReportInput& input)
{
    const auto events = locatedByTime(input.events);
    const auto name = [](std::size_t i) { return "event-" + std::to_string(i + 1); };
    std::string body;
    if (events.size() != 1) body = overview(input, events, [&](std::size_t i) { return '#' + name(i); });
    for (std::size_t i = 0; i < events.size(); ++i) body += "<a id=\"" + name(i) + "\"></a>\n" + eventSection(*events[i], input);
    return htmlPage(events.size() == 1 ? headline(*events.front()) : input.title, body, foot(input));
}

}  // namespace seisdesk
