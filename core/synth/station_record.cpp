#include "core/synth/station_record.h"

#include "core/synth/disturbances.h"
#include "core/synth/random_crust.h"
#include "core/synth/visibility.h"
#include "core/synth/wavefield.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::synth {

namespace {

enum class Setting { Micro, Local, Regional };

struct Shaking {
    Earthquake quake;
    Onsets onsets;
};

Earthquake randomEarthquake(Setting setting, FastRandom& random)
{
    Earthquake e;
    switch (setting) {
    case Setting::Micro:
        e.distanceKm = 15.0 * std::pow(random.uniform(), 0.8);
        e.depthKm = random.logUniform(0.4, 14.0);
        break;
    case Setting::Local:
        e.distanceKm = random.logUniform(4.0, 110.0);
        e.depthKm = random.logUniform(1.0, 30.0);
        break;
    case Setting::Regional:
        e.distanceKm = random.uniform(70.0, 350.0);
        e.depthKm = random.logUniform(1.5, 35.0);
        break;
    }
    if (setting != Setting::Micro && random.chance(0.08)) e.depthKm = random.uniform(30.0, 130.0);
    const double km = std::hypot(e.distanceKm, e.depthKm);
    const double seen = -0.9 + 1.3 * std::log10(km) + 0.0025 * km;  // about what a quiet station sees
    e.source.momentMagnitude = random.chance(0.8) ? seen + 0.4 * random.normal() - 0.6 * std::log(1.0 - random.uniform()) : random.uniform(seen, 6.5);
    const double cap = setting == Setting::Micro && random.chance(0.8) ? 1.8 : 7.0;
    e.source.momentMagnitude = std::clamp(e.source.momentMagnitude, -1.0, cap);
    e.source.stressDropMPa = std::exp(std::log(3.0) + 1.0 * random.normal());
    e.source.strikeDegrees = random.uniform(0.0, 360.0);
    e.source.dipDegrees = std::acos(1.0 - random.uniform()) * 57.29577951308232;
    e.source.rakeDegrees = random.uniform(-180.0, 180.0);
    e.azimuthDeg = random.uniform(0.0, 360.0);
    e.backAzimuthDeg = random.uniform(0.0, 360.0);  // of the components, wherever they point
    return e;
}

/// Another event of the same place and time.
Earthquake relative(const Earthquake& main, double rateHz, FastRandom& random)
{
    Earthquake e = main;
    const double spread = 0.06 * std::hypot(main.distanceKm, main.depthKm);
    e.distanceKm = std::abs(main.distanceKm + spread * random.normal());
    e.depthKm = std::max(0.9 * main.depthKm, main.depthKm + 0.5 * spread * random.normal());
    if (random.chance(0.15)) e.distanceKm = random.logUniform(3.0, 200.0), e.backAzimuthDeg = random.uniform(0.0, 360.0);
    e.backAzimuthDeg = std::fmod(e.backAzimuthDeg + 4.0 * random.normal() + 360.0, 360.0);
    e.azimuthDeg = std::fmod(main.azimuthDeg + 4.0 * random.normal() + 360.0, 360.0);
    e.source.rakeDegrees += 25.0 * random.normal();
    e.source.strikeDegrees += 15.0 * random.normal();
    e.source.momentMagnitude = std::clamp(main.source.momentMagnitude + 0.7 * random.normal() - 0.1, -1.0, 7.0);
    e.source.stressDropMPa *= std::exp(0.5 * random.normal());
    e.originSample += random.logUniform(0.8, 60.0) * (random.chance(0.5) ? 1.0 : -1.0) * rateHz;
    return e;
}

class Assembly {
public:
    Assembly(std::uint64_t seed, const RecordOptions& options)
        : m_options(options), m_rate(options.sampleRateHz), m_random(seed), m_n(Fourier::smoothLength(options.samples + options.samples / 8 + 8)),
          m_lead(m_n - options.samples), m_setting(drawSetting()), m_crust(randomCrust(m_random)),
          m_station(randomStation(m_rate, m_setting == Setting::Micro && m_random.chance(0.5), m_random)),
          m_faults(randomFaults(options.samples, m_rate, m_random)), m_fourier(m_n)
    {
    }

    StationRecord record()
    {
        if (!m_random.chance(m_options.noiseOnlyShare)) shake();
        makeNoise();
        StationRecord out;
        out.sampleRateHz = m_rate;
        out.instrument = instrumentName(m_station.instrument);
        out.nativeRateHz = m_station.nativeRateHz;
        for (const Shaking& s : m_shaking)
            if (auto event = seen(s)) out.events.push_back(*event);
        for (std::size_t c = 0; c < 3; ++c) {
            auto& row = out.rows[c];
            row.resize(m_options.samples);
            for (std::size_t k = 0; k < row.size(); ++k) row[k] = m_noise[c][m_lead + k] + (m_shaking.empty() ? 0.0f : m_signal[c][m_lead + k]);
        }
        digitise(out.rows, m_station, m_faults, m_random);
        return out;
    }

private:
    Setting drawSetting()
    {
        const double u = m_random.uniform();
        return u < 0.28 ? Setting::Micro : u < 0.75 ? Setting::Local : Setting::Regional;
    }

    void shake()
    {
        const Scattering scattering = randomScattering(m_crust, m_random);
        Wavefield field(m_crust, m_station, scattering, m_n, m_rate);
        Earthquake main = randomEarthquake(m_setting, m_random);
        if (m_crust.layers.front().vpKmS < 3.6) main.depthKm = std::max(main.depthKm, m_crust.layers[1].topKm + m_random.logUniform(0.1, 3.0));
        const double p = wavePaths(m_crust, main.depthKm, main.distanceKm, Wave::P).front().travelTimeSeconds;
        const double s = wavePaths(m_crust, main.depthKm, main.distanceKm, Wave::S).front().travelTimeSeconds;
        const double seconds = static_cast<double>(m_options.samples) / m_rate;
        double onset = m_random.uniform(0.02, 1.0) * std::max(0.3 * seconds, seconds - 1.3 * (s - p));  // mostly both inside
        const double place = m_random.uniform();
        if (place < 0.06) onset = -m_random.uniform() * (s - p);
        else if (place < 0.15) onset = m_random.uniform() * seconds;
        main.originSample = static_cast<double>(m_lead) + (onset - p) * m_rate;
        std::vector<Earthquake> quakes{main};
        if (m_random.chance(m_options.severalEventsShare))
            do quakes.push_back(relative(main, m_rate, m_random));
            while (quakes.size() < 5 && m_random.chance(0.35));
        std::array<Spectrum, 3> spectra;
        for (auto& spectrum : spectra) spectrum.assign(m_fourier.bins(), 0.0f);
        for (const Earthquake& quake : quakes) m_shaking.push_back({quake, field.add(quake, m_random, spectra)});
        std::sort(m_shaking.begin() + 0, m_shaking.end(),
                  [](const Shaking& a, const Shaking& b) { return a.onsets.p.front().sample < b.onsets.p.front().sample; });
        m_mainP = static_cast<double>(m_lead) + onset * m_rate;
        m_mainS = m_mainP + (s - p) * m_rate;
        for (std::size_t c = 0; c < 3; ++c) m_fourier.inverse(spectra[c], m_signal[c]);
    }

    void makeNoise()
    {
        const Bins bins(m_n, m_rate);
        Spectrum white(bins.knots.back() + 1), coloured(white.size());
        const double scale = std::sqrt(static_cast<double>(m_n) * m_rate) / 2.0;
        for (std::size_t c = 0; c < 3; ++c) {
            const auto density = bins.sample([&](double hz) { return std::complex<double>(scale * m_station.noiseDensity(hz, c > 0)); });
            for (auto& v : white) {
                const float re = m_random.roughNormal();
                v = {re, m_random.roughNormal()};
            }
            std::fill(coloured.begin(), coloured.end(), 0.0f);
            bins.addProduct(white, density, coloured);
            m_fourier.inverse(coloured, m_noise[c]);
        }
        if (m_random.chance(0.6)) sway(m_random.uniform(0.05, 0.35));
        if (!m_shaking.empty()) {
            const bool p = m_mainP > 0.0 && m_mainP < static_cast<double>(m_n) - m_rate;
            const double at = p ? m_mainP : m_mainS;
            const std::size_t c = m_faults.recorded[0] ? 0 : 1;
            const BandEnergy signal = bandEnergy(m_signal[c], at, at + 2.0 * m_rate, m_rate), noise = bandEnergy(m_noise[c], 0.0, static_cast<double>(m_n), m_rate);
            double best = 0.0;
            for (std::size_t b = 0; b < signal.size(); ++b) best = std::max(best, signal[b] / std::max(noise[b], 1e-30));
            const double u = m_random.uniform();
            const double target = u < 0.3 ? m_random.uniform(-4.0, 10.0) : u < 0.88 ? m_random.uniform(5.0, 36.0) : m_random.uniform(30.0, 65.0);
            const double gain = std::clamp(10.0 * std::log10(std::max(best, 1e-30)) - target, -28.0, 24.0);
            const auto factor = static_cast<float>(std::pow(10.0, gain / 20.0));
            for (auto& row : m_noise)
                for (float& v : row) v *= factor;
        }
        const double quiet = std::sqrt(bandEnergy(m_noise[0], static_cast<double>(m_lead), static_cast<double>(m_n), m_rate)[1]);
        const double least = m_random.logUniform(0.3, 20.0);  // counts: a digitiser is set up to see the noise
        if (m_station.wholeCounts && quiet < least) {
            const auto factor = static_cast<float>(least / std::max(quiet, 1e-12));
            for (auto* field : {&m_noise, &m_signal})
                for (auto& row : *field)
                    for (float& v : row) v *= factor;
        }
        std::array<float, 3> level{};
        for (std::size_t c = 0; c < 3; ++c)
            level[c] = static_cast<float>(std::sqrt(bandEnergy(m_noise[c], static_cast<double>(m_lead), static_cast<double>(m_n), m_rate)[1]));
        addDisturbances(m_noise, level, m_station, m_rate, m_shaking.empty() ? 0.75 : 0.25, m_random);
    }

    /// Noise comes and goes over seconds, on all components together.
    void sway(double strength)
    {
        float gain = 1.0f;
        for (std::size_t k = 0; k < m_n;) {
            const std::size_t length = std::min(m_n - k, static_cast<std::size_t>(m_random.logUniform(0.5, 8.0) * m_rate) + 1);
            const auto next = static_cast<float>(std::exp(strength * m_random.normal()));
            const float step = (next - gain) / static_cast<float>(length);
            for (std::size_t j = 0; j < length; ++j, gain += step)
                for (auto& row : m_noise) row[k + j] *= gain;
            k += length;
        }
    }

    /// Energy after an onset over that of noise and earlier waves, in the best band of the best component.
    double contrast(double sample, double seconds, bool horizontalsToo, std::size_t band = 9) const
    {
        double best = 0.0;
        for (std::size_t c = 0; c < (horizontalsToo ? 3u : 1u); ++c) {
            if (!m_faults.shows(c)) continue;
            const BandEnergy after = bandEnergy(m_signal[c], sample, sample + seconds * m_rate, m_rate);
            const BandEnergy before = bandEnergy(m_signal[c], sample - (seconds + 0.05) * m_rate, sample - 0.05 * m_rate, m_rate);
            const BandEnergy noise = bandEnergy(m_noise[c], sample - 3.0 * m_rate, sample + 1.5 * m_rate, m_rate);
            for (std::size_t b = 0; b < after.size(); ++b)
                if (band > 2 || b == band) best = std::max(best, (after[b] - before[b]) / (before[b] + noise[b] + 1e-30));
        }
        return best;
    }

    bool inside(double sample) const
    {
        const double at = sample - static_cast<double>(m_lead), end = static_cast<double>(m_options.samples);
        return at >= 0.0 && at <= end - 1.0 && !m_faults.hides(at, m_rate);
    }

    /// The first of these onsets that an analyst would see, unless it came before the record.
    const Onset* firstVisible(const std::vector<Onset>& onsets, double until, double least) const
    {
        const bool vertical = m_faults.shows(0);
        for (std::size_t i = 0; i < std::min<std::size_t>(onsets.size(), 6); ++i) {
            const double at = onsets[i].sample;
            if (at < static_cast<double>(m_lead)) return nullptr;
            if (at >= until || at > static_cast<double>(m_n)) return nullptr;
            double seconds = 1.2;
            if (i + 1 < onsets.size()) seconds = std::clamp(0.8 * (onsets[i + 1].sample - at) / m_rate, 0.2, 1.2);
            if (contrast(at, seconds, until > 1e17 || !vertical) >= least) return inside(at) ? &onsets[i] : nullptr;
        }
        return nullptr;
    }

    Polarity polarity(const Onset& onset) const
    {
        if (!m_faults.shows(0) || std::abs(onset.radiation) < 0.1) return Polarity::Undecidable;
        const Samples& z = m_signal[0];
        const auto at = static_cast<std::size_t>(onset.sample);
        if (at < 2 || at + 2 >= z.size()) return Polarity::Undecidable;
        const float rest = z[at - 1];
        std::size_t k = at + 1;
        const std::size_t end = std::min(z.size() - 1, at + static_cast<std::size_t>(0.6 * m_rate));
        while (k + 1 < end && std::abs(z[k + 1] - rest) > std::abs(z[k] - rest)) ++k;
        const double swing = z[k] - rest;
        const BandEnergy noise = bandEnergy(m_noise[0], onset.sample - 2.0 * m_rate, onset.sample + 0.5 * m_rate, m_rate);
        const BandEnergy before = bandEnergy(m_signal[0], onset.sample - 1.0 * m_rate, onset.sample - 0.05 * m_rate, m_rate);
        if (std::abs(swing) < 2.5 * std::sqrt(noise[1] + before[1])) return Polarity::Undecidable;
        if (swing * onset.radiation <= 0.0) return Polarity::Undecidable;
        return onset.radiation > 0.0 ? Polarity::Positive : Polarity::Negative;
    }

    std::optional<RecordedEvent> seen(const Shaking& s) const
    {
        RecordedEvent e;
        const double lead = static_cast<double>(m_lead);
        const double sFirst = s.onsets.s.front().sample;
        if (const Onset* p = firstVisible(s.onsets.p, sFirst, 1.0)) {
            e.pSample = p->sample - lead;
            e.polarity = p == &s.onsets.p.front() ? polarity(*p) : Polarity::Undecidable;
            e.snrDb = 10.0 * std::log10(1.0 + contrast(p->sample, 2.0, !m_faults.shows(0)));
        }
        if (const Onset* onset = firstVisible(s.onsets.s, 1e18, 1.0)) e.sSample = onset->sample - lead;
        if (!e.pSample && !e.sSample && !(sFirst < lead && sFirst > 0.0)) return std::nullopt;
        e.magnitude = s.quake.source.momentMagnitude;
        e.distanceKm = s.quake.distanceKm;
        e.depthKm = s.quake.depthKm;
        e.backAzimuthDeg = s.quake.backAzimuthDeg;
        return e;
    }

    const RecordOptions& m_options;
    double m_rate;
    FastRandom m_random;
    std::size_t m_n, m_lead;
    Setting m_setting;
    Crust m_crust;
    Station m_station;
    Faults m_faults;
    Fourier m_fourier;
    Series m_signal, m_noise;
    std::vector<Shaking> m_shaking;
    double m_mainP = 0.0, m_mainS = 0.0;
};

}  // namespace

StationRecord stationRecord(std::uint64_t seed, const RecordOptions& options) { return Assembly(seed, options).record(); }

}  // namespace seisdesk::synth
