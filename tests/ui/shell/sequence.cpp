#include "tests/ui/shell/sequence.h"

#include "core/io/label_csv.h"
#include "core/io/mseed_write.h"
#include "core/io/stationxml.h"
#include "core/locate/travel/geodesy.h"
#include "core/synth/demo.h"
#include "core/synth/seismogram.h"

#include <cmath>
#include <fstream>
#include <stdexcept>

namespace seisdesk::test {

namespace {

constexpr double rateHz = 100.0, secondsEach = 120.0, originSeconds = 25.0;
constexpr std::size_t stationCount = 11;

/// Stations of the demonstration, those with a peculiarity left out, set up around another place.
std::vector<Station> stations(GeoPoint centre, synth::Random& random)
{
    synth::DemoOptions options;
    options.stations = 14;
    options.lengthSeconds = 60.0;
    std::vector<Station> out;
    for (Station& station : synth::demo(options).inventory.stations) {
        if (station.channels.size() != 3 || station.channels[1].id.channel != "HHN" || out.size() == stationCount) continue;
        const double i = static_cast<double>(out.size());
        const double km = 8.0 + 50.0 * i / (stationCount - 1), azimuth = (137.5 * i + random.uniform(-15.0, 15.0)) * M_PI / 180.0;
        const GeoPoint place = centre.moved(km * std::cos(azimuth), km * std::sin(azimuth));
        station.latitudeDegrees = place.latitudeDegrees;
        station.longitudeDegrees = place.longitudeDegrees;
        for (Channel& channel : station.channels) {
            channel.latitudeDegrees = place.latitudeDegrees;
            channel.longitudeDegrees = place.longitudeDegrees;
        }
        out.push_back(station);
    }
    return out;
}

Label truePick(const Station& station, const char* phase, Time time, std::uint64_t number)
{
    Label label;
    label.id = {0x5e90e4ceULL, number};
    label.stream = station.channels.front().id;
    label.phase = phase;
    label.time = time;
    label.review = Review::Final;
    label.mode = Mode::Manual;
    label.author = "synthetic truth";
    return label;
}

void orThrow(const Result<void>& result)
{
    if (!result) throw std::runtime_error(result.error().message);
}

}  // namespace

Sequence::Sequence()
{
    synth::Random random(11);
    const GeoPoint centre(42.80, 13.15);
    const Time start = parseTime("2024-03-09T04:11:40Z").value();
    const struct { double eastKm, northKm, depthKm, magnitude, strike, dip, rake; } made[] = {
        {0.0, 0.0, 8.0, 3.2, 155.0, 50.0, -90.0}, {2.5, -3.0, 9.5, 2.9, 150.0, 45.0, -80.0}, {-2.0, 2.5, 7.0, 2.6, 160.0, 50.0, -95.0}};
    inventory.stations = stations(centre, random);
    std::vector<std::array<std::vector<float>, 3>> counts(inventory.stations.size());
    for (std::size_t e = 0; e < std::size(made); ++e) {
        const GeoPoint place = centre.moved(made[e].northKm, made[e].eastKm);
        const Time begin = start + fromSeconds(secondsEach * static_cast<double>(e));
        shocks.push_back({begin + fromSeconds(originSeconds), place.latitudeDegrees, place.longitudeDegrees, made[e].depthKm,
                          {made[e].strike, made[e].dip, made[e].rake, made[e].magnitude, 3.0}});
        for (std::size_t s = 0; s < inventory.stations.size(); ++s) {
            const Station& station = inventory.stations[s];
            const GeoPoint site(station.latitudeDegrees, station.longitudeDegrees);
            const Course there = course(place, site), back = course(site, place);
            const synth::Path path{there.distanceKm(), there.azimuthDegrees, back.azimuthDegrees, made[e].depthKm};
            const synth::Recording recording{rateHz, secondsEach, originSeconds, 3e-8, true};
            const synth::Seismogram ground = synth::seismogram(synth::Crust::continental(), shocks.back().source, path, recording, random);
            for (std::size_t c = 0; c < 3; ++c)
                for (const double v : ground.upNorthEast[c]) counts[s][c].push_back(static_cast<float>(std::round(v * station.channels[c].response->sensitivity.value())));
            Label p = truePick(station, "P", begin + fromSeconds(ground.pSeconds), 2 * truth.size() + 1);
            p.polarity = ground.pAmplitude > 0.0 ? Polarity::Positive : Polarity::Negative;
            p.onset = OnsetQuality::Impulsive;
            truth.push_back(p);
            truth.push_back(truePick(station, "S", begin + fromSeconds(ground.sSeconds), 2 * truth.size() + 1));
        }
    }
    for (std::size_t s = 0; s < counts.size(); ++s)
        for (std::size_t c = 0; c < 3; ++c) traces.push_back({inventory.stations[s].channels[c].id, {makeSegment(start, rateHz, std::move(counts[s][c]))}});

    const std::size_t second = 2 * stationCount;
    lateP = second + 2 * 3;
    earlyS = second + 2 * 5 + 1;
    flippedP = second + 2 * 1;
    for (const Label& exact : truth) {
        Label found = exact;
        found.id = {0xf00dULL, exact.id.low};
        found.time += fromSeconds(0.02 * random.normal());
        found.mode = Mode::Automatic;
        found.review = Review::Preliminary;
        found.author = found.model = "network";
        found.confidence = random.uniform(0.6, 0.95);
        found.lowerUncertaintySeconds = found.upperUncertaintySeconds = exact.phase == "P" ? 0.03 : 0.06;
        picks.push_back(found);
    }
    picks[lateP].time += fromSeconds(0.5);
    picks[earlyS].time -= fromSeconds(0.6);
    picks[flippedP].polarity = picks[flippedP].polarity == Polarity::Positive ? Polarity::Negative : Polarity::Positive;
    for (Label& pick : picks)
        if (pick.phase == "P") pick.source.magnitude = Estimate{3.0 + 0.2 * random.normal(), 0.3};
}

void Sequence::write(const std::filesystem::path& folder) const
{
    const std::filesystem::path data = folder / "data";
    std::filesystem::create_directories(data);
    for (const Trace& trace : traces) orThrow(writeMiniSeed(data / (trace.id.text() + ".mseed"), {trace}));
    orThrow(writeStationXml(data / "stations.xml", inventory));
    orThrow(writeLabelCsv(data / "picks.csv", picks));
    std::ofstream model(folder / "crust.txt");
    for (const synth::Layer& layer : synth::Crust::continental().layers) model << layer.topKm << ' ' << layer.vpKmS << ' ' << layer.vsKmS << '\n';
}

}  // namespace seisdesk::test
