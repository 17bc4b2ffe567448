// Seconds and memory of writing and reading QuakeML: bench_catalogue write EVENTS FILE, then bench_catalogue read EVENTS FILE. Each event has an origin,
// twenty picks with their arrivals, and a magnitude. Prints one JSON object; catalogue_speed.py compares it with ObsPy.

#include "core/io/quakeml.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string_view>
#include <sys/resource.h>

using namespace seisdesk;

namespace {

Event event(int number)
{
    std::mt19937 random(static_cast<unsigned>(number));
    const auto between = [&](double low, double high) { return low + (high - low) * static_cast<double>(random()) / 4294967295.0; };
    const std::string base = "smi:org.example.obs/", name = std::to_string(number);
    Event e;
    e.id = base + "event/" + name;
    e.type = "earthquake";
    e.creation.agencyId = "OBS";
    Origin o;
    o.id = base + "origin/" + name;
    o.time = *parseTime("2019-07-04T17:02:55.34Z") + std::chrono::seconds(60 * number);
    o.timeUncertainty.symmetric = between(0.05, 0.3);
    o.latitude = {between(35.0, 36.0), {between(0.001, 0.02), {}, {}, 68.3}};
    o.longitude = {between(-118.0, -117.0), {between(0.001, 0.02), {}, {}, 68.3}};
    o.depthMetres = RealQuantity{between(1000.0, 15000.0), {between(200.0, 2000.0), {}, {}, 68.3}};
    o.quality.usedPhaseCount = 20;
    o.quality.standardErrorSeconds = between(0.05, 0.3);
    o.quality.azimuthalGapDegrees = between(40.0, 200.0);
    o.ellipse = UncertaintyEllipse{between(200.0, 900.0), between(100.0, 200.0), between(0.0, 180.0), 68.3};
    o.mode = Mode::Automatic;
    for (int i = 0; i < 20; ++i) {
        Pick p;
        p.id = base + "pick/" + name + '.' + std::to_string(i);
        p.time = o.time + std::chrono::microseconds(random() % 40'000'000);
        p.timeUncertainty = {{}, between(0.01, 0.1), between(0.01, 0.1), 68.3};
        p.waveform = {"CI", "ST" + std::to_string(i / 2), "", i % 2 == 0 ? "HHZ" : "HHN"};
        p.phaseHint = i % 2 == 0 ? "P" : "S";
        p.polarity = i % 4 == 0 ? Polarity::Positive : Polarity::Unset;
        p.onset = OnsetQuality::Impulsive;
        p.mode = Mode::Automatic;
        p.status = Review::Preliminary;
        p.comments = {{base + "confidence", std::to_string(between(0.3, 1.0))}};
        p.creation.agencyId = "OBS";
        Arrival a;
        a.id = base + "arrival/" + name + '.' + std::to_string(i);
        a.pickId = p.id;
        a.phase = p.phaseHint;
        a.azimuthDegrees = between(0.0, 360.0);
        a.distanceDegrees = between(0.05, 1.5);
        a.takeoffAngleDegrees = between(30.0, 150.0);
        a.timeResidualSeconds = between(-0.5, 0.5);
        a.timeWeight = 1.0;
        e.picks.push_back(std::move(p));
        o.arrivals.push_back(std::move(a));
    }
    Magnitude m;
    m.id = base + "magnitude/" + name;
    m.originId = o.id;
    m.magnitude = {between(1.0, 5.0), {0.2, {}, {}, {}}};
    m.type = "ML";
    m.stationCount = 10;
    e.preferredOriginId = o.id;
    e.preferredMagnitudeId = m.id;
    e.origins.push_back(std::move(o));
    e.magnitudes.push_back(std::move(m));
    return e;
}

std::vector<Event> catalogue(int count)
{
    std::vector<Event> out;
    for (int i = 0; i < count; ++i) out.push_back(event(i));
    return out;
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

}  // namespace

int main(int argc, char** argv)
{
    const std::string_view what = argc == 4 ? argv[1] : "";
    const int count = argc == 4 ? std::atoi(argv[2]) : 0;
    if ((what != "write" && what != "read") || count <= 0) return std::fprintf(stderr, "bench_catalogue write|read EVENTS FILE\n"), 2;
    std::vector<Event> events = what == "write" ? catalogue(count) : std::vector<Event>();
    const double before = peakMegabytes();
    std::vector<ReadIssue> issues;
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t worked = std::clock();
    bool good = false;
    if (what == "write") good = static_cast<bool>(writeQuakeMl(argv[3], events));
    else if (auto read = readQuakeMl(argv[3], issues)) events = std::move(*read), good = true;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(), peak = peakMegabytes();
    const double processor = static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC;
    if (what == "read") {
        good = good && events.size() == static_cast<std::size_t>(count) && issues.empty();
        for (int i = 0; good && i < count; ++i) good = events[static_cast<std::size_t>(i)] == event(i);
    }
    std::printf("{\"seconds\": %.3f, \"processor\": %.3f, \"peak_mb\": %.0f, \"before_mb\": %.0f, \"good\": %s}\n", seconds, processor, peak, before, good ? "true" : "false");
    return good ? 0 : 1;
}
