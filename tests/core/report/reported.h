#pragma once
// An event for the report's tests, with names that want to break out of the markup.

#include "core/catalog/event.h"
#include "core/catalog/resource_id.h"
#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <cmath>
#include <pugixml.hpp>

namespace seisdesk::test {

inline Event reportedEvent(int stations = 9)
{
    Event event;
    event.id = "smi:local.test/event/1";
    event.descriptions = {{"Near <script>alert(1)</script> & \"Bad\" Lake", "region name"}};
    Origin origin;
    origin.id = event.id + "/origin";
    origin.time = parseTime("2020-02-03T04:05:06.789Z").value();
    origin.latitude.value = 35.7;
    origin.longitude.value = -117.5;
    origin.depthMetres = RealQuantity{8100.0, {}};
    origin.ellipse = UncertaintyEllipse{1200.0, 600.0, 30.0, 68.3};
    origin.quality.usedPhaseCount = 2 * stations;
    origin.quality.azimuthalGapDegrees = 75.0;
    origin.mode = Mode::Automatic;
    origin.status = Review::Preliminary;
    origin.earthModelId = "smi:local.test/earthmodel/ak135";
    for (int i = 0; i < stations; ++i)
        for (const char* phase : {"P", "S"}) {
            Pick pick;
            pick.id = event.id + "/pick/" + std::to_string(i) + phase;
            pick.waveform = StreamId{"XX", "S" + std::to_string(i), "", "HHZ"};
            pick.time = origin.time + fromSeconds((*phase == 'P' ? 2.0 : 3.5) + i);
            pick.polarity = *phase == 'S' ? Polarity::Unset : i % 2 ? Polarity::Negative : Polarity::Positive;
            Arrival arrival;
            arrival.id = pick.id + "/arrival";
            arrival.pickId = pick.id;
            arrival.phase = phase;
            arrival.azimuthDegrees = 40.0 * i;
            arrival.distanceDegrees = 0.05 + 0.03 * i;
            arrival.takeoffAngleDegrees = 100.0 - 5.0 * i;
            arrival.timeResidualSeconds = 0.05 * (i - 4);
            arrival.timeWeight = i == 3 ? 0.0 : 0.9;
            if (i == 2 && *phase == 'S') arrival.comments.push_back({"smi:local.seisdesk/crosscheck.time", "S at XX.S2 is 0.9 s late <b>really</b>"});
            event.picks.push_back(pick);
            origin.arrivals.push_back(arrival);
        }
    event.origins = {origin};
    event.preferredOriginId = origin.id;
    Magnitude magnitude;
    magnitude.id = event.id + "/ml";
    magnitude.type = "ML";
    magnitude.magnitude.value = 3.21;
    event.magnitudes = {magnitude};
    event.preferredMagnitudeId = magnitude.id;
    StationMagnitude one;
    one.type = "ML";
    one.magnitude.value = 3.4;
    one.waveform = StreamId{"XX", "S1", "", "HHN"};
    event.stationMagnitudes = {one};
    FocalMechanism mechanism;
    mechanism.id = event.id + "/mechanism";
    mechanism.nodalPlane1 = NodalPlane{{320.0, {}}, {85.0, {}}, {175.0, {}}};
    event.focalMechanisms = {mechanism};
    event.preferredFocalMechanismId = mechanism.id;
    return event;
}

inline std::vector<TracePtr> reportedTraces(const Event& event)
{
    std::vector<TracePtr> out;
    const Time start = event.origin()->time - fromSeconds(20.0);
    for (int i = 0; i < 9; ++i) {
        std::vector<float> samples(8000);
        for (std::size_t k = 0; k < samples.size(); ++k) samples[k] = static_cast<float>(std::sin(0.3 * static_cast<double>(k)) * (k > 2200 ? 100.0 : 1.0));
        Trace trace{StreamId{"XX", "S" + std::to_string(i), "", "HHZ"}, {makeSegment(start, 100.0, samples)}};
        out.push_back(std::make_shared<const Trace>(std::move(trace)));
    }
    return out;
}

/// The page as XML, which it is as well; empty where it is not well-formed.
inline pugi::xml_document parsed(const std::string& html)
{
    pugi::xml_document out;
    const std::string text = html.substr(html.find('\n') + 1);  // without the doctype
    if (!out.load_string(html.starts_with("<!DOCTYPE") ? text.c_str() : html.c_str(), pugi::parse_default)) out.reset();
    return out;
}

inline int count(const pugi::xml_document& page, const char* path) { return static_cast<int>(page.select_nodes(path).size()); }

}  // namespace seisdesk::test
