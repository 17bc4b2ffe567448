#include "core/locate/size/source_spectrum.h"

#include "core/signal/response.h"
#include "core/signal/spectrum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace seisdesk {

namespace {

constexpr double pi = std::numbers::pi;
constexpr int binsPerDecade = 20;
constexpr std::size_t fewestBins = 10;

Error invalid(std::string message) { return {Error::Code::InvalidArgument, std::move(message)}; }

struct Windows {
    TimeSpan signal, noise;
};

Windows windowsOf(const StationRecording& station, WaveType wave)
{
    const double sMinusP = toSeconds(station.s - station.p);
    const Time begin = wave == WaveType::P ? station.p - fromSeconds(0.3) : station.s - fromSeconds(0.5);
    double seconds = std::clamp(sMinusP, 4.0, 20.0);
    if (wave == WaveType::P) seconds = std::min(seconds, sMinusP - 0.1);
    const double noise = std::min(seconds, 11.0);
    return {{begin, begin + fromSeconds(seconds)}, {station.p - fromSeconds(noise + 0.5), station.p - fromSeconds(0.5)}};
}

/// Adds the power of a window of ground velocity, as displacement (metre seconds squared), to logarithmic bins.
bool addPower(const Segment& velocity, const TimeSpan& span, const std::vector<double>& edges, std::vector<double>& power)
{
    const Segment part = cut(velocity, span);
    const std::size_t n = part.size();
    if (static_cast<double>(n) < 0.9 * toSeconds(span.length()) * velocity.sampleRateHz || n < 32) return false;
    double mean = 0.0;
    for (const float x : *part.samples) mean += x;
    mean /= static_cast<double>(n);
    std::vector<double> x(n);
    const auto edge = static_cast<std::size_t>(0.05 * static_cast<double>(n));
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t near = std::min(i, n - 1 - i);
        const double taper = near < edge ? 0.5 - 0.5 * std::cos(pi * static_cast<double>(near) / static_cast<double>(edge)) : 1.0;
        x[i] = taper * ((*part.samples)[i] - mean);
    }
    // Padded fourfold so that also the lowest bins hold some frequencies.
    std::size_t length = fastLength(4 * n);
    while (length % 2) length = fastLength(length + 1);
    const auto bins = fourier(x, length);
    std::vector<double> sum(power.size(), 0.0);
    std::vector<int> count(power.size(), 0);
    std::size_t at = 0;
    for (std::size_t k = 1; k < bins.size(); ++k) {
        const double hz = static_cast<double>(k) * velocity.sampleRateHz / static_cast<double>(length);
        while (at < power.size() && hz >= edges[at + 1]) ++at;
        if (at == power.size()) break;
        if (hz < edges[at]) continue;
        const double density = std::abs(bins[k]) / (velocity.sampleRateHz * 2.0 * pi * hz);
        sum[at] += density * density;
        ++count[at];
    }
    for (std::size_t i = 0; i < power.size(); ++i)
        if (count[i]) power[i] += sum[i] / count[i];
    return true;
}

double pathDecades(double hz, double travelSeconds, double kappa, const SpectrumOptions& options)
{
    const double q = (options.wave == WaveType::P ? options.qRatio : 1.0) * options.q * std::pow(std::max(hz, 1.0), options.qExponent);
    return -pi * hz * (travelSeconds / q + kappa) * std::numbers::log10e;
}

double bruneDecades(double hz, double cornerHz) { return -std::log10(1.0 + (hz / cornerHz) * (hz / cornerHz)); }

struct Band {
    std::size_t first = 0, last = 0;  ///< [first, last)
    std::size_t size() const { return last - first; }
};

/// The longest run of bins that stand above the noise.
Band bandOf(const SourceSpectrum& spectrum, const SpectrumOptions& options)
{
    Band best, now;
    for (std::size_t i = 0; i < spectrum.frequenciesHz.size(); ++i) {
        const bool good = spectrum.frequenciesHz[i] <= options.highestHz && spectrum.displacement[i] > options.leastSnr * spectrum.noise[i];
        now = good ? Band{now.size() ? now.first : i, i + 1} : Band{};
        if (now.size() > best.size()) best = now;
    }
    return best;
}

/// Weighted sums over all trial corners and kappas.
struct Posterior {
    double weight = 0.0, level = 0.0, levelSquares = 0.0, corner = 0.0, cornerSquares = 0.0;
    void add(double w, double l, double c) { weight += w, level += w * l, levelSquares += w * l * l, corner += w * c, cornerSquares += w * c * c; }
    double levelSigma() const { return std::sqrt(std::max(0.0, levelSquares / weight - std::pow(level / weight, 2))); }
    double cornerSigma() const { return std::sqrt(std::max(0.0, cornerSquares / weight - std::pow(corner / weight, 2))); }
};

struct Trial {
    double corner = 0.0, kappa = 0.0, level = 0.0, squares = 0.0, cost = 1e300;
};

}  // namespace

double momentMagnitude(double momentNm) { return 2.0 / 3.0 * (std::log10(momentNm) - 9.1); }
double momentOf(double magnitude) { return std::pow(10.0, 1.5 * magnitude + 9.1); }

double bruneStressDropPa(double momentNm, double cornerHz, double sVelocity)
{
    const double radius = 2.34 * sVelocity / (2.0 * pi * cornerHz);
    return 7.0 / 16.0 * momentNm / (radius * radius * radius);
}

Result<SourceSpectrum> sourceSpectrum(const StationRecording& station, const SpectrumOptions& options)
{
    if (options.wave == WaveType::P && toSeconds(station.s - station.p) < 1.0) return invalid(station.station + ": S follows P too soon for a spectrum of P.");
    const Windows windows = windowsOf(station, options.wave);
    SourceSpectrum out;
    out.station = station.station;
    out.wave = options.wave;
    out.window = windows.signal;
    std::vector<double> edges, power, noise;
    bool clipped = false;
    for (const ComponentRecording& component : station.components) {
        if (!component.response || component.segment.empty()) continue;
        const double rate = component.segment.sampleRateHz, lowest = 1.5 / toSeconds(windows.signal.length());
        if (edges.empty()) {
            for (double f = lowest; f < 0.42 * rate; f *= std::pow(10.0, 1.0 / binsPerDecade)) edges.push_back(f);
            if (edges.size() < fewestBins) return invalid(station.station + ": the window is too short for a spectrum.");
            power.assign(edges.size() - 1, 0.0);
            noise = power;
        }
        ResponseRemoval removal;
        removal.waterLevelDb.reset();
        removal.preFilterHz = {0.3 * lowest, 0.6 * lowest, 0.43 * rate, 0.48 * rate};
        const auto velocity = responseRemoved(component.segment, *component.response, removal);
        if (!velocity) return velocity.error();
        if (!addPower(*velocity, windows.signal, edges, power) || !addPower(*velocity, windows.noise, edges, noise))
            return invalid(station.station + ": the record does not cover signal and noise.");
        clipped = clipped || component.clipped;
    }
    if (edges.empty()) return invalid(station.station + ": no component with a response.");
    // Noise that was seen for a shorter time has less energy.
    const double scale = toSeconds(windows.signal.length()) / toSeconds(windows.noise.length());
    for (std::size_t i = 0; i < power.size(); ++i) {
        out.frequenciesHz.push_back(std::sqrt(edges[i] * edges[i + 1]));
        out.displacement.push_back(std::sqrt(power[i]));
        out.noise.push_back(std::sqrt(scale * noise[i]));
    }
    if (clipped) out.why = "clipped";
    return fitted(std::move(out), station, options);
}

Result<SourceSpectrum> fitted(SourceSpectrum out, const StationRecording& station, const SpectrumOptions& options)
{
    const Band band = bandOf(out, options);
    if (band.size() < fewestBins) return invalid(station.station + ": no more than noise at most frequencies.");
    out.lowHz = out.frequenciesHz[band.first];
    out.highHz = out.frequenciesHz[band.last - 1];
    const double travel = toSeconds((options.wave == WaveType::P ? station.p : station.s) - station.origin);
    std::vector<double> hz, decades;
    for (std::size_t i = band.first; i < band.last; ++i) {
        hz.push_back(out.frequenciesHz[i]);
        decades.push_back(std::log10(out.displacement[i]));
    }
    const auto n = static_cast<double>(hz.size());
    // At each corner and kappa the level is a mean: least squares.
    const auto trial = [&](double corner, double kappa) {
        Trial t{corner, kappa, 0.0, 0.0, 0.0};
        std::vector<double> off(hz.size());
        for (std::size_t i = 0; i < hz.size(); ++i) t.level += (off[i] = decades[i] - bruneDecades(hz[i], corner) - pathDecades(hz[i], travel, kappa, options)) / n;
        for (const double value : off) t.squares += (value - t.level) * (value - t.level);
        return t;
    };
    std::vector<Trial> all;
    Trial best;
    const double from = 0.7 * out.lowHz, to = 2.0 * out.highHz, step = std::pow(10.0, 0.02);
    for (double kappa = 0.0; kappa < 0.0751; kappa += 0.005)
        for (double corner = from; corner <= to; corner *= step) all.push_back(trial(corner, kappa));
    double least = 1e300;
    for (const Trial& t : all) least = std::min(least, t.squares);
    // Neighbouring bins of a tapered, padded window are not independent: half of them count. Scatter below 0.05 decades is not believed.
    const double variance = std::max(least / std::max(1.0, n - 3.0), 0.05 * 0.05), independent = 0.5;
    Posterior posterior;
    for (Trial& t : all) {
        t.cost = 0.5 * independent * t.squares / variance + 0.5 * std::pow((t.kappa - options.kappaSeconds) / options.kappaSigmaSeconds, 2);
        if (t.cost < best.cost) best = t;
    }
    for (const Trial& t : all) posterior.add(std::exp(best.cost - t.cost), t.level, std::log10(t.corner));
    // Between the steps of the grid.
    for (double width = std::log10(step); width > 1e-4; width *= 0.5)
        for (const double side : {-1.0, 1.0}) {
            Trial t = trial(best.corner * std::pow(10.0, side * width), best.kappa);
            t.cost = 0.5 * independent * t.squares / variance + 0.5 * std::pow((t.kappa - options.kappaSeconds) / options.kappaSigmaSeconds, 2);
            if (t.cost < best.cost && t.corner >= from && t.corner <= to) best = t;
        }
    out.omega0 = std::pow(10.0, best.level);
    out.omega0Decades = std::hypot(posterior.levelSigma(), std::sqrt(variance / (independent * n)));
    out.cornerHz = best.corner;
    out.cornerDecades = posterior.cornerSigma();
    out.kappaSeconds = best.kappa;
    out.misfitDecades = std::sqrt(best.squares / n);
    for (const double f : out.frequenciesHz)
        out.fitted.push_back(std::pow(10.0, best.level + bruneDecades(f, best.corner) + pathDecades(f, travel, best.kappa, options)));
    const double r = 1e3 * station.hypocentralKm, knee = 1e3 * options.kneeKm, spread = r <= knee ? r : std::sqrt(r * knee);
    out.momentNm = 4.0 * pi * options.densityKgM3 * std::pow(options.velocityMetresPerSecond, 3) * spread * out.omega0 / (options.radiation() * options.freeSurface);
    out.magnitude = momentMagnitude(out.momentNm);
    out.magnitudeSigma = 2.0 / 3.0 * out.omega0Decades;
    if (options.wave == WaveType::S) out.stressDropPa = bruneStressDropPa(out.momentNm, out.cornerHz, options.sVelocityMetresPerSecond);
    if (out.why.empty() && best.corner < 1.2 * out.lowHz) out.why = "corner below the band: the level is not seen";
    if (out.why.empty() && out.misfitDecades > 0.3) out.why = "no Brune spectrum";
    return out;
}

}  // namespace seisdesk
