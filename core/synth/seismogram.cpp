#include "core/synth/seismogram.h"

#include <fftw3.h>

#include <algorithm>
#include <complex>
#include <memory>
#include <mutex>
#include <numbers>

namespace seisdesk::synth {

namespace {

using Spectrum = std::vector<std::complex<double>>;
constexpr double pi = std::numbers::pi;

/// Inverse real transform; spectrum of n/2+1 values, result of n, scaled so that spectra in unit*s give values in unit.
std::vector<double> toTime(Spectrum spectrum, std::size_t n, double sampleRateHz)
{
    static std::mutex planning;  // FFTW plans one at a time
    std::vector<double> out(n);
    fftw_plan plan = nullptr;
    {
        const std::lock_guard lock(planning);
        plan = fftw_plan_dft_c2r_1d(static_cast<int>(n), reinterpret_cast<fftw_complex*>(spectrum.data()), out.data(), FFTW_ESTIMATE);
    }
    fftw_execute(plan);
    {
        const std::lock_guard lock(planning);
        fftw_destroy_plan(plan);
    }
    for (double& v : out) v *= sampleRateHz / static_cast<double>(n);
    return out;
}

struct Direction {
    double up = 0.0, radial = 0.0, transverse = 0.0;
};

/// Directions of motion at the surface for a ray that arrives from below; positive P is away from the source (up).
Direction motion(const Radiation& r, const Ray& ray)
{
    const double i = ray.incidenceDegrees * pi / 180.0;
    if (ray.wave == Wave::P) return {r.p * std::cos(i), r.p * std::sin(i), 0.0};
    return {r.sv * std::sin(i), -r.sv * std::cos(i), r.sh};
}

class Synthesis {
public:
    Synthesis(const Source& source, const Path& path, const Recording& recording, Random& random)
        : m_source(source), m_path(path), m_recording(recording), m_random(random),
          m_n(2 * static_cast<std::size_t>(std::llround(recording.lengthSeconds * recording.sampleRateHz))),
          m_df(recording.sampleRateHz / static_cast<double>(m_n)),
          m_reflection(recording.scattering ? random.uniform(0.3, 0.7) : 0.0),
          m_twoWaySeconds(random.uniform(0.08, 0.35))
    {
    }

    /// Adds one ray's pulse and coda. Head waves carry a tenth of the direct wave's amplitude.
    void add(const Crust& crust, const Ray& ray, std::array<std::vector<double>, 3>& out)
    {
        const Layer& at = crust.layers[crust.layerAt(m_path.depthKm)];
        const double v = at.velocity(ray.wave) * 1e3;
        const double fc = m_source.cornerHz(at.vsKmS) * (ray.wave == Wave::P ? 1.5 : 1.0);
        const bool head = ray.phase.back() != 'g';
        const double scale = m_source.moment() * 2.0 * (head ? 0.1 : 1.0) / (4.0 * pi * at.densityKgM3 * v * v * v * ray.pathKm * 1e3);
        const Direction d = motion(radiation(m_source, m_path.azimuthDegrees, ray.takeoffDegrees), ray);
        const double arrival = m_recording.originSeconds + ray.travelTimeSeconds;
        addRotated(pulse(fc, ray.tStarSeconds, arrival, 0.0), scale, d, out);
        if (!m_recording.scattering) return;
        for (auto& component : out) {  // every component scatters its own way
            const double strength = scale * (ray.wave == Wave::P ? 0.5 : 0.6);
            const std::vector<double> coda = pulse(fc, ray.tStarSeconds, arrival, ray.travelTimeSeconds);
            for (std::size_t k = 0; k < component.size(); ++k) component[k] += strength * coda[k];
        }
    }

    std::vector<double> noise()
    {
        Spectrum s(m_n / 2 + 1);
        double power = 0.0;
        for (std::size_t k = 1; k + 1 < s.size(); ++k) {
            const double f = static_cast<double>(k) * m_df;
            const double microseism = 30.0 * std::exp(-std::pow(std::log(f / 0.2) / 0.35, 2.0));
            const double site = 1.0 / std::sqrt(1.0 + std::pow(f / 15.0, 4.0));
            s[k] = std::complex(m_random.normal(), m_random.normal()) * (std::pow(std::max(f, 0.02), -0.5) + microseism) * site;
            power += std::norm(s[k]);
        }
        std::vector<double> out = toTime(s, m_n, m_recording.sampleRateHz);
        const double sigma = std::sqrt(2.0 * power) * m_df;
        for (double& v : out) v *= m_recording.noiseMetresPerSecond / sigma;
        out.resize(m_n / 2);
        return out;
    }

private:
    /// Velocity of a unit pulse at `arrival`, or, with a lapse time > 0, scattered noise of the same spectrum whose
    /// envelope decays as exp(-1.5 t / lapse) / (1 + t / 2 s) after its onset.
    std::vector<double> pulse(double fc, double tStar, double arrival, double lapse)
    {
        Spectrum s(m_n / 2 + 1);
        const double nyquist = 0.5 * m_recording.sampleRateHz;
        for (std::size_t k = 1; k + 1 < s.size(); ++k) {
            const double f = static_cast<double>(k) * m_df;
            // Smooth to zero at Nyquist so that the pulse does not ring.
            const double taper = f < 0.8 * nyquist ? 1.0 : 0.5 * (1.0 + std::cos(pi * (f / nyquist - 0.8) / 0.2));
            s[k] = std::complex(0.0, 2.0 * pi * f) * bruneSpectrum(f, fc) * attenuation(f, tStar, nyquist) * taper * site(f);
            if (lapse > 0.0) s[k] *= std::polar(1.0, 2.0 * pi * m_random.uniform()) * std::sqrt(m_recording.lengthSeconds);
            else s[k] *= std::polar(1.0, -2.0 * pi * f * arrival);
        }
        std::vector<double> out = toTime(s, m_n, m_recording.sampleRateHz);
        out.resize(m_n / 2);
        if (lapse > 0.0) {
            for (std::size_t k = 0; k < out.size(); ++k) {
                const double t = static_cast<double>(k) / m_recording.sampleRateHz - arrival;
                out[k] *= t <= 0.0 ? 0.0 : std::min(1.0, 3.0 * t) * std::exp(-1.5 * t / std::max(5.0, lapse)) / (1.0 + 0.5 * t);
            }
        }
        return out;
    }

    /// Multiples in the soft layer follow the direct wave with alternating sign; the first motion is untouched.
    std::complex<double> site(double f) const { return 1.0 / (1.0 + std::polar(m_reflection, -2.0 * pi * f * m_twoWaySeconds)); }

    void addRotated(const std::vector<double>& pulse, double scale, const Direction& d, std::array<std::vector<double>, 3>& out) const
    {
        const double a = m_path.backAzimuthDegrees * pi / 180.0;  // radial points away from the source: back-azimuth + 180
        const double north = -d.radial * std::cos(a) + d.transverse * std::sin(a);
        const double east = -d.radial * std::sin(a) - d.transverse * std::cos(a);
        for (std::size_t k = 0; k < pulse.size(); ++k) {
            out[0][k] += scale * d.up * pulse[k];
            out[1][k] += scale * north * pulse[k];
            out[2][k] += scale * east * pulse[k];
        }
    }

    const Source& m_source;
    const Path& m_path;
    const Recording& m_recording;
    Random& m_random;
    std::size_t m_n;
    double m_df;
    double m_reflection;     // at the bottom of the soft layer
    double m_twoWaySeconds;  // through it
};

}  // namespace

Seismogram seismogram(const Crust& crust, const Source& source, const Path& path, const Recording& recording, Random& random)
{
    Seismogram out;
    Synthesis synthesis(source, path, recording, random);
    for (auto& component : out.upNorthEast) component = synthesis.noise();
    for (const Wave wave : {Wave::P, Wave::S}) {
        const auto family = rays(crust, path.depthKm, path.distanceKm, wave);
        for (const Ray& ray : family) synthesis.add(crust, ray, out.upNorthEast);
        const Ray& first = family.front();
        (wave == Wave::P ? out.pSeconds : out.sSeconds) = recording.originSeconds + first.travelTimeSeconds;
        if (wave == Wave::P) out.pAmplitude = radiation(source, path.azimuthDegrees, first.takeoffDegrees).p;
        out.rays.insert(out.rays.end(), family.begin(), family.end());
    }
    return out;
}

}  // namespace seisdesk::synth
