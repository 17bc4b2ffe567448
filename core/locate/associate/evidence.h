#pragma once
// Evidence: whether onsets that fit a source are more than chance brings together.

#include "core/locate/associate/pick_cells.h"
#include "core/locate/cell_search.h"

namespace seisdesk {

/// An onset taken for P or S of a source.
struct Member {
    std::uint32_t onset;  ///< in PickField::onsets
    Phase phase;
    double residual, tolerance;
};

/// Compares two explanations of what the stations have near the arrivals of a source: it was there, seen to some distance by 85 of 100 and not
/// beyond, each onset off by its error; or onsets come by chance, as often as this station has had others around this time.
class Evidence {
public:
    /// The field must outlive it; onsets that are taken meanwhile no longer count as chance.
    Evidence(const TravelTimes& times, const PickField& field, const AssociateOptions& options, double blockSeconds);

    /// Logarithm of the ratio of both likelihoods, less that of the number of sources that could have been found instead.
    double of(const TrialSource& source, double originSeconds, const std::vector<Member>& members) const;

private:
    double rate(std::size_t station, WaveType wave, double seconds) const;
    const TravelTimes& m_times;
    const PickField& m_field;
    const AssociateOptions& m_options;
    double m_logTrials = 0.0;
};

}  // namespace seisdesk
