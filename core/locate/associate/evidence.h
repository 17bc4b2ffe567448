#pragma once
// Evidence: whether onsets that fit a source are more than chance brings together.

#include "core/locate/associate/members.h"

namespace seisdesk {

/// Compares two explanations of what the stations have near the arrivals of a source: it was there, seen to some distance by 85 of 100 and not
/// beyond, each onset off by its error; or onsets come by chance, as often as this station has had others around this time.
class Evidence {
public:
    /// The field must outlive it; onsets that are taken meanwhile no longer count as chance.
    Evidence(const TravelTimes& times, const PickField& field, const AssociateOptions& options, double blockSeconds);

    /// Logarithm of the ratio of both likelihoods, less that of the number of sources that could have been found instead.
    double of(const TrialSource& source, const std::vector<Member>& members) const;
    /// How many such onsets a second its station has by chance: others around this time, of this wave, no less sure, and not taken.
    double rate(std::uint32_t onset, WaveType wave) const;
    /// Logarithm of the density of a residual; heavy tails, as in Misfit.
    static double logDensity(double residualSeconds, double sigmaSeconds);
    /// Of a source's waves at stations that are not beyond its reach, so many are seen; beyond it so many.
    static constexpr double seen = 0.85, seenBeyond = 0.02;

private:
    const TravelTimes& m_times;
    const PickField& m_field;
    const AssociateOptions& m_options;
    double m_logTrials = 0.0;
};

}  // namespace seisdesk
