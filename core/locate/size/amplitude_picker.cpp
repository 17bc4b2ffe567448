#include "core/locate/size/amplitude_picker.h"

#include "core/signal/filter.h"
#include "core/signal/spectrum.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

constexpr double noiseGapSeconds = 1.0;

TimeSpan noiseBefore(Time p, double seconds) { return {p - fromSeconds(seconds + noiseGapSeconds), p - fromSeconds(noiseGapSeconds)}; }

struct Range {
    std::size_t first = 0, last = 0;
};

Range rangeOf(const Segment& segment, const TimeSpan& span)
{
    const auto at = [&](Time t) { return static_cast<std::size_t>(std::clamp(std::ceil(segment.indexOf(t)), 0.0, static_cast<double>(segment.size()))); };
    return {at(span.begin), at(span.end)};
}

struct Peak {
    std::size_t index = 0;
    double value = 0.0;
};

Peak peakIn(const std::vector<float>& x, Range range)
{
    Peak out{range.first, 0.0};
    for (std::size_t i = range.first; i < std::min(range.last, x.size()); ++i)
        if (std::abs(x[i]) > out.value) out = {i, std::abs(static_cast<double>(x[i]))};
    return out;
}

std::optional<double> crossing(const std::vector<float>& x, std::size_t from, int step)
{
    for (auto i = static_cast<std::ptrdiff_t>(from); i + step >= 0 && i + step < static_cast<std::ptrdiff_t>(x.size()); i += step) {
        const double a = x[static_cast<std::size_t>(i)], b = x[static_cast<std::size_t>(i + step)];
        if ((a > 0.0) != (b > 0.0)) return static_cast<double>(i) + step * a / (a - b);
    }
    return std::nullopt;
}

/// Measures the largest swing of a record whose unit is `toMetres` metres.
MeasuredAmplitude measure(const ComponentRecording& component, const Segment& record, MeasuredAmplitude out, double toMetres, double leastSnr)
{
    const auto& x = *record.samples;
    const Range signal = rangeOf(record, out.window.signal);
    if (signal.first >= signal.last) return out.why = "the record does not cover the window", out;
    const Peak peak = peakIn(x, signal);
    const double noise = peakIn(x, rangeOf(record, out.window.noise)).value;
    out.metres = peak.value * toMetres;
    out.time = record.timeOf(static_cast<double>(peak.index));
    out.snr = noise > 0.0 ? peak.value / noise : 0.0;
    const auto before = crossing(x, peak.index, -1), after = crossing(x, peak.index, 1);
    if (before && after) out.periodSeconds = 2.0 * (*after - *before) / record.sampleRateHz;
    if (component.clipped) out.why = "clipped";
    else if (!(out.snr >= leastSnr)) out.why = "no more than noise";
    else if (peak.index + 1 >= signal.last) out.why = "still growing where the window ends";
    return out;
}

/// A seismograph without the unit: what of the record is asked of the response.
std::optional<std::string> unusable(const ComponentRecording& component)
{
    if (!component.response) return "no response";
    if (component.segment.empty()) return "no samples";
    return std::nullopt;
}

}  // namespace

MeasuringWindow localWindow(const StationRecording& station)
{
    const double sMinusP = toSeconds(station.s - station.p);
    const Time begin = sMinusP < 3.0 ? station.p - fromSeconds(0.3) : station.s - fromSeconds(1.0);
    Time end = station.s + fromSeconds(4.0 + 0.6 * sMinusP);
    // Half a second before, since locations and velocities are not exact.
    if (station.nextP) end = std::min(end, *station.nextP - fromSeconds(0.5));
    if (end < station.s + fromSeconds(1.0)) end = begin;
    return {noiseBefore(station.p, 10.0), {begin, end}};
}

MeasuringWindow bodyWaveWindow(const StationRecording& station)
{
    return {noiseBefore(station.p, 10.0), {station.p - fromSeconds(1.0), station.p + fromSeconds(30.0)}};
}

std::array<double, 4> bandBySnr(const Segment& segment, const MeasuringWindow& window)
{
    const double rate = segment.sampleRateHz, top = 0.45 * rate;
    std::array<double, 4> out{0.25, 0.5, std::min(20.0, 0.8 * top), top};
    const auto part = [&](const TimeSpan& span) { return cut(segment, span); };
    const Segment noise = part(window.noise), signal = part(window.signal);
    if (noise.empty() || signal.empty()) return out;
    WelchSettings settings;
    settings.window = static_cast<std::size_t>(rate * std::clamp(0.5 * std::min(toSeconds(noise.span().length()), toSeconds(signal.span().length())), 3.0, 20.0));
    settings.window = std::min({settings.window, noise.size(), signal.size()});
    const auto n = welchPsd(*noise.samples, rate, settings), s = welchPsd(*signal.samples, rate, settings);
    if (!n || !s || s->density.size() < 4 || s->density.size() != n->density.size()) return out;
    const std::size_t bins = s->density.size();
    // Over three neighbours, or one bin's luck would end the band.
    std::vector<double> ratio(bins, 0.0);
    for (std::size_t k = 1; k + 1 < bins; ++k) {
        double up = 0.0, down = 0.0;
        for (std::size_t j = std::max<std::size_t>(k, 2) - 1; j <= k + 1; ++j) up += s->density[j], down += n->density[j];
        ratio[k] = down > 0.0 ? up / down : 1e12;
    }
    const auto best = static_cast<std::size_t>(std::max_element(ratio.begin(), ratio.end()) - ratio.begin());
    if (ratio[best] < 4.0) return out;
    std::size_t low = best, high = best;
    while (low > 1 && ratio[low - 1] >= 4.0) --low;
    while (high + 2 < bins && ratio[high + 1] >= 4.0) ++high;
    const double lowHz = low <= 1 ? 0.5 * s->frequenciesHz[1] : s->frequenciesHz[low];
    out[1] = std::clamp(lowHz, 0.05, 1.0);
    out[0] = 0.5 * out[1];
    out[2] = std::min(std::max(5.0, s->frequenciesHz[high]), 0.8 * top);
    out[3] = std::min(1.25 * out[2], top);
    return out;
}

MeasuredAmplitude woodAndersonAmplitude(const ComponentRecording& component, const MeasuringWindow& window, const AmplitudeOptions& options)
{
    MeasuredAmplitude out;
    out.stream = component.stream;
    out.window = window;
    if (const auto why = unusable(component)) return out.why = *why, out;
    ResponseRemoval removal;
    removal.waterLevelDb.reset();
    removal.preFilterHz = out.bandHz = bandBySnr(component.segment, window);
    const auto record = woodAnderson(component.segment, *component.response, options.instrument, removal);
    if (!record) return out.why = record.error().message, out;
    if (options.keepSimulated) out.simulated = cut(*record, window.signal);
    return measure(component, *record, std::move(out), 1e-3, options.leastSnr);
}

std::complex<double> shortPeriodResponse(double frequencyHz)
{
    using Complex = std::complex<double>;
    static const Complex poles[] = {{-3.367788, -3.731514}, {-3.367788, 3.731514}, {-7.037168, -4.545562}, {-7.037168, 4.545562}};
    const auto at = [](double hz) {
        const Complex s(0.0, 2.0 * std::numbers::pi * hz);
        Complex value = s * s * s;
        for (const Complex& pole : poles) value /= s - pole;
        return value;
    };
    static const double largest = [&] {
        double out = 0.0;
        for (double hz = 0.3; hz < 6.0; hz += 0.01) out = std::max(out, std::abs(at(hz)));
        return out;
    }();
    return at(frequencyHz) / largest;
}

MeasuredAmplitude shortPeriodAmplitude(const ComponentRecording& component, const MeasuringWindow& window, const AmplitudeOptions& options)
{
    MeasuredAmplitude out;
    out.stream = component.stream;
    out.window = window;
    if (const auto why = unusable(component)) return out.why = *why, out;
    ResponseRemoval removal;
    removal.output = GroundMotion::Displacement;
    removal.waterLevelDb.reset();
    const double top = 0.45 * component.segment.sampleRateHz;
    removal.preFilterHz = out.bandHz = {0.1, 0.25, std::min(8.0, 0.8 * top), std::min(10.0, top)};
    auto ground = responseRemoved(component.segment, *component.response, removal);
    if (!ground) return out.why = ground.error().message, out;
    const std::vector<double> samples(ground->samples->begin(), ground->samples->end());
    const std::size_t length = fastLength(2 * samples.size()) + fastLength(2 * samples.size()) % 2;
    auto bins = fourier(samples, length);
    for (std::size_t k = 0; k < bins.size(); ++k) bins[k] *= shortPeriodResponse(static_cast<double>(k) * ground->sampleRateHz / static_cast<double>(length));
    const auto simulated = inverseFourier(bins, length);
    const Segment record = makeSegment(ground->start, ground->sampleRateHz, {simulated.begin(), simulated.begin() + static_cast<std::ptrdiff_t>(samples.size())});
    out = measure(component, record, std::move(out), 1.0, options.leastSnr);
    if (out.usable() && (!out.periodSeconds || *out.periodSeconds < 0.2 || *out.periodSeconds > 3.0)) out.why = "period outside 0.2 to 3 s";
    if (out.periodSeconds) out.metres /= std::max(0.05, std::abs(shortPeriodResponse(1.0 / *out.periodSeconds)));
    return out;
}

std::optional<PhaseAmplitudes> phaseAmplitudes(const StationRecording& station)
{
    const double sMinusP = toSeconds(station.s - station.p);
    if (sMinusP < 1.0 || station.components.size() < 3) return std::nullopt;
    std::vector<double> squares;
    Segment like;
    for (const ComponentRecording& component : station.components) {
        if (component.clipped || !component.response) return std::nullopt;
        const double top = 0.45 * component.segment.sampleRateHz;
        ResponseRemoval removal;
        removal.output = GroundMotion::Displacement;
        removal.waterLevelDb.reset();
        removal.preFilterHz = {0.5, 1.0, std::min(10.0, 0.8 * top), std::min(15.0, top)};
        auto ground = responseRemoved(component.segment, *component.response, removal);
        if (!ground || (!like.empty() && (ground->sampleRateHz != like.sampleRateHz || std::abs(toSeconds(ground->start - like.start)) > 0.6 / like.sampleRateHz)))
            return std::nullopt;
        like = *ground;
        squares.resize(squares.empty() ? ground->size() : std::min(squares.size(), ground->size()));
        for (std::size_t i = 0; i < squares.size(); ++i) squares[i] += static_cast<double>((*ground->samples)[i]) * (*ground->samples)[i];
    }
    std::vector<float> length(squares.size());
    std::transform(squares.begin(), squares.end(), length.begin(), [](double x) { return static_cast<float>(std::sqrt(x)); });
    const double pSeconds = std::min(2.5, 0.8 * sMinusP);
    const Peak p = peakIn(length, rangeOf(like, {station.p - fromSeconds(0.1), station.p + fromSeconds(pSeconds)}));
    const Peak s = peakIn(length, rangeOf(like, {station.s - fromSeconds(0.2), station.s + fromSeconds(std::max(2.5, 0.5 * sMinusP))}));
    const Peak noise = peakIn(length, rangeOf(like, noiseBefore(station.p, 5.0)));
    if (!(p.value > 2.0 * noise.value) || !(s.value > 0.0)) return std::nullopt;
    return PhaseAmplitudes{p.value, s.value, noise.value, like.timeOf(static_cast<double>(p.index)), like.timeOf(static_cast<double>(s.index))};
}

}  // namespace seisdesk
