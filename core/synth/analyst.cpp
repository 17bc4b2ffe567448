#include "core/synth/analyst.h"

#include "core/synth/band_energy.h"

#include <algorithm>
#include <cmath>

namespace seisdesk::synth {

Analyst::Analyst(const Series& signal, const Series& noise, const Faults& faults, std::size_t lead, double rateHz, std::vector<double> first)
    : m_signal(signal), m_noise(noise), m_faults(faults), m_lead(static_cast<double>(lead)), m_rateHz(rateHz), m_first(std::move(first))
{
    std::sort(m_first.begin(), m_first.end());
}

bool Analyst::inside(double sample) const
{
    return sample >= m_lead && sample <= static_cast<double>(m_noise[0].size()) - 1.0 && !m_faults.hides(sample - m_lead, m_rateHz);
}

double Analyst::contrast(double sample, double seconds, Wave wave) const
{
    BandEnergy sum{};
    int count = 0;
    const bool verticalOnly = wave == Wave::P && m_faults.shows(0);
    for (std::size_t c = 0; c < (verticalOnly ? 1u : 3u); ++c) {
        if (!m_faults.shows(c)) continue;
        ++count;
        const BandEnergy after = bandEnergy(m_signal[c], sample, sample + seconds * m_rateHz, m_rateHz);
        const BandEnergy before = bandEnergy(m_signal[c], sample - (seconds + 0.05) * m_rateHz, sample - 0.05 * m_rateHz, m_rateHz);
        const BandEnergy noise = bandEnergy(m_noise[c], sample - 2.0 * m_rateHz, sample + m_rateHz, m_rateHz);
        for (std::size_t b = 0; b < sum.size(); ++b) sum[b] += std::max(0.0, after[b] - before[b]) / (before[b] + noise[b] + 1e-30);
    }
    return count == 0 ? 0.0 : *std::max_element(sum.begin(), sum.end()) / count;
}

const Onset* Analyst::firstVisible(const std::vector<Onset>& onsets, Wave wave, double until) const
{
    for (std::size_t i = 0; i < std::min<std::size_t>(onsets.size(), 8); ++i) {
        const double at = onsets[i].sample;
        if (at < m_lead || at >= until || at > static_cast<double>(m_noise[0].size())) return nullptr;
        double seconds = 1.2;  // of this wave alone
        if (i + 1 < onsets.size()) seconds = std::clamp((onsets[i + 1].sample - at) / m_rateHz, 0.3, seconds);
        const auto other = std::upper_bound(m_first.begin(), m_first.end(), at + 0.5);
        if (other != m_first.end()) seconds = std::clamp((*other - at) / m_rateHz, 0.1, seconds);
        if (contrast(at, seconds, wave) >= (wave == Wave::P ? 1.3 : 2.0)) return inside(at) ? &onsets[i] : nullptr;
    }
    return nullptr;
}

Polarity Analyst::polarity(const Onset& onset) const
{
    if (!m_faults.shows(0) || std::abs(onset.radiation) < 0.1) return Polarity::Undecidable;
    const Samples& z = m_signal[0];
    const auto at = static_cast<std::size_t>(onset.sample);
    if (at < 2 || at + 2 >= z.size()) return Polarity::Undecidable;
    const float rest = z[at - 1];
    std::size_t k = at + 1;
    const std::size_t end = std::min(z.size() - 1, at + static_cast<std::size_t>(0.6 * m_rateHz));
    while (k + 1 < end && std::abs(z[k + 1] - rest) > std::abs(z[k] - rest)) ++k;
    const double swing = z[k] - rest;
    const BandEnergy noise = bandEnergy(m_noise[0], onset.sample - 2.0 * m_rateHz, onset.sample + 0.5 * m_rateHz, m_rateHz);
    const BandEnergy before = bandEnergy(m_signal[0], onset.sample - 1.0 * m_rateHz, onset.sample - 0.05 * m_rateHz, m_rateHz);
    if (std::abs(swing) < 2.5 * std::sqrt(noise[1] + before[1]) || swing * onset.radiation <= 0.0) return Polarity::Undecidable;
    return onset.radiation > 0.0 ? Polarity::Positive : Polarity::Negative;
}

}  // namespace seisdesk::synth
