#include "core/synth/wavefield.h"

#include "core/synth/free_surface.h"
#include "core/synth/series.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk::synth {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double radians = pi / 180.0;
using Complex = std::complex<double>;

/// exp(-pi t f^y) with the phase that makes it causal: a one-sided stable density in time, 0 < y < 1.
Complex powerLawAttenuation(double hz, double tStar, double y)
{
    const double a = pi * tStar * std::pow(hz, y);
    return std::polar(std::exp(-a), -a * std::tan(0.5 * pi * y));
}

/// A source in pieces: the first one small as often as not, so that large events grow.
struct Subevents {
    std::vector<double> seconds, weights;

    Subevents(double magnitude, double cornerHz, FastRandom& random)
    {
        const int count = 1 + static_cast<int>(std::clamp((magnitude - 3.5) * random.uniform(0.0, 2.5), 0.0, 9.0));
        double total = 0.0, time = 0.0;
        for (int k = 0; k < count; ++k) {
            seconds.push_back(time);
            weights.push_back(random.uniform(0.1, 1.0) * (0.3 + k));
            total += weights.back();
            time += random.uniform(0.1, 1.2) / (cornerHz * count);
        }
        for (double& w : weights) w /= total;
    }
    int count() const { return static_cast<int>(weights.size()); }
};

}  // namespace

struct Wavefield::Family {
    std::vector<std::complex<float>> vertical, horizontal;
    double lag = 0.0;    ///< samples from a spike to the first motion
    double width = 1.0;  ///< samples: energy over squared peak of the wavelet
};

Scattering randomScattering(const Crust& crust, FastRandom& random)
{
    Scattering s;
    s.pLevel = random.logUniform(0.12, 0.7);
    s.sLevel = random.uniform(0.15, 0.7);
    s.earlySeconds = random.logUniform(0.25, 3.0);
    s.pLongLevel = random.uniform(0.4, 1.0);
    s.sLongLevel = random.uniform(0.08, 0.45);
    s.attenuationExponent = random.uniform(0.2, 0.8);
    s.codaQ = random.logUniform(60.0, 500.0);
    const Layer& top = crust.layers.front();
    const double cover = crust.layers.size() > 1 ? std::min(crust.layers[1].topKm, 4.0) : 1.0;
    s.conversionSeconds = cover * (1.0 / top.vsKmS - 1.0 / top.vpKmS);
    s.conversionLevel = random.uniform(0.03, 0.35);
    s.surfaceLevel = random.logUniform(0.3, 4.0);
    s.surfaceKmS = random.uniform(1.6, 3.0);
    return s;
}

Wavefield::Wavefield(const Crust& crust, const Station& station, const Scattering& scattering, std::size_t samples, double rateHz)
    : m_crust(crust), m_station(station), m_scattering(scattering), m_rateHz(rateHz), m_fourier(samples), m_short(samples / 4),
      m_bins(samples, rateHz)
{
}

Wavefield::Family Wavefield::family(const Earthquake& event, Wave wave, double tStar, double extraTStar, int subevents) const
{
    const Layer& at = m_crust.layers[m_crust.layerAt(event.depthKm)];
    const double fc = event.source.cornerHz(at.vsKmS) * (wave == Wave::P ? 1.4 : 1.0) * std::cbrt(subevents);
    const double kappa = m_station.kappaSeconds * (wave == Wave::P ? 0.6 : 1.0) + extraTStar;
    Family out;
    const auto source = m_bins.sample([&](double hz) {
        return Complex(0.0, 2.0 * pi * hz * m_rateHz) * bruneSpectrum(hz, fc) * powerLawAttenuation(hz, tStar, 1.0 - m_scattering.attenuationExponent) *
               powerLawAttenuation(hz, kappa, 0.9);
    });
    std::size_t knot = 0;
    const auto through = [&](bool horizontal) {
        knot = 0;
        return m_bins.sample([&](double hz) { return Complex(source[knot++]) * m_station.response(hz, horizontal); });
    };
    out.vertical = through(false);
    out.horizontal = through(true);

    // The wavelet itself, on every fourth frequency: where it leaves zero and how long it is.
    const Spectrum ones(m_fourier.bins(), 1.0f);
    Spectrum all(m_fourier.bins()), some(m_short.bins());
    m_bins.addProduct(ones, wave == Wave::P ? out.vertical : out.horizontal, all);
    for (std::size_t k = 0; k < some.size(); ++k) some[k] = all[4 * k] * 0.25f;
    Samples w;
    m_short.inverse(some, w);
    const std::size_t n = w.size(), before = std::min(n / 8, static_cast<std::size_t>(0.1 * m_rateHz));
    const float rest = w[n - before];
    float peak = 0.0f;
    double energy = 0.0;
    for (float& v : w) {
        v -= rest;
        peak = std::max(peak, std::abs(v));
        energy += static_cast<double>(v) * v;
    }
    out.width = peak > 0.0f ? std::max(1.0, energy / (static_cast<double>(peak) * peak)) : 1.0;
    const auto at0 = [&](std::size_t k) { return std::abs(w[(k + n - before) % n]); };
    std::size_t k = 1;
    while (k + 1 < n && !(at0(k) > 0.1f * peak && at0(k) >= at0(k + 1))) ++k;  // the first swing
    const float threshold = 0.03f * at0(k);
    while (k > 1 && at0(k - 1) > threshold) --k;
    const float lower = at0(k - 1), upper = at0(k);
    out.lag = static_cast<double>(k) - (upper > lower ? (upper - threshold) / (upper - lower) : 0.0f) - static_cast<double>(before);
    return out;
}

Onsets Wavefield::add(const Earthquake& event, FastRandom& random, std::array<Spectrum, 3>& out)
{
    Onsets onsets;
    const Layer& at = m_crust.layers[m_crust.layerAt(event.depthKm)];
    const Layer& top = m_crust.layers.front();
    const double moment = event.source.moment();
    const Subevents subevents(event.source.momentMagnitude, event.source.cornerHz(at.vsKmS), random);
    const double regional = event.distanceKm / 100.0;
    const auto pPaths = wavePaths(m_crust, event.depthKm, event.distanceKm, Wave::P);
    const auto sPaths = wavePaths(m_crust, event.depthKm, event.distanceKm, Wave::S);
    const double pSeconds = pPaths.front().travelTimeSeconds, sSeconds = sPaths.front().travelTimeSeconds;
    const double n = static_cast<double>(m_fourier.size());
    double sAmplitude = 0.0;

    const auto transform = [&](Series& series, const Family& f) {
        Spectrum spectrum;
        for (std::size_t c = 0; c < 3; ++c) {
            m_fourier.forward(series[c], spectrum);
            m_bins.addProduct(spectrum, c == 0 ? f.vertical : f.horizontal, out[c]);
            std::fill(series[c].begin(), series[c].end(), 0.0f);
        }
    };
    Series series;
    for (auto& s : series) s.assign(m_fourier.size(), 0.0f);

    for (const Wave wave : {Wave::P, Wave::S}) {
        const auto& paths = wave == Wave::P ? pPaths : sPaths;
        auto& list = wave == Wave::P ? onsets.p : onsets.s;
        for (const WavePath& path : paths) {
            const Radiation r = radiation(event.source, event.azimuthDeg, path.takeoffDegrees);
            list.push_back({event.originSample + path.travelTimeSeconds * m_rateHz, wave == Wave::P ? r.p : std::hypot(r.sv, r.sh)});
        }
        if (list.front().sample > n) continue;  // begins after the buffer
        const Family f = family(event, wave, paths.front().tStarSeconds, 0.0, subevents.count());
        const double v = at.velocity(wave) * 1e3;
        const double unit = moment / (4.0 * pi * at.densityKgM3 * v * v * v);  // displacement at 1 m, unit radiation
        // Energy flux is conserved on the way into softer ground.
        const double impedance = std::sqrt(std::clamp(at.densityKgM3 * v / (top.densityKgM3 * top.velocity(wave) * 1e3), 1.0, 12.0));
        const double kept = wave == Wave::S ? random.uniform(0.55, 1.0) : 1.0;  // S loses more to scattering on the way
        double strongest = 0.0, strongestStart = 0.0, firstAmplitude = 0.0;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            const WavePath& path = paths[i];
            const Radiation r = radiation(event.source, event.azimuthDeg, path.takeoffDegrees);
            double scale = unit * kept * impedance * path.transmission / (path.pathKm * 1e3) * std::exp(0.3 * random.normal());
            if (path.kind == PathKind::Head) scale *= random.logUniform(0.4, 2.5);
            const SurfaceMotion motion = surfaceMotion(top, path.rayParameterSKm, wave);
            const double azimuth = (event.backAzimuthDeg + 5.0 * random.normal()) * radians;
            const double radial = motion.radial * (wave == Wave::P ? r.p : r.sv), transverse = wave == Wave::P ? 0.0 : 2.0 * r.sh;
            const std::array<double, 3> amplitude = {scale * motion.up * (wave == Wave::P ? r.p : r.sv),
                                                     scale * (-radial * std::cos(azimuth) + transverse * std::sin(azimuth)),
                                                     scale * (-radial * std::sin(azimuth) - transverse * std::cos(azimuth))};
            const double size = scale * 2.0 * (wave == Wave::P ? std::hypot(r.p, 0.35) : std::hypot(r.sv, r.sh, 0.4));
            if (i == 0) firstAmplitude = size;
            if (size > strongest) strongest = size, strongestStart = list[i].sample;
            for (int k = 0; k < subevents.count(); ++k) {
                const double sample = list[i].sample - f.lag + subevents.seconds[static_cast<std::size_t>(k)] * m_rateHz;
                const double weight = subevents.weights[static_cast<std::size_t>(k)];
                addSpike(series, sample, {amplitude[0] * weight, amplitude[1] * weight, amplitude[2] * weight});
                // Neighbours of the station: each component in its own way.
                for (int near = static_cast<int>(random.uniform(2.0, 7.0)); near > 0; --near) {
                    const double delay = random.logUniform(0.03, 0.7), level = weight * size * random.uniform(0.1, 0.5) * std::exp(-delay / 0.5);
                    const bool vertical = wave == Wave::P;
                    addSpike(series, sample + delay * m_rateHz,
                             {level * random.normal() * (vertical ? 1.0 : 0.6), level * random.normal() * (vertical ? 0.7 : 1.0),
                              level * random.normal() * (vertical ? 0.7 : 1.0)});
                }
            }
            if (wave == Wave::S && m_scattering.conversionSeconds > 0.02) {  // S-to-P before S on the vertical
                const double before = m_scattering.conversionSeconds * random.uniform(0.9, 1.1) * m_rateHz;
                const double level = size * m_scattering.conversionLevel * (random.chance(0.5) ? 1.0 : -1.0);
                addSpike(series, list[i].sample - f.lag - before, {level, 0.15 * level * random.normal(), 0.15 * level * random.normal()});
            }
        }
        const double level = (wave == Wave::P ? m_scattering.pLevel : m_scattering.sLevel) / std::sqrt(f.width);
        const double gap = sSeconds - pSeconds;
        Coda coda;
        coda.early = m_scattering.earlySeconds * (1.0 + regional) * m_rateHz;
        coda.late = (wave == Wave::P ? std::max(2.0, gap * random.uniform(0.8, 2.5)) : std::max(2.0, sSeconds * random.uniform(0.3, 0.9))) * m_rateHz;
        coda.share = 1.0 - (wave == Wave::P ? m_scattering.pLongLevel : m_scattering.sLongLevel);
        coda.cluster = (0.1 + 0.3 * random.uniform()) * (1.0 + regional) * m_rateHz;
        const double side = wave == Wave::P ? random.uniform(0.5, 0.95) : random.uniform(0.5, 0.9);
        const auto scatter = [&](double start, double amplitude) {
            coda.start = start - f.lag;
            coda.rise = std::max(1.0, (random.logUniform(0.01, 0.1) + regional * random.uniform(0.02, 0.8)) * m_rateHz);
            const double d = level * amplitude;
            coda.deviation = wave == Wave::P ? std::array{d, side * d, side * d} : std::array{side * d, d, d};
            addCoda(series, coda, random);
        };
        if (firstAmplitude < 0.7 * strongest) scatter(list.front().sample, firstAmplitude);
        scatter(strongestStart, strongest);
        if (wave == Wave::S) sAmplitude = strongest;
        transform(series, f);
    }

    // What comes later and slower: coda of lower frequency from S on.
    const double sSample = onsets.s.front().sample;
    if (sSample < n) {
        const Family f = family(event, Wave::S, sPaths.front().tStarSeconds, random.logUniform(0.02, 0.2), subevents.count());
        Coda coda;
        coda.start = sSample - f.lag;
        coda.rise = std::max(2.0, 0.3 * (sSeconds - pSeconds) * random.uniform(0.3, 1.5) * m_rateHz);
        coda.early = std::max(1.5, sSeconds * random.uniform(0.3, 0.8)) * m_rateHz;
        coda.late = std::min(m_scattering.codaQ / (pi * 1.4), 2.5 * sSeconds + 4.0) * m_rateHz;
        coda.share = 0.75;
        coda.cluster = (0.5 + regional) * m_rateHz;
        const double d = sAmplitude * m_scattering.sLevel * random.uniform(0.3, 1.2) / std::sqrt(f.width);
        coda.deviation = {0.75 * d, d, d};
        addCoda(series, coda, random);
        transform(series, f);
        if (event.depthKm < 6.0 && event.distanceKm > 4.0) surfaceWaves(event, sAmplitude, random, out);
    }
    return onsets;
}

void Wavefield::surfaceWaves(const Earthquake& event, double amplitude, FastRandom& random, std::array<Spectrum, 3>& out) const
{
    const double seconds = static_cast<double>(m_fourier.size()) / m_rateHz, origin = event.originSample / m_rateHz;
    const double fc = event.source.cornerHz(m_crust.layers[m_crust.layerAt(event.depthKm)].vsKmS);
    const double slow = m_scattering.surfaceKmS, fast = slow + random.uniform(0.2, 0.9), knee = random.uniform(0.3, 1.5);
    const double quality = random.uniform(40.0, 200.0), a = event.backAzimuthDeg * radians;
    const double love = random.uniform(0.3, 1.5), ellipticity = random.uniform(0.5, 1.0);
    const double strength = amplitude * m_scattering.surfaceLevel;
    double phase = 2.0 * pi * random.uniform(), lovePhase = 2.0 * pi * random.uniform();
    const auto last = std::min(m_fourier.bins(), static_cast<std::size_t>(4.0 / m_bins.stepHz));
    for (std::size_t k = 1; k < last; ++k) {
        const double hz = static_cast<double>(k) * m_bins.stepHz;
        const double group = slow + (fast - slow) * std::exp(-hz / knee);
        const double time = event.distanceKm / group, loveTime = time / 1.08;
        phase -= 2.0 * pi * m_bins.stepHz * (origin + time);
        lovePhase -= 2.0 * pi * m_bins.stepHz * (origin + loveTime);
        if (origin + time < 0.0 || origin + time > seconds) continue;
        const double size = strength * std::exp(-2.0 * pi * hz * event.depthKm / 2.8 - pi * hz * time / quality) *
                            std::min(1.0, hz / 0.2) / (1.0 + std::pow(hz / 2.5, 6.0));
        if (size < 1e-6 * strength) break;
        const Complex spectrum = size * Complex(0.0, 2.0 * pi * hz * m_rateHz) * std::abs(bruneSpectrum(hz, fc));
        const Complex up = spectrum * m_station.response(hz, false) * std::polar(1.0, phase);
        const Complex across = spectrum * m_station.response(hz, true);
        const Complex radial = Complex(0.0, ellipticity) * across * std::polar(1.0, phase), transverse = love * across * std::polar(1.0, lovePhase);
        out[0][k] += std::complex<float>(up);
        out[1][k] += std::complex<float>(-radial * std::cos(a) + transverse * std::sin(a));
        out[2][k] += std::complex<float>(-radial * std::sin(a) - transverse * std::cos(a));
    }
}

}  // namespace seisdesk::synth
