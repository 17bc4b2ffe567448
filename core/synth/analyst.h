#pragma once
// Analyst: what somebody with a filter and an eye for phases would pick of events whose onsets are known.

#include "core/label/label.h"
#include "core/synth/faults.h"
#include "core/synth/series.h"
#include "core/synth/wavefield.h"

#include <optional>

namespace seisdesk::synth {

class Analyst {
public:
    /// Signal (empty for none) and noise hold the record after `lead` samples; all must outlive this. `first` lists the first P and S of all events.
    Analyst(const Series& signal, const Series& noise, const Faults& faults, std::size_t lead, double rateHz, std::vector<double> first);

    /// The first of an event's onsets that stands out: its energy in one of three bands is 1.3 (P, on the vertical) or 2 times (S, on
    /// all components) that of noise and earlier waves. None if that lies outside the record or in a gap, or `until` comes first.
    const Onset* firstVisible(const std::vector<Onset>& onsets, Wave wave, double until) const;

    /// Energy of a piece after the onset over noise and earlier waves, averaged over components, in the best band.
    double contrast(double sample, double seconds, Wave wave) const;

    /// Undecidable where the radiation is below a tenth or the first swing is not 2.5 times the noise above 1.5 Hz.
    Polarity polarity(const Onset& onset) const;

private:
    bool inside(double sample) const;

    const Series& m_signal;
    const Series& m_noise;
    const Faults& m_faults;
    double m_lead, m_rateHz;
    std::vector<double> m_first;
};

}  // namespace seisdesk::synth
