#pragma once
// Score: how well predictions agree with labels. Pure arithmetic; what is compared is made elsewhere.

#include "core/label/label.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// Seconds within which a pick counts as right, in the order of PhaseScore's arrays.
inline constexpr std::array<double, 3> scoreTolerances{0.1, 0.2, 0.5};

/// Picks of one phase against labels of it.
struct PhaseScore {
    std::size_t labels = 0;
    std::size_t picks = 0;
    std::size_t extra = 0;  ///< picks with no label nearby
    std::array<double, 3> within{};                    ///< share of labels whose nearest pick is that near; 0 without labels
    std::array<std::optional<double>, 3> precision{};  ///< share of the picks that count that have a label of their own
    std::array<std::optional<double>, 3> recall{};     ///< share of labels that have a pick of their own
    std::array<std::optional<double>, 3> f1{};
    /// Of pick minus label over labels whose nearest pick is within the largest tolerance; the deviation is the plain median of
    /// distances from the median.
    std::optional<double> residualMedianSeconds, residualMadSeconds;
    std::size_t withInterval = 0;  ///< of those labels, the ones whose pick has uncertainties
    /// Share of them inside the pick's one-sigma interval, 0.68 where it is honest; median of the half lengths of the intervals.
    std::optional<double> coverage, intervalMedianSeconds;
};

struct PolarityScore {
    std::size_t labels = 0;   ///< P labels that say up or down
    std::size_t decided = 0;  ///< of those, predicted up or down
    std::optional<double> accuracy;  ///< right ones of the decided
    /// Right ones of the four fifths of the labels for which up or down was likeliest, decided or not; absent when less was said.
    std::optional<double> accuracyAtFourFifths;
};

/// Predicted minus true values; circular for azimuths.
struct ErrorScore {
    std::size_t n = 0;
    std::optional<double> meanAbsolute, bias, medianAbsolute;
    std::size_t withSigma = 0;  ///< of those, predicted with an uncertainty
    std::optional<double> withinOneSigma, withinTwoSigma;  ///< share of them; 0.68 and 0.95 where it is normal and right
};

struct ScoreTable {
    std::size_t traces = 0;
    PhaseScore p, s;
    PolarityScore polarity;
    ErrorScore magnitude, distanceKm, backAzimuthDeg;
    std::optional<double> distanceNear;  ///< share of distances within 5 km or a tenth of the true one
    ErrorScore clearBackAzimuthDeg;      ///< where the P rises clearPDb or more above the noise before it
};

/// A P whose mean power in two seconds is this much above that of the five seconds before is clear.
inline constexpr double clearPDb = 10.0;

/// What is known of a record beyond its labels.
struct Known {
    bool exhaustive = false;      ///< every arrival is labelled, so that each extra pick is a false one
    std::vector<TimeSpan> quiet;  ///< known to hold no onset: a pick in here is false though the record is not exhaustive
};

/// Gathers comparisons and sums them up. Picks and labels are compared by phase: anything that begins with P or S.
class Score {
public:
    /// `exhaustive`: every arrival is labelled, so that each extra pick is a false one. Otherwise extra picks are counted
    /// but do not lower precision: the set may simply not have labelled that arrival.
    explicit Score(bool exhaustive) : m_exhaustive(exhaustive) {}

    /// One window, or one station's continuous record. A label of a rejected pick and spans are left out. A polarity or
    /// source estimate of a P label is compared with that of the nearest P pick within the largest tolerance. `snrDb` is that
    /// of the record's P, where it is known.
    void addRecord(const std::vector<Label>& truth, const std::vector<Label>& picks, std::optional<double> snrDb = {});
    /// The same for a record of which something else is known than of the others.
    void addRecord(const std::vector<Label>& truth, const std::vector<Label>& picks, std::optional<double> snrDb, const Known& known);
    /// Estimates made without a pick near the label, from a whole window.
    void addEstimate(const SourceEstimate& truth, const SourceEstimate& predicted, std::optional<double> snrDb = {});
    /// `said` holds the probabilities behind the prediction, where there are any.
    void addPolarity(Polarity truth, Polarity predicted, const SourceEstimate& said = {});
    /// Counts windows that were looked at without picking.
    void addTraces(std::size_t count) { m_traces += count; }
    /// All that another score gathered.
    void add(const Score& other);

    ScoreTable table() const;

private:
    struct Phase {
        std::size_t labels = 0, picks = 0, extra = 0;
        std::size_t unknown = 0;  ///< extra picks that may be right
        std::array<std::size_t, 3> near{}, matched{};
        std::vector<double> residuals;
        std::vector<double> intervals;  ///< half lengths
        std::size_t covered = 0;
        void addResidual(double residual, const Label& pick);
        void add(const Phase& other);
        PhaseScore score() const;
    };
    struct Errors {
        std::vector<double> values;
        std::vector<double> sigmas;  ///< errors over their uncertainties
        bool add(const std::optional<Estimate>& truth, const std::optional<Estimate>& predicted, bool circular = false);
        void add(const Errors& other);
        ErrorScore score() const;
    };
    void compare(Phase& phase, const std::vector<const Label*>& truth, const std::vector<const Label*>& picks, const Known& known);

    PolarityScore polarity() const;

    bool m_exhaustive;
    std::size_t m_traces = 0;
    Phase m_p, m_s;
    std::size_t m_polarities = 0, m_decided = 0, m_right = 0;
    std::vector<std::pair<double, bool>> m_leanings;  ///< polarity confidence, whether the likelier direction is right
    Errors m_magnitude, m_distance, m_backAzimuth, m_clearBackAzimuth;
    std::size_t m_nearDistances = 0;
};

/// A pick farther than this from every label of its phase is extra.
inline constexpr double scoreNearbySeconds = 2.0;

/// {"model", "data", "traces", "P": {"labels", "picks", "extra", "within": {"0.1", "0.2", "0.5"}, "precision", "recall", "f1",
/// "residual_median_s", "residual_mad_s", "intervals", "coverage", "interval_median_s"}, "S", "polarity": {"labels", "decided", "accuracy", "accuracy_at_0.8"},
/// "magnitude": {"n", "mae", "bias", "with_sigma", "within_1_sigma", "within_2_sigma"}, "distance_km": {..., "near"},
/// "back_azimuth_deg": {"n", "median_abs", "mae", ..., "clear": {...}}}; null for what nothing was known of. For exhaustive sets P
/// and S also have "false", the number of extra picks.
std::string toJson(const ScoreTable& table, const std::string& model, const std::string& data, bool exhaustive);

/// The same for people, in lines.
std::string toText(const ScoreTable& table, const std::string& model, const std::string& data);

/// Several sets side by side, one row each: shares of P and S within 0.1 and 0.5 s, accuracy of the decided polarities with
/// their share, mean absolute errors of magnitude and distance, median absolute error of back-azimuth (of clear P in brackets).
std::string toTable(const std::vector<std::pair<std::string, ScoreTable>>& sets);

}  // namespace seisdesk
