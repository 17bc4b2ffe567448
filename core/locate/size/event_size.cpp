#include "core/locate/size/event_size.h"

#include "core/base/median.h"
#include "core/locate/size/body_magnitude.h"
#include "core/locate/size/size_settings.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

StationSize blank(const StationRecording& recording, const std::string& type)
{
    StationSize out;
    out.station = recording.station;
    out.type = type;
    out.hypocentralKm = recording.hypocentralKm;
    out.azimuthDegrees = recording.azimuthDegrees;
    return out;
}

StationSize local(const StationRecording& recording, const SizeOptions& options)
{
    StationSize out = blank(recording, "ML");
    MeasuringWindow window = localWindow(recording);
    const auto byHand = options.windows.find(recording.station);
    if (byHand != options.windows.end()) window.signal = byHand->second;
    const bool overtaken = window.signal.empty();
    if (overtaken) window.signal.end = window.signal.begin + std::chrono::seconds(2);
    double sum = 0.0;
    int count = 0;
    for (const ComponentRecording& component : recording.components) {
        if (!component.horizontal()) continue;
        out.amplitudes.push_back(woodAndersonAmplitude(component, window, options.amplitude));
        if (overtaken) out.amplitudes.back().why = "another event's P comes before its S has passed";
        out.amplitudes.back().byHand = byHand != options.windows.end();
        if (out.amplitudes.back().usable()) sum += 1e3 * out.amplitudes.back().metres, ++count;
    }
    if (out.amplitudes.empty()) return out.why = "no horizontals", out;
    if (count == 0) return out.why = out.amplitudes.front().why, out;
    const auto network = localMagnitude({{out.station, sum / count, out.hypocentralKm, 0.0}}, options.attenuation);
    if (!network) {
        out.why = out.hypocentralKm < options.attenuation.nearestKm ? "nearer than the attenuation function is for" : "farther than the attenuation function is for";
        return out;
    }
    out.measured = true;
    out.uncorrected = network->magnitude;
    return out;
}

StationSize bodyWave(const StationRecording& recording, double depthKm, const SizeOptions& options)
{
    StationSize out = blank(recording, "mb");
    if (!gutenbergRichterQ(recording.distanceDegrees(), depthKm)) return out.why = "not between 20 and 100 degrees", out;
    for (const ComponentRecording& component : recording.components)
        if (!component.horizontal()) out.amplitudes.push_back(shortPeriodAmplitude(component, bodyWaveWindow(recording), options.amplitude));
    if (out.amplitudes.empty()) return out.why = "no vertical", out;
    const MeasuredAmplitude& swing = out.amplitudes.front();
    if (!swing.usable()) return out.why = swing.why, out;
    const auto magnitude = bodyWaveMagnitude(swing.metres, *swing.periodSeconds, recording.distanceDegrees(), depthKm);
    out.measured = magnitude.has_value();
    out.uncorrected = magnitude.value_or(0.0);
    return out;
}

StationSize moment(const StationRecording& recording, const SpectrumOptions& options)
{
    StationSize out = blank(recording, "Mw");
    auto spectrum = sourceSpectrum(recording, options);
    if (!spectrum) {
        const std::string& message = spectrum.error().message;
        const auto colon = message.find(": ");
        return out.why = colon == std::string::npos ? message : message.substr(colon + 2), out;
    }
    out.measured = spectrum->usable();
    out.why = spectrum->why;
    out.uncorrected = spectrum->magnitude;
    out.spectrum = std::move(*spectrum);
    return out;
}

void addSource(NetworkSize& network, const std::vector<StationSize>& stations, const SpectrumOptions& spectrum)
{
    std::vector<double> corners;
    for (const StationSize& one : stations)
        // A corner at the upper end of the band is a lower bound.
        if (one.type == network.type && one.used && one.spectrum && one.spectrum->cornerHz < one.spectrum->highHz) corners.push_back(std::log10(one.spectrum->cornerHz));
    network.momentNm = momentOf(network.magnitude);
    if (corners.empty()) return;
    network.cornerHz = std::pow(10.0, *median(corners));
    if (spectrum.wave == WaveType::S) network.stressDropPa = bruneStressDropPa(*network.momentNm, *network.cornerHz, spectrum.sVelocityMetresPerSecond);
}

}  // namespace

const NetworkSize* EventSize::network(const std::string& type) const
{
    const auto found = std::find_if(networks.begin(), networks.end(), [&](const NetworkSize& one) { return one.type == type; });
    return found == networks.end() ? nullptr : &*found;
}

std::vector<std::string> magnitudeTypes() { return {"ML", "mb", "Mw"}; }

Result<EventSize> sizeOf(const std::vector<StationRecording>& recordings, double depthKm, const VelocityModel& model, const SizeOptions& given, const Progress& progress)
{
    SizeOptions options = given;
    options.spectrum.velocityMetresPerSecond = 1e3 * model.velocity(depthKm, options.spectrum.wave);
    options.spectrum.sVelocityMetresPerSecond = 1e3 * model.velocity(depthKm, WaveType::S);
    EventSize out;
    std::size_t done = 0;
    for (const std::string& type : options.types)
        for (const StationRecording& recording : recordings) {
            if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
            progress.report(static_cast<double>(done++) / static_cast<double>(options.types.size() * recordings.size()));
            if (type == "ML") out.stations.push_back(local(recording, options));
            else if (type == "mb") out.stations.push_back(bodyWave(recording, depthKm, options));
            else if (type == "Mw") out.stations.push_back(moment(recording, options.spectrum));
        }
    for (const StationRecording& recording : recordings)
        if (const auto amplitudes = phaseAmplitudes(recording))
            out.ratios.push_back({recording.station, recording.components.front().stream, recording.pPick, recording.sPick, *amplitudes});
    return averaged(std::move(out), options);
}

EventSize remeasured(EventSize size, const StationRecording& recording, const SizeOptions& options)
{
    for (StationSize& one : size.stations)
        if (one.type == "ML" && one.station == recording.station) one = local(recording, options);
    return averaged(std::move(size), options);
}

EventSize averaged(EventSize size, const SizeOptions& options)
{
    size.networks.clear();
    size.settings = settingsText(options);
    for (const std::string& type : options.types) {
        std::vector<double> values;
        for (StationSize& one : size.stations) {
            if (one.type != type || !one.measured) continue;
            const auto correction = options.corrections.find({one.station, type});
            one.correction = correction == options.corrections.end() ? 0.0 : correction->second;
            one.magnitude = one.uncorrected + one.correction;
            const bool off = options.switchedOff.contains({one.station, type});
            one.used = !off;
            one.why = off ? "switched off" : "";
            if (one.used) values.push_back(one.magnitude);
        }
        const auto value = networkValue(values, options.average);
        for (StationSize& one : size.stations)
            if (one.type == type && one.measured) one.residual = value ? one.magnitude - value->value : 0.0;
        if (!value) continue;
        NetworkSize network{type, value->value, value->sigma, static_cast<int>(values.size()), {}, {}, {}};
        if (type == "Mw") addSource(network, size.stations, options.spectrum);
        size.networks.push_back(network);
    }
    return size;
}

}  // namespace seisdesk
