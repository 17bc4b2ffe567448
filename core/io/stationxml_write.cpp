#include "core/io/atomic_write.h"
#include "core/io/stationxml.h"
#include "core/io/stationxml_response.h"

#include <algorithm>

namespace seisdesk {

namespace {

using xml::add;

void writeEpoch(pugi::xml_node node, const TimeSpan& epoch)
{
    if (epoch.begin != Time::min()) node.append_attribute("startDate").set_value(formatTime(epoch.begin).c_str());
    if (epoch.end != Time::max()) node.append_attribute("endDate").set_value(formatTime(epoch.end).c_str());
}

void writeChannel(pugi::xml_node parent, const Channel& channel)
{
    pugi::xml_node node = parent.append_child("Channel");
    node.append_attribute("code").set_value(xml::clean(channel.id.channel).c_str());
    node.append_attribute("locationCode").set_value(xml::clean(channel.id.location).c_str());
    writeEpoch(node, channel.epoch);
    add(node, "Latitude", channel.latitudeDegrees);
    add(node, "Longitude", channel.longitudeDegrees);
    add(node, "Elevation", channel.elevationMetres);
    add(node, "Depth", channel.depthMetres);
    add(node, "Azimuth", channel.azimuthDegrees);
    add(node, "Dip", channel.dipDegrees);
    add(node, "SampleRate", channel.sampleRateHz);
    if (channel.response) writeResponse(node, *channel.response);
}

void writeStation(pugi::xml_node network, const Station& station)
{
    pugi::xml_node node = network.append_child("Station");
    node.append_attribute("code").set_value(xml::clean(station.code).c_str());
    writeEpoch(node, station.epoch);
    add(node, "Latitude", station.latitudeDegrees);
    add(node, "Longitude", station.longitudeDegrees);
    add(node, "Elevation", station.elevationMetres);
    // The schema wants a name; the code is one.
    node.append_child("Site").append_child("Name").text().set(xml::clean(station.siteName.empty() ? station.code : station.siteName).c_str());
    for (const Channel& channel : station.channels) writeChannel(node, channel);
}

}  // namespace

Result<void> writeStationXml(const std::filesystem::path& path, const Inventory& inventory)
{
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");
    pugi::xml_node root = document.append_child("FDSNStationXML");
    root.append_attribute("xmlns").set_value("http://www.fdsn.org/xml/station/1");
    root.append_attribute("schemaVersion").set_value("1.2");
    add(root, "Source", "SeisDesk");
    add(root, "Module", "SeisDesk " SEISDESK_VERSION);
    add(root, "Created", formatTime(now()));
    std::vector<std::string> networks;
    for (const Station& station : inventory.stations)
        if (std::find(networks.begin(), networks.end(), station.network) == networks.end()) networks.push_back(station.network);
    for (const std::string& code : networks) {
        pugi::xml_node network = root.append_child("Network");
        network.append_attribute("code").set_value(xml::clean(code).c_str());
        for (const Station& station : inventory.stations)
            if (station.network == code) writeStation(network, station);
    }
    return writeAtomically(path, xml::print(document));
}

}  // namespace seisdesk
