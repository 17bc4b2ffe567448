#include "core/net/fdsn_query.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace seisdesk {

namespace {

/// Grows "?a=b&c=d".
class Arguments {
public:
    explicit Arguments(std::string address) : m_text(std::move(address)) {}
    Arguments& add(const char* name, const std::string& value)
    {
        m_text += m_any ? '&' : '?';
        m_any = true;
        m_text += std::string(name) + '=' + percentEncoded(value);
        return *this;
    }
    Arguments& add(const char* name, double value) { return add(name, decimals(value, 5)); }
    Arguments& add(const TimeSpan& span)
    {
        if (span.empty()) return *this;
        return add("starttime", serviceTime(span.begin)).add("endtime", serviceTime(span.end));
    }
    Arguments& add(const std::optional<CircleArea>& circle)
    {
        if (!circle) return *this;
        add("latitude", circle->latitudeDegrees).add("longitude", circle->longitudeDegrees);
        if (circle->nearestDegrees > 0.0) add("minradius", circle->nearestDegrees);
        return add("maxradius", circle->farthestDegrees);
    }
    std::string text() && { return std::move(m_text); }

    /// Services want UTC without the Z.
    static std::string serviceTime(Time time)
    {
        std::string text = formatTime(time, 6);
        text.pop_back();
        return text;
    }

private:
    std::string m_text;
    bool m_any = false;
};

std::string service(const FdsnServer& server, const char* name)
{
    std::string address = server.address;
    while (address.ends_with('/')) address.pop_back();
    const bool signedIn = !server.user.empty() && std::string_view(name) == "dataselect";
    return address + "/fdsnws/" + name + "/1/" + (signedIn ? "queryauth" : "query");
}

std::string lower(std::string text)
{
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

}  // namespace

const std::vector<FdsnServer>& fdsnServers()
{
    static const std::vector<FdsnServer> servers{
        {"EarthScope", "https://service.iris.edu", {}, {}},       {"SCEDC", "https://service.scedc.caltech.edu", {}, {}},
        {"NCEDC", "https://service.ncedc.org", {}, {}},           {"USGS (events)", "https://earthquake.usgs.gov", {}, {}},
        {"GEOFON", "https://geofon.gfz.de", {}, {}},              {"INGV", "https://webservices.ingv.it", {}, {}},
        {"ETH", "https://eida.ethz.ch", {}, {}},                  {"EMSC (events)", "https://www.seismicportal.eu", {}, {}},
        {"ORFEUS", "https://www.orfeus-eu.org", {}, {}},          {"RESIF", "https://ws.resif.fr", {}, {}},
        {"BGR", "https://eida.bgr.de", {}, {}},                   {"KOERI", "https://eida.koeri.boun.edu.tr", {}, {}},
        {"NOA", "https://eida.gein.noa.gr", {}, {}},              {"GeoNet", "https://service.geonet.org.nz", {}, {}},
    };
    return servers;
}

std::optional<FdsnServer> fdsnServer(const std::string& nameOrAddress)
{
    for (const FdsnServer& server : fdsnServers())
        if (lower(server.name) == lower(nameOrAddress)) return server;
    if (nameOrAddress.starts_with("http://") || nameOrAddress.starts_with("https://")) return FdsnServer{nameOrAddress, nameOrAddress, {}, {}};
    return std::nullopt;
}

std::string percentEncoded(const std::string& text)
{
    static constexpr std::array<char, 17> digits{"0123456789ABCDEF"};
    std::string out;
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (std::isalnum(u) || std::string_view("-._~").find(c) != std::string_view::npos) out += c;
        else {
            out += '%';
            out += digits[u >> 4];
            out += digits[u & 15];
        }
    }
    return out;
}

std::string eventAddress(const FdsnServer& server, const EventQuery& query)
{
    Arguments arguments(service(server, "event"));
    arguments.add("format", std::string("xml")).add("nodata", std::string("204"));
    if (query.arrivals) arguments.add("includearrivals", std::string("true"));
    if (!query.eventId.empty()) return std::move(arguments.add("eventid", query.eventId)).text();
    arguments.add(query.span).add(query.circle);
    if (query.smallestMagnitude) arguments.add("minmagnitude", *query.smallestMagnitude);
    return std::move(arguments).text();
}

std::string stationAddress(const FdsnServer& server, const StationQuery& query)
{
    Arguments arguments(service(server, "station"));
    arguments.add("format", std::string("xml")).add("nodata", std::string("204")).add("level", std::string(query.response ? "response" : "channel"));
    arguments.add("network", query.network).add("station", query.station).add("location", query.location.empty() ? "--" : query.location).add("channel", query.channel);
    return std::move(arguments.add(query.span).add(query.circle)).text();
}

std::string recordsAddress(const FdsnServer& server) { return service(server, "dataselect"); }

std::string recordsBody(const std::vector<RecordQuery>& queries)
{
    std::string out = "nodata=204\n";
    for (const RecordQuery& query : queries) {
        const StreamId& id = query.stream;
        out += id.network + ' ' + id.station + ' ' + (id.location.empty() ? "--" : id.location) + ' ' + id.channel + ' ' + Arguments::serviceTime(query.span.begin) + ' ' +
               Arguments::serviceTime(query.span.end) + '\n';
    }
    return out;
}

std::vector<std::vector<RecordQuery>> batches(const std::vector<RecordQuery>& queries, double mostSeconds, std::size_t lines)
{
    std::vector<std::vector<RecordQuery>> out;
    double seconds = 0.0;
    for (const RecordQuery& query : queries) {
        const double more = toSeconds(query.span.length());
        if (out.empty() || out.back().size() >= lines || seconds + more > mostSeconds) {
            out.emplace_back();
            seconds = 0.0;
        }
        out.back().push_back(query);
        seconds += more;
    }
    return out;
}

}  // namespace seisdesk
