#include "core/synth/station_record.h"

#include "core/synth/analyst.h"
#include "core/synth/band_energy.h"
#include "core/synth/disturbances.h"
#include "core/synth/ground_noise.h"
#include "core/synth/random_crust.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::synth {

namespace {

struct Shaking {
    Earthquake quake;
    Onsets onsets;
};

/// Draws in the order of the members. The buffer begins `m_lead` samples before the record, and what the filters leave at its end wraps there.
class Assembly {
public:
    Assembly(std::uint64_t seed, const RecordOptions& options)
        : m_options(options), m_rate(options.sampleRateHz), m_random(seed),
          m_fourier(Fourier::smoothLength(options.samples + options.samples / 8 + 8)), m_lead(m_fourier.size() - options.samples),
          m_setting(randomSetting()), m_crust(randomCrust(m_random)),
          m_station(randomStation(m_rate, m_setting == Setting::Micro && m_random.chance(0.5), m_random)),
          m_faults(randomFaults(options.samples, m_rate, m_random)), m_bins(m_fourier.size(), m_rate), m_spectra(m_station, m_bins)
    {
    }

    StationRecord record()
    {
        const bool quiet = m_random.chance(m_options.noiseOnlyShare);
        if (!quiet) shake();
        makeNoise();
        StationRecord out;
        out.sampleRateHz = m_rate;
        out.instrument = instrumentName(m_station.instrument);
        out.nativeRateHz = m_station.nativeRateHz;
        pick(out.events);
        for (std::size_t c = 0; c < 3; ++c) {
            out.rows[c].assign(m_noise[c].begin() + static_cast<std::ptrdiff_t>(m_lead), m_noise[c].end());
            for (std::size_t k = 0; k < out.rows[c].size() && !quiet; ++k) out.rows[c][k] += m_signal[c][m_lead + k];
        }
        digitise(out.rows, m_station, m_faults, m_random);
        return out;
    }

private:
    Setting randomSetting()
    {
        const double u = m_random.uniform();
        return u < 0.28 ? Setting::Micro : u < 0.75 ? Setting::Local : Setting::Regional;
    }

    void shake()
    {
        const Scattering scattering = randomScattering(m_crust, m_random);
        Wavefield field(m_crust, m_station, m_spectra, m_bins, scattering, m_rate);
        Earthquake main = randomEarthquake(m_setting, m_random);
        if (m_crust.layers.front().vpKmS < 3.6)  // none within soft cover
            main.depthKm = std::max(main.depthKm, m_crust.layers[1].topKm + m_random.logUniform(0.1, 3.0));
        const double p = wavePaths(m_crust, main.depthKm, main.distanceKm, Wave::P).front().travelTimeSeconds;
        const double s = wavePaths(m_crust, main.depthKm, main.distanceKm, Wave::S).front().travelTimeSeconds;
        const double seconds = static_cast<double>(m_options.samples) / m_rate;
        double onset = m_random.uniform(0.02, 1.0) * std::max(0.3 * seconds, seconds - 1.3 * (s - p));  // mostly both inside
        const double place = m_random.uniform();
        if (place < 0.06) onset = -m_random.uniform() * (s - p);
        else if (place < 0.15) onset = m_random.uniform() * seconds;
        main.originSample = static_cast<double>(m_lead) + (onset - p) * m_rate;
        m_mainP = static_cast<double>(m_lead) + onset * m_rate;
        m_mainS = m_mainP + (s - p) * m_rate;

        std::vector<Earthquake> quakes{main};
        if (m_random.chance(m_options.severalEventsShare))
            do quakes.push_back(randomNeighbour(main, m_rate, m_random));
            while (quakes.size() < 5 && m_random.chance(0.35));
        std::array<Spectrum, 3> spectra;
        for (auto& spectrum : spectra) spectrum.assign(m_fourier.bins(), 0.0f);
        for (const Earthquake& quake : quakes) m_shaking.push_back({quake, field.add(quake, m_random, spectra)});
        std::sort(m_shaking.begin(), m_shaking.end(),
                  [](const Shaking& a, const Shaking& b) { return a.onsets.p.front().sample < b.onsets.p.front().sample; });
        for (std::size_t c = 0; c < 3; ++c) m_fourier.inverse(spectra[c], m_signal[c]);
    }

    void makeNoise()
    {
        m_noise = groundNoise(m_spectra, m_bins, m_fourier, m_rate, m_random);
        if (m_random.chance(0.6)) sway(m_noise, m_random.uniform(0.05, 0.35), m_rate, m_random);
        if (!m_shaking.empty()) multiply(m_noise, noiseGain());
        if (m_station.wholeCounts) {  // a digitiser is set up to see the noise
            const double least = m_random.logUniform(0.3, 20.0), level = deviation(m_noise[0]);
            if (level < least) {
                multiply(m_noise, least / std::max(level, 1e-12));
                multiply(m_signal, least / std::max(level, 1e-12));
            }
        }
        const std::array<float, 3> level = {static_cast<float>(deviation(m_noise[0])), static_cast<float>(deviation(m_noise[1])),
                                            static_cast<float>(deviation(m_noise[2]))};
        addDisturbances(m_noise, level, m_station, m_rate, m_shaking.empty() ? 0.85 : 0.25, m_random);
    }

    /// Above 1.5 Hz.
    double deviation(const Samples& trace) const
    {
        const auto lead = static_cast<double>(m_lead);
        return std::sqrt(bandEnergy(trace, lead, lead + std::min(4000.0, static_cast<double>(m_options.samples)), m_rate)[1]);
    }

    static void multiply(Series& series, double factor)
    {
        for (auto& row : series)
            for (float& v : row) v *= static_cast<float>(factor);
    }

    /// Brings the first 2 s of P (of S where P came before) to a drawn ratio to the noise in the best band, as far as noise varies.
    double noiseGain()
    {
        const auto end = static_cast<double>(m_fourier.size());
        const double at = m_mainP > 0.0 && m_mainP < end - m_rate ? m_mainP : m_mainS;
        const std::size_t c = m_faults.recorded[0] ? 0 : 1;
        const BandEnergy signal = bandEnergy(m_signal[c], at, at + 2.0 * m_rate, m_rate);
        const BandEnergy noise = bandEnergy(m_noise[c], at - 15.0 * m_rate, at + 15.0 * m_rate, m_rate);
        double best = 1e-30;
        for (std::size_t b = 0; b < signal.size(); ++b) best = std::max(best, signal[b] / std::max(noise[b], 1e-30));
        const double u = m_random.uniform();
        const double target = u < 0.3 ? m_random.uniform(-4.0, 10.0) : u < 0.88 ? m_random.uniform(5.0, 36.0) : m_random.uniform(30.0, 65.0);
        return std::pow(10.0, std::clamp(10.0 * std::log10(best) - target, -28.0, 24.0) / 20.0);
    }

    void pick(std::vector<RecordedEvent>& events) const
    {
        std::vector<double> first;
        for (const Shaking& s : m_shaking)
            for (const auto* onsets : {&s.onsets.p, &s.onsets.s}) first.push_back(onsets->front().sample);
        const Analyst analyst(m_signal, m_noise, m_faults, m_lead, m_rate, first);
        const auto lead = static_cast<double>(m_lead);
        for (const Shaking& s : m_shaking) {
            RecordedEvent e;
            const double pFirst = s.onsets.p.front().sample, sFirst = s.onsets.s.front().sample;
            const double late = 0.3 * (sFirst - pFirst) + 0.2 * m_rate;  // what comes later than this is no first arrival to anybody
            if (const Onset* p = analyst.firstVisible(s.onsets.p, Wave::P, std::min(sFirst, pFirst + late))) {
                e.pSample = p->sample - lead;
                e.polarity = p == &s.onsets.p.front() ? analyst.polarity(*p) : Polarity::Undecidable;
                e.snrDb = 10.0 * std::log10(analyst.contrast(p->sample, 2.0, Wave::P) + 1e-3);
            }
            if (const Onset* onset = analyst.firstVisible(s.onsets.s, Wave::S, sFirst + late)) e.sSample = onset->sample - lead;
            const bool begunBefore = sFirst > 0.0 && sFirst < lead;
            if (!e.pSample && !e.sSample && !begunBefore) continue;
            e.magnitude = s.quake.source.momentMagnitude;
            e.distanceKm = s.quake.distanceKm;
            e.depthKm = s.quake.depthKm;
            e.backAzimuthDeg = s.quake.backAzimuthDeg;
            events.push_back(e);
        }
    }

    const RecordOptions& m_options;
    double m_rate;
    FastRandom m_random;
    Fourier m_fourier;
    std::size_t m_lead;
    Setting m_setting;
    Crust m_crust;
    Station m_station;
    Faults m_faults;
    Bins m_bins;
    StationSpectra m_spectra;
    Series m_signal, m_noise;
    std::vector<Shaking> m_shaking;
    double m_mainP = 0.0, m_mainS = 0.0;
};

}  // namespace

StationRecord stationRecord(std::uint64_t seed, const RecordOptions& options) { return Assembly(seed, options).record(); }

}  // namespace seisdesk::synth
