#include "core/synth/demo.h"

#include "core/synth/seismogram.h"

#include <GeographicLib/Geodesic.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk::synth {

namespace {

constexpr double epicentreLatitude = 46.31, epicentreLongitude = 7.52;
constexpr double countsPerMetrePerSecond = 6.0e8;  // 1500 V/(m/s) times 400 000 counts/V
constexpr double secondHorizontalTurn = 35.0;      // degrees that the misoriented station's horizontals are turned
constexpr int misoriented = 2, gappy = 4, verticalOnly = 6;

double wrapped(double degrees) { return std::fmod(std::fmod(degrees, 360.0) + 360.0, 360.0); }

struct Site {
    Station station;
    Path path;
};

Site site(int index, const DemoOptions& options, Random& random)
{
    static constexpr const char* names[] = {"ALDER", "BIRCH", "CEDAR", "DOGWD", "ELDER", "FIR", "GINKO", "HAZEL", "IVY",
                                            "JUNIP", "KAPOK", "LARCH", "MAPLE", "NUTMG", "OAK", "PINE", "QUINC", "ROWAN",
                                            "SPRUC", "TEAK", "ULMUS", "VINE", "WILLO", "XYLIA", "YEW", "ZELKO"};
    Site out;
    const double azimuth = wrapped(index * 137.5 + random.uniform(-15.0, 15.0));
    out.path.distanceKm = 8.0 + 112.0 * index / std::max(1, options.stations - 1) + random.uniform(0.0, 4.0);
    out.path.depthKm = options.depthKm;
    double arrivingAzimuth = 0.0;
    GeographicLib::Geodesic::WGS84().Direct(epicentreLatitude, epicentreLongitude, azimuth, out.path.distanceKm * 1e3,
                                            out.station.latitudeDegrees, out.station.longitudeDegrees, arrivingAzimuth);
    out.path.azimuthDegrees = azimuth;
    out.path.backAzimuthDegrees = wrapped(arrivingAzimuth + 180.0);
    out.station.network = "XD";
    out.station.code = names[index];
    out.station.siteName = "Demonstration site " + std::string(names[index]);
    return out;
}

Channel channel(const Station& station, const std::string& code, double azimuth, double dip, double rate)
{
    Response response;
    response.sensitivity = countsPerMetrePerSecond;
    response.sensitivityFrequencyHz = 1.0;
    response.inputUnits = "M/S";
    response.outputUnits = "COUNTS";
    ResponseStage sensor{"M/S", "V", PolesZeros{PolesZeros::Kind::LaplaceRadians, 1.0, 1.0, {}, {}}, 1500.0, 1.0, {}, 1, 0.0, 0.0};
    ResponseStage digitiser{"V", "COUNTS", Coefficients{Coefficients::Kind::Digital, {}, {}}, 400000.0, 1.0, rate, 1, 0.0, 0.0};
    response.stages = {sensor, digitiser};
    Channel c;
    c.id = {station.network, station.code, "", code};
    c.latitudeDegrees = station.latitudeDegrees;
    c.longitudeDegrees = station.longitudeDegrees;
    c.azimuthDegrees = azimuth;
    c.dipDegrees = dip;
    c.sampleRateHz = rate;
    c.response = std::make_shared<const Response>(response);
    return c;
}

std::vector<float> counts(const std::vector<double>& velocity)
{
    std::vector<float> out(velocity.size());
    std::transform(velocity.begin(), velocity.end(), out.begin(), [](double v) {
        return static_cast<float>(std::clamp(std::round(v * countsPerMetrePerSecond), -8388608.0, 8388607.0));
    });
    return out;
}

Label truth(const Station& station, int index, const std::string& phase, Time time, const std::string& eventId)
{
    Label label;
    label.id = {0x5e15de5c00000000ULL + static_cast<std::uint64_t>(index), phase == "P" ? 1ULL : 2ULL};
    label.stream = {station.network, station.code, "", "HHZ"};
    label.phase = phase;
    label.time = time;
    label.lowerUncertaintySeconds = label.upperUncertaintySeconds = 0.005;
    label.review = Review::Final;
    label.author = "synthetic truth";
    label.created = time;
    label.event = eventId;
    return label;
}

/// A first motion weaker than a twentieth of the largest possible one is nodal: nobody could tell.
Polarity firstMotion(double amplitude)
{
    if (std::abs(amplitude) < 0.05) return Polarity::Undecidable;
    return amplitude > 0.0 ? Polarity::Positive : Polarity::Negative;
}

}  // namespace

Demo demo(const DemoOptions& options)
{
    Demo out;
    Random random(options.seed);
    const Crust crust = Crust::continental();
    const Source source{55.0, 70.0, -20.0, options.magnitude, 3.0};
    const Time start = parseTime("2024-03-09T04:11:40Z").value();
    Recording recording;
    recording.sampleRateHz = options.sampleRateHz;
    recording.lengthSeconds = options.lengthSeconds;
    recording.originSeconds = 30.0;
    recording.noiseMetresPerSecond = options.noiseMetresPerSecond;

    out.event.id = "smi:local.seisdesk/event/demo";
    out.event.type = "earthquake";
    out.event.descriptions = {{"Demonstration earthquake", "earthquake name"}};
    Origin origin;
    origin.id = "smi:local.seisdesk/origin/demo";
    origin.time = start + fromSeconds(recording.originSeconds);
    origin.latitude.value = epicentreLatitude;
    origin.longitude.value = epicentreLongitude;
    origin.depthMetres = RealQuantity{options.depthKm * 1e3, {}};
    origin.mode = Mode::Manual;
    origin.status = Review::Final;
    out.event.preferredOriginId = origin.id;
    out.event.origins = {origin};
    Magnitude magnitude;
    magnitude.id = "smi:local.seisdesk/magnitude/demo";
    magnitude.originId = origin.id;
    magnitude.magnitude.value = options.magnitude;
    magnitude.type = "Mw";
    out.event.preferredMagnitudeId = magnitude.id;
    out.event.magnitudes = {magnitude};

    for (int i = 0; i < std::clamp(options.stations, 3, 26); ++i) {
        Site s = site(i, options, random);
        const Seismogram ground = seismogram(crust, source, s.path, recording, random);
        const double turn = i == misoriented ? secondHorizontalTurn : 0.0;
        const std::array<std::string, 3> codes = turn == 0.0 ? std::array<std::string, 3>{"HHZ", "HHN", "HHE"} : std::array<std::string, 3>{"HHZ", "HH1", "HH2"};
        const std::array<double, 3> azimuths{0.0, turn, turn + 90.0};
        for (std::size_t c = 0; c < (i == verticalOnly ? 1U : 3U); ++c) {
            std::vector<double> velocity = ground.upNorthEast[0];
            const double a = azimuths[c] * std::numbers::pi / 180.0;
            for (std::size_t k = 0; c > 0 && k < velocity.size(); ++k)
                velocity[k] = ground.upNorthEast[1][k] * std::cos(a) + ground.upNorthEast[2][k] * std::sin(a);
            s.station.channels.push_back(channel(s.station, codes[c], azimuths[c], c == 0 ? -90.0 : 0.0, options.sampleRateHz));
            Trace trace{s.station.channels.back().id, {makeSegment(start, options.sampleRateHz, counts(velocity))}};
            if (i == gappy) {
                const Segment whole = trace.segments.front();
                const TimeSpan all = whole.span();
                const Time gap = all.begin + fromSeconds(0.7 * options.lengthSeconds);
                trace.segments = {cut(whole, {all.begin, gap}), cut(whole, {gap + fromSeconds(4.0), all.end})};
            }
            out.traces.push_back(std::move(trace));
        }
        Label p = truth(s.station, i, "P", start + fromSeconds(ground.pSeconds), out.event.id);
        p.polarity = firstMotion(ground.pAmplitude);
        p.onset = OnsetQuality::Impulsive;
        p.source.magnitude = Estimate{options.magnitude, {}};
        p.source.distanceKm = Estimate{s.path.distanceKm, {}};
        p.source.backAzimuthDeg = Estimate{s.path.backAzimuthDegrees, {}};
        out.picks.push_back(p);
        out.picks.push_back(truth(s.station, i, "S", start + fromSeconds(ground.sSeconds), out.event.id));
        out.inventory.stations.push_back(std::move(s.station));
    }
    return out;
}

}  // namespace seisdesk::synth
