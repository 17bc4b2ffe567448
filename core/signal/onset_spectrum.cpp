#include "core/signal/onset_spectrum.h"

#include "core/signal/multitaper.h"
#include "core/waveform/continuous.h"

#include <algorithm>

namespace seisdesk {

namespace {

constexpr std::size_t fewestSamples = 32;

/// A Fourier amplitude per square root of density: |X|^2 = S T / 2 for a one-sided density S over a time T.
void toAmplitudes(std::vector<double>& densities, double seconds)
{
    for (double& density : densities) density = std::sqrt(density * seconds / 2.0);
}

/// From the record's unit to ground motion, with the water level.
Result<std::vector<double>> gains(const OnsetSpectrumOptions& options, const std::vector<double>& frequenciesHz)
{
    if (!options.motion) return std::vector<double>(frequenciesHz.size(), 1.0);
    if (!options.response) return Error{Error::Code::InvalidArgument, "There is no response for this channel. Add its StationXML, or look at counts."};
    const auto response = responseAt(*options.response, frequenciesHz, *options.motion);
    if (!response) return response.error();
    double largest = 0.0;
    for (const auto& value : *response) largest = std::max(largest, std::abs(value));
    if (!(largest > 0.0)) return Error{Error::Code::InvalidArgument, "The response of this channel is zero."};
    const double water = largest * std::pow(10.0, -options.waterLevelDb / 20.0);
    std::vector<double> out;
    out.reserve(response->size());
    for (const auto& value : *response) out.push_back(1.0 / std::max(std::abs(value), water));
    return out;
}

std::optional<std::pair<double, double>> clearBand(const OnsetSpectrum& spectrum)
{
    std::optional<std::pair<double, double>> best;
    double widest = 0.0;
    for (std::size_t i = 0; i < spectrum.noise.size();) {
        if (!(spectrum.signal[i] > OnsetSpectrum::clearlyAbove * spectrum.noise[i])) {
            ++i;
            continue;
        }
        const std::size_t first = i;
        while (i < spectrum.noise.size() && spectrum.signal[i] > OnsetSpectrum::clearlyAbove * spectrum.noise[i]) ++i;
        const double low = spectrum.frequenciesHz[first], high = spectrum.frequenciesHz[i - 1];
        if (std::log2(high / low) <= widest) continue;
        widest = std::log2(high / low);
        best = {low, high};
    }
    return best;
}

bool whole(const Segment& segment)
{
    return segment.size() >= fewestSamples && std::all_of(segment.samples->begin(), segment.samples->end(), [](float x) { return std::isfinite(x); });
}

}  // namespace

OnsetWindows onsetWindows(Time onset, double seconds, Time firstOnset)
{
    const Time noiseEnd = std::min(onset, firstOnset) - fromSeconds(std::min(0.5, 0.1 * seconds));
    return {{onset - fromSeconds(0.05 * seconds), onset + fromSeconds(0.95 * seconds)}, {noiseEnd - fromSeconds(seconds), noiseEnd}};
}

Result<OnsetSpectrum> onsetSpectrum(const Trace& trace, const OnsetWindows& windows, const OnsetSpectrumOptions& options)
{
    const Segment signal = continuous(trace, windows.signal);
    if (signal.size() < fewestSamples) return Error{Error::Code::InvalidArgument, "There is too little record after this onset; choose another pick or a longer window."};
    if (!whole(signal)) return Error{Error::Code::InvalidArgument, "There is a gap in the record after this onset; choose a shorter window."};
    const Segment noise = continuous(trace, windows.noise);
    const bool hasNoise = whole(noise) && noise.sampleRateHz == signal.sampleRateHz && 4 * noise.size() >= signal.size();

    OnsetSpectrum out;
    const std::size_t length = fastLength(std::max(signal.size(), hasNoise ? noise.size() : 0));
    auto spectrum = multitaperPsd(*signal.samples, signal.sampleRateHz, options.tapers, length);
    if (!spectrum) return spectrum.error();
    out.signalSeconds = static_cast<double>(signal.size()) / signal.sampleRateHz;
    out.frequenciesHz.assign(spectrum->frequenciesHz.begin() + 1, spectrum->frequenciesHz.end());
    out.signal.assign(spectrum->density.begin() + 1, spectrum->density.end());
    toAmplitudes(out.signal, out.signalSeconds);
    if (hasNoise) {
        const auto before = multitaperPsd(*noise.samples, noise.sampleRateHz, options.tapers, length);
        if (!before) return before.error();
        out.noiseSeconds = static_cast<double>(noise.size()) / noise.sampleRateHz;
        out.noise.assign(before->density.begin() + 1, before->density.end());
        toAmplitudes(out.noise, out.signalSeconds);
    }
    const auto gain = gains(options, out.frequenciesHz);
    if (!gain) return gain.error();
    for (std::size_t i = 0; i < gain->size(); ++i) {
        out.signal[i] *= (*gain)[i];
        if (hasNoise) out.noise[i] *= (*gain)[i];
    }
    out.clearBandHz = clearBand(out);
    return out;
}

}  // namespace seisdesk
