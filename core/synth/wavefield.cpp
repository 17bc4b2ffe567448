#include "core/synth/wavefield.h"

#include "core/synth/free_surface.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace seisdesk::synth {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double radians = pi / 180.0;
using Complex = std::complex<double>;

/// Up, north, east from up, radial (away from the source) and transverse (clockwise of it).
std::array<double, 3> turned(double up, double radial, double transverse, double backAzimuth)
{
    const double c = std::cos(backAzimuth), s = std::sin(backAzimuth);
    return {up, -radial * c + transverse * s, -radial * s - transverse * c};
}

std::array<double, 3> scaled(const std::array<double, 3>& v, double factor) { return {v[0] * factor, v[1] * factor, v[2] * factor}; }

}  // namespace

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

Wavefield::Wavefield(const Crust& crust, const Station& station, const StationSpectra& spectra, const Bins& bins, const Scattering& scattering, double rateHz)
    : m_crust(crust), m_station(station), m_spectra(spectra), m_bins(bins), m_scattering(scattering), m_rateHz(rateHz), m_fourier(bins.samples()),
      m_quarter(bins.samples() / 4)
{
    for (auto& s : m_series) s.assign(bins.samples(), 0.0f);
}

Wavelet Wavefield::waveletOf(const Earthquake& event, Wave wave, double tStar, double extraKappa, double pieces) const
{
    const Layer& at = m_crust.layers[m_crust.layerAt(event.depthKm)];
    WaveletShape shape;
    shape.cornerHz = event.source.cornerHz(at.vsKmS) * (wave == Wave::P ? 1.4 : 1.0) * std::cbrt(pieces);
    shape.tStarSeconds = tStar;
    shape.attenuationExponent = m_scattering.attenuationExponent;
    shape.kappaSeconds = m_station.kappaSeconds * (wave == Wave::P ? 0.6 : 1.0) + extraKappa;
    return wavelet(shape, m_spectra, m_bins, m_quarter, m_rateHz, wave == Wave::S);
}

void Wavefield::filter(const Wavelet& wavelet, std::array<Spectrum, 3>& out)
{
    Spectrum spectrum;
    for (std::size_t c = 0; c < 3; ++c) {
        m_fourier.forward(m_series[c], spectrum);
        m_bins.addProduct(spectrum, wavelet.spectrum[c > 0], out[c]);
        std::fill(m_series[c].begin(), m_series[c].end(), 0.0f);
    }
}

Wavefield::Body Wavefield::rays(const Earthquake& event, Wave wave, const std::vector<WavePath>& paths, const std::vector<Onset>& onsets,
                                const SourceTime& time, FastRandom& random)
{
    const bool isP = wave == Wave::P;
    const Layer& at = m_crust.layers[m_crust.layerAt(event.depthKm)];
    const Layer& top = m_crust.layers.front();
    Body body;
    body.wavelet = waveletOf(event, wave, paths.front().tStarSeconds, 0.0, time.count());
    const double v = at.velocity(wave) * 1e3;
    // Displacement at 1 m for unit radiation; energy flux is conserved on the way into softer ground; S loses more to scattering.
    const double unit = event.source.moment() / (4.0 * pi * at.densityKgM3 * v * v * v) *
                        std::sqrt(std::clamp(at.densityKgM3 * v / (top.densityKgM3 * top.velocity(wave) * 1e3), 1.0, 12.0)) *
                        (isP ? 1.0 : random.uniform(0.6, 1.1));
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const WavePath& path = paths[i];
        const Radiation r = radiation(event.source, event.azimuthDeg, path.takeoffDegrees);
        double scale = unit * path.transmission / (path.pathKm * 1e3) * std::exp(0.3 * random.roughNormal());
        if (path.kind == PathKind::Head) scale *= random.logUniform(0.4, 2.5);
        const SurfaceMotion motion = surfaceMotion(top, path.rayParameterSKm, wave);
        const auto amplitude = turned(scale * motion.up * (isP ? r.p : r.sv), scale * motion.radial * (isP ? r.p : r.sv), isP ? 0.0 : scale * 2.0 * r.sh,
                                      (event.backAzimuthDeg + 5.0 * random.roughNormal()) * radians);
        const double size = scale * 2.0 * (isP ? std::hypot(r.p, 0.35) : std::sqrt(r.sv * r.sv + r.sh * r.sh + 0.16));
        if (i == 0) body.first = size;
        if (size > body.strongest) body.strongest = size, body.strongestStart = onsets[i].sample;
        const double start = onsets[i].sample - body.wavelet.lag;
        for (std::size_t k = 0; k < time.weights.size(); ++k) {
            const double sample = start + time.seconds[k] * m_rateHz;
            addSpike(m_series, sample, scaled(amplitude, time.weights[k]));
            if (size < 0.1 * body.strongest) continue;
            // Neighbours of the station: each component in its own way.
            for (int near = static_cast<int>(random.uniform(2.0, 7.0)); near > 0; --near) {
                const double delay = random.logUniform(0.03, 0.7), level = time.weights[k] * size * random.uniform(0.1, 0.5) * std::exp(-delay / 0.5);
                const double up = level * (isP ? 1.0 : 0.6), across = level * (isP ? 0.7 : 1.0);
                const float a = random.roughNormal(), b = random.roughNormal(), c = random.roughNormal();
                addSpike(m_series, sample + delay * m_rateHz, {up * a, across * b, across * c});
            }
        }
        if (!isP && m_scattering.conversionSeconds > 0.02) {  // S-to-P before S on the vertical
            const double level = size * m_scattering.conversionLevel * random.sign();
            const float north = random.roughNormal(), east = random.roughNormal();
            addSpike(m_series, start - m_scattering.conversionSeconds * random.uniform(0.9, 1.1) * m_rateHz, {level, 0.15 * level * north, 0.15 * level * east});
        }
    }
    return body;
}

void Wavefield::coda(const Earthquake& event, Wave wave, const Body& body, double start, double pSeconds, double sSeconds, FastRandom& random)
{
    const double regional = event.distanceKm / 100.0;
    const bool isP = wave == Wave::P;
    const double late = isP ? (sSeconds - pSeconds) * random.uniform(0.8, 2.5) : sSeconds * random.uniform(0.3, 0.9);
    const double side = random.uniform(0.5, isP ? 0.95 : 0.9);  // the weaker of vertical and horizontal
    Coda coda;
    coda.early = m_scattering.earlySeconds * (1.0 + regional) * m_rateHz;
    coda.late = std::max(2.0, late) * m_rateHz;
    coda.share = 1.0 - (isP ? m_scattering.pLongLevel : m_scattering.sLongLevel);
    coda.cluster = random.uniform(0.1, 0.4) * (1.0 + regional) * m_rateHz;
    const auto scatter = [&](double at, double amplitude) {
        const double d = (isP ? m_scattering.pLevel : m_scattering.sLevel) / std::sqrt(body.wavelet.width) * amplitude;
        coda.start = at - body.wavelet.lag;
        const double sharp = random.logUniform(0.01, 0.1), spread = regional * random.uniform(0.02, 0.8);
        coda.rise = std::max(1.0, (sharp + spread) * m_rateHz);
        coda.deviation = isP ? std::array{d, side * d, side * d} : std::array{side * d, d, d};
        addCoda(m_series, coda, random);
    };
    if (body.first < 0.7 * body.strongest) scatter(start, body.first);
    scatter(body.strongestStart, body.strongest);
}

void Wavefield::lateCoda(const Earthquake& event, double start, double pSeconds, double sSeconds, double amplitude, const Wavelet& late, FastRandom& random)
{
    Coda coda;
    coda.start = start - late.lag;
    coda.rise = std::max(2.0, 0.3 * (sSeconds - pSeconds) * random.uniform(0.3, 1.5) * m_rateHz);
    coda.early = std::max(1.5, sSeconds * random.uniform(0.3, 0.8)) * m_rateHz;
    coda.late = std::min(m_scattering.codaQ / (pi * 1.4), 2.5 * sSeconds + 4.0) * m_rateHz;  // amplitude falls as exp(-pi f t / Q), at about 2 Hz
    coda.share = 0.75;
    coda.cluster = (0.5 + event.distanceKm / 100.0) * m_rateHz;
    const double d = amplitude * m_scattering.sLevel * random.uniform(0.3, 1.2) / std::sqrt(late.width);
    coda.deviation = {0.75 * d, d, d};
    addCoda(m_series, coda, random);
}

Onsets Wavefield::add(const Earthquake& event, FastRandom& random, std::array<Spectrum, 3>& out)
{
    Onsets onsets;
    const Layer& at = m_crust.layers[m_crust.layerAt(event.depthKm)];
    const SourceTime time = randomSourceTime(event.source.momentMagnitude, event.source.cornerHz(at.vsKmS), random);
    const std::array paths = {wavePaths(m_crust, event.depthKm, event.distanceKm, Wave::P), wavePaths(m_crust, event.depthKm, event.distanceKm, Wave::S)};
    const double pSeconds = paths[0].front().travelTimeSeconds, sSeconds = paths[1].front().travelTimeSeconds;
    const auto end = static_cast<double>(m_fourier.size());
    double sAmplitude = 0.0;
    for (const Wave wave : {Wave::P, Wave::S}) {
        const auto& ways = paths[wave == Wave::S];
        auto& list = wave == Wave::P ? onsets.p : onsets.s;
        for (const WavePath& path : ways)
            list.push_back({event.originSample + path.travelTimeSeconds * m_rateHz,
                            wave == Wave::P ? radiation(event.source, event.azimuthDeg, path.takeoffDegrees).p : 0.0});
        if (list.front().sample > end) continue;
        const Body body = rays(event, wave, ways, list, time, random);
        coda(event, wave, body, list.front().sample, pSeconds, sSeconds, random);
        filter(body.wavelet, out);
        sAmplitude = body.strongest;
    }
    const double start = onsets.s.front().sample;
    if (start < end) {
        const Wavelet late = waveletOf(event, Wave::S, paths[1].front().tStarSeconds, random.logUniform(0.02, 0.2), time.count());
        lateCoda(event, start, pSeconds, sSeconds, sAmplitude, late, random);
        filter(late, out);
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
    std::array<Spectrum, 3> ground;
    for (auto& g : ground) g.assign(m_fourier.bins(), 0.0f);
    const auto last = std::min(m_fourier.bins(), static_cast<std::size_t>(4.0 / m_bins.stepHz));
    for (std::size_t k = 1; k < last; ++k) {
        const double hz = static_cast<double>(k) * m_bins.stepHz;
        const double time = event.distanceKm / (slow + (fast - slow) * std::exp(-hz / knee));  // group delay; Love waves are 8 % faster
        phase -= 2.0 * pi * m_bins.stepHz * (origin + time);
        lovePhase -= 2.0 * pi * m_bins.stepHz * (origin + time / 1.08);
        if (origin + time < 0.0 || origin + time > seconds) continue;
        const double size = strength * std::exp(-2.0 * pi * hz * event.depthKm / 2.8 - pi * hz * time / quality) * std::min(1.0, hz / 0.2) /
                            (1.0 + std::pow(hz / 2.5, 6.0));
        if (size < 1e-6 * strength) break;
        const double velocity = size * 2.0 * pi * hz * m_rateHz / (1.0 + hz * hz / (fc * fc));
        const Complex rayleigh = std::polar(velocity, phase), radial = Complex(0.0, ellipticity) * rayleigh, transverse = std::polar(love * velocity, lovePhase);
        ground[0][k] = std::complex<float>(rayleigh);
        ground[1][k] = std::complex<float>(-radial * std::cos(a) + transverse * std::sin(a));
        ground[2][k] = std::complex<float>(-radial * std::sin(a) - transverse * std::cos(a));
    }
    for (std::size_t c = 0; c < 3; ++c) m_bins.addProduct(ground[c], m_spectra.response[c > 0], out[c]);
}

}  // namespace seisdesk::synth
