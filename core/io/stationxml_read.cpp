#include "core/io/stationxml.h"
#include "core/io/stationxml_response.h"
#include "core/io/text_file.h"

#include <cmath>

namespace seisdesk {

namespace {

/// Reads one file, collecting issues that name the element they are about.
class Reader {
public:
    Reader(const std::filesystem::path& path, std::vector<ReadIssue>& issues) : m_path(path), m_issues(issues) {}

    Inventory read(pugi::xml_node root)
    {
        const auto version = parseNumber(root.attribute("schemaVersion").value());
        if (!version || *version < 1.0 || *version >= 2.0)
            complain("The file", std::string("has schema version '") + root.attribute("schemaVersion").value() + "'; it was read as StationXML 1.2.");
        if (const std::string_view space = root.attribute("xmlns").value(); !space.empty() && space.find("fdsn.org/xml/station/") == std::string_view::npos)
            complain("The file", "has the namespace '" + std::string(space) + "', not StationXML's; it was read as StationXML 1.2 all the same.");
        Inventory inventory;
        xml::forEach(root, "Network", [&](pugi::xml_node network) {
            const std::string code(trimmed(network.attribute("code").value()));
            if (code.empty()) complain("A network", "has no code.");
            xml::forEach(network, "Station", [&](pugi::xml_node station) { readStation(station, code, inventory); });
        });
        return inventory;
    }

private:
    void complain(const std::string& place, const std::string& what) { m_issues.push_back({m_path, place + " " + what}); }

    TimeSpan epoch(pugi::xml_node node, const std::string& place)
    {
        TimeSpan span{Time::min(), Time::max()};
        const auto bound = [&](const char* name, Time& out) {
            const std::string_view text = trimmed(node.attribute(name).value());
            if (text.empty()) return;
            if (const auto time = parseTime(text)) out = *time;
            else complain(place, std::string("has the unreadable ") + name + " '" + std::string(text) + "'; the epoch was left open there.");
        };
        bound("startDate", span.begin);
        bound("endDate", span.end);
        if (span.empty()) complain(place, "ends before it starts; it is valid at no time.");
        return span;
    }

    /// A coordinate, or `otherwise` with an issue.
    double coordinate(pugi::xml_node node, const char* name, double limit, double otherwise, const char* remedy, const std::string& place)
    {
        const auto value = xml::number(node, name);
        if (value && std::abs(*value) <= limit) return *value;
        complain(place, std::string(value ? "has an impossible " : "has no ") + name + "; " + remedy);
        return otherwise;
    }

    void readStation(pugi::xml_node node, const std::string& network, Inventory& inventory)
    {
        Station station;
        station.network = network;
        station.code = std::string(trimmed(node.attribute("code").value()));
        const std::string place = network + '.' + station.code;
        if (station.code.empty()) {
            complain("A station of network " + network, "has no code and was left out.");
            return;
        }
        station.epoch = epoch(node, place);
        constexpr const char* remedy = "0 was taken. Correct the file before locating with it.";
        station.latitudeDegrees = coordinate(node, "Latitude", 90.0, 0.0, remedy, place);
        station.longitudeDegrees = coordinate(node, "Longitude", 360.0, 0.0, remedy, place);
        station.elevationMetres = coordinate(node, "Elevation", 20000.0, 0.0, remedy, place);
        station.siteName = xml::text(xml::child(node, "Site"), "Name");
        xml::forEach(node, "Channel", [&](pugi::xml_node channel) { readChannel(channel, station); });
        inventory.stations.push_back(std::move(station));
    }

    void readChannel(pugi::xml_node node, Station& station)
    {
        Channel channel;
        const auto code = [&](const char* name) { return std::string(trimmed(node.attribute(name).value())); };
        channel.id = {station.network, station.code, code("locationCode"), code("code")};
        if (channel.id.location == "--") channel.id.location.clear();
        const std::string place = channel.id.text();
        if (channel.id.channel.empty()) {
            complain("A channel of " + station.network + '.' + station.code, "has no code and was left out.");
            return;
        }
        channel.epoch = epoch(node, place);
        constexpr const char* remedy = "the station's was taken.";
        channel.latitudeDegrees = coordinate(node, "Latitude", 90.0, station.latitudeDegrees, remedy, place);
        channel.longitudeDegrees = coordinate(node, "Longitude", 360.0, station.longitudeDegrees, remedy, place);
        channel.elevationMetres = coordinate(node, "Elevation", 20000.0, station.elevationMetres, remedy, place);
        channel.depthMetres = xml::number(node, "Depth").value_or(0.0);
        channel.azimuthDegrees = xml::number(node, "Azimuth");
        if (channel.azimuthDegrees && (*channel.azimuthDegrees < 0.0 || *channel.azimuthDegrees >= 360.0)) {
            const double wrapped = std::fmod(*channel.azimuthDegrees, 360.0);
            channel.azimuthDegrees = wrapped < 0.0 ? wrapped + 360.0 : wrapped;
        }
        channel.dipDegrees = xml::number(node, "Dip");
        if (channel.dipDegrees && std::abs(*channel.dipDegrees) > 90.0)
            complain(place, "has the dip " + numberText(*channel.dipDegrees) + " beyond 90 degrees; check its orientation before rotating.");
        channel.sampleRateHz = sampleRate(node);
        const auto complainHere = [&](const std::string& what) { m_issues.push_back({m_path, place + ": " + what}); };
        if (const pugi::xml_node response = xml::child(node, "Response")) channel.response = readResponse(response, complainHere);
        station.channels.push_back(std::move(channel));
    }

    /// SampleRate, or the ratio for slow channels. Zero (state of health, triggered) means none.
    static std::optional<double> sampleRate(pugi::xml_node channel)
    {
        auto rate = xml::number(channel, "SampleRate");
        const pugi::xml_node ratio = xml::child(channel, "SampleRateRatio");
        const auto samples = xml::number(ratio, "NumberSamples"), seconds = xml::number(ratio, "NumberSeconds");
        if ((!rate || *rate <= 0.0) && samples && seconds && *seconds > 0.0) rate = *samples / *seconds;
        return rate && *rate > 0.0 ? rate : std::nullopt;
    }

    const std::filesystem::path& m_path;
    std::vector<ReadIssue>& m_issues;
};

}  // namespace

Result<Inventory> readStationXml(const std::filesystem::path& path, std::vector<ReadIssue>& issues)
{
    const Result<pugi::xml_document> document = xml::load(path, issues);
    if (!document) return document.error();
    const pugi::xml_node root = document->document_element();
    if (xml::localName(root) != "FDSNStationXML")
        return Error{Error::Code::Unsupported, "'" + path.string() + "' has the root element <" + root.name() + ">, not <FDSNStationXML>: it is not StationXML."};
    return Reader(path, issues).read(root);
}

}  // namespace seisdesk
