#include "core/model/score.h"

#include "core/base/median.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace seisdesk {

namespace {

constexpr double nearKm = 5.0, nearShare = 0.1;
constexpr double rounding = 1e-6;  // seconds: times of samples are rounded to nanoseconds

std::vector<const Label*> ofPhase(const std::vector<Label>& labels, char phase)
{
    std::vector<const Label*> out;
    for (const Label& l : labels)
        if (!l.phase.empty() && l.phase[0] == phase && !l.end && l.review != Review::Rejected) out.push_back(&l);
    return out;
}

const Label* nearest(const Label& to, const std::vector<const Label*>& among)
{
    const Label* best = nullptr;
    for (const Label* l : among)
        if (!best || std::chrono::abs(l->time - to.time) < std::chrono::abs(best->time - to.time)) best = l;
    return best;
}

double secondsBetween(const Label& pick, const Label& label) { return toSeconds(pick.time - label.time); }

bool isDirection(Polarity p) { return p == Polarity::Positive || p == Polarity::Negative; }

std::optional<double> share(std::size_t part, std::size_t whole)
{
    return whole ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
}

/// Pairs of a label and a pick, each used once, nearest pairs first; their distances.
std::vector<double> pairedDistances(const std::vector<const Label*>& truth, const std::vector<const Label*>& picks)
{
    std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
    for (std::size_t t = 0; t < truth.size(); ++t)
        for (std::size_t p = 0; p < picks.size(); ++p)
            if (const double d = std::abs(secondsBetween(*picks[p], *truth[t])); d <= scoreTolerances.back() + rounding) pairs.emplace_back(d, t, p);
    std::sort(pairs.begin(), pairs.end());
    std::vector<char> labelUsed(truth.size()), pickUsed(picks.size());
    std::vector<double> out;
    for (const auto& [d, t, p] : pairs) {
        if (labelUsed[t] || pickUsed[p]) continue;
        labelUsed[t] = pickUsed[p] = 1;
        out.push_back(d);
    }
    return out;
}

}  // namespace

void Score::compare(Phase& phase, const std::vector<const Label*>& truth, const std::vector<const Label*>& picks, const Known& known)
{
    phase.labels += truth.size();
    phase.picks += picks.size();
    for (const Label* pick : picks) {
        const Label* label = nearest(*pick, truth);
        if (label && std::abs(secondsBetween(*pick, *label)) <= scoreNearbySeconds) continue;
        ++phase.extra;
        const bool inQuiet = std::any_of(known.quiet.begin(), known.quiet.end(), [&](const TimeSpan& span) { return span.contains(pick->time); });
        phase.unknown += !known.exhaustive && !inQuiet;
    }
    for (const Label* label : truth) {
        const Label* pick = nearest(*label, picks);
        if (!pick) continue;
        const double residual = secondsBetween(*pick, *label);
        for (std::size_t i = 0; i < scoreTolerances.size(); ++i) phase.near[i] += std::abs(residual) <= scoreTolerances[i] + rounding;
        if (std::abs(residual) <= scoreTolerances.back() + rounding) phase.addResidual(residual, *pick);
    }
    for (const double d : pairedDistances(truth, picks))
        for (std::size_t i = 0; i < scoreTolerances.size(); ++i) phase.matched[i] += d <= scoreTolerances[i] + rounding;
}

void Score::Phase::addResidual(double residual, const Label& pick)
{
    residuals.push_back(residual);
    const auto &lower = pick.lowerUncertaintySeconds, &upper = pick.upperUncertaintySeconds;
    if (!lower || !upper) return;
    intervals.push_back(0.5 * (*lower + *upper));
    covered += residual <= *lower + rounding && -residual <= *upper + rounding;
}

void Score::addRecord(const std::vector<Label>& truth, const std::vector<Label>& picks, std::optional<double> snrDb)
{
    addRecord(truth, picks, snrDb, {m_exhaustive, {}});
}

void Score::addRecord(const std::vector<Label>& truth, const std::vector<Label>& picks, std::optional<double> snrDb, const Known& known)
{
    ++m_traces;
    const auto p = ofPhase(truth, 'P'), foundP = ofPhase(picks, 'P');
    compare(m_p, p, foundP, known);
    compare(m_s, ofPhase(truth, 'S'), ofPhase(picks, 'S'), known);
    for (const Label* label : p) {
        const Label* pick = nearest(*label, foundP);
        if (pick && std::abs(secondsBetween(*pick, *label)) > scoreTolerances.back() + rounding) pick = nullptr;
        addPolarity(label->polarity, pick ? pick->polarity : Polarity::Unset, pick ? pick->source : SourceEstimate{});
        if (pick) addEstimate(label->source, pick->source, snrDb);
    }
}

void Score::addPolarity(Polarity truth, Polarity predicted, const SourceEstimate& said)
{
    if (!isDirection(truth)) return;
    ++m_polarities;
    if (said.probabilityUp) {
        const bool up = *said.probabilityUp >= 0.5;
        m_leanings.emplace_back(said.polarityConfidence.value_or(std::max(*said.probabilityUp, 1.0 - *said.probabilityUp)), up == (truth == Polarity::Positive));
    }
    if (!isDirection(predicted)) return;
    ++m_decided;
    m_right += truth == predicted;
}

bool Score::Errors::add(const std::optional<Estimate>& truth, const std::optional<Estimate>& predicted, bool circular)
{
    if (!truth || !predicted) return false;
    double error = predicted->value - truth->value;
    if (circular) error -= 360.0 * std::round(error / 360.0);
    if (!std::isfinite(error)) return false;
    values.push_back(error);
    if (predicted->sigma && *predicted->sigma > 0.0) sigmas.push_back(std::abs(error) / *predicted->sigma);
    return true;
}

void Score::addEstimate(const SourceEstimate& truth, const SourceEstimate& predicted, std::optional<double> snrDb)
{
    m_magnitude.add(truth.magnitude, predicted.magnitude);
    if (m_distance.add(truth.distanceKm, predicted.distanceKm))
        m_nearDistances += std::abs(m_distance.values.back()) <= std::max(nearKm, nearShare * truth.distanceKm->value);
    m_backAzimuth.add(truth.backAzimuthDeg, predicted.backAzimuthDeg, true);
    if (snrDb && *snrDb >= clearPDb) m_clearBackAzimuth.add(truth.backAzimuthDeg, predicted.backAzimuthDeg, true);
}

void Score::Phase::add(const Phase& other)
{
    labels += other.labels, picks += other.picks, extra += other.extra, unknown += other.unknown;
    for (std::size_t i = 0; i < near.size(); ++i) near[i] += other.near[i], matched[i] += other.matched[i];
    residuals.insert(residuals.end(), other.residuals.begin(), other.residuals.end());
    intervals.insert(intervals.end(), other.intervals.begin(), other.intervals.end());
    covered += other.covered;
}

PhaseScore Score::Phase::score() const
{
    PhaseScore out;
    out.labels = labels;
    out.picks = picks;
    out.extra = extra;
    for (std::size_t i = 0; i < scoreTolerances.size(); ++i) {
        out.within[i] = share(near[i], labels).value_or(0.0);
        out.precision[i] = share(matched[i], picks - unknown);
        out.recall[i] = share(matched[i], labels);
        const double sum = out.precision[i].value_or(0.0) + out.recall[i].value_or(0.0);
        if (out.precision[i] && out.recall[i]) out.f1[i] = sum > 0.0 ? 2.0 * *out.precision[i] * *out.recall[i] / sum : 0.0;
    }
    if (residuals.empty()) return out;
    out.residualMedianSeconds = median(residuals);
    std::vector<double> distances;
    for (const double r : residuals) distances.push_back(std::abs(r - *out.residualMedianSeconds));
    out.residualMadSeconds = median(std::move(distances));
    out.withInterval = intervals.size();
    out.coverage = share(covered, intervals.size());
    if (!intervals.empty()) out.intervalMedianSeconds = median(intervals);
    return out;
}

void Score::Errors::add(const Errors& other)
{
    values.insert(values.end(), other.values.begin(), other.values.end());
    sigmas.insert(sigmas.end(), other.sigmas.begin(), other.sigmas.end());
}

ErrorScore Score::Errors::score() const
{
    ErrorScore out;
    out.n = values.size();
    out.withSigma = sigmas.size();
    if (values.empty()) return out;
    const auto within = [&](double limit) { return static_cast<std::size_t>(std::count_if(sigmas.begin(), sigmas.end(), [&](double s) { return s <= limit; })); };
    out.withinOneSigma = share(within(1.0), sigmas.size());
    out.withinTwoSigma = share(within(2.0), sigmas.size());
    double sum = 0.0, absolute = 0.0;
    std::vector<double> distances;
    for (const double v : values) {
        sum += v;
        absolute += std::abs(v);
        distances.push_back(std::abs(v));
    }
    out.bias = sum / static_cast<double>(values.size());
    out.meanAbsolute = absolute / static_cast<double>(values.size());
    out.medianAbsolute = median(std::move(distances));
    return out;
}

PolarityScore Score::polarity() const
{
    PolarityScore out{m_polarities, m_decided, share(m_right, m_decided), {}};
    const std::size_t wanted = (4 * m_polarities + 4) / 5;
    if (wanted == 0 || m_leanings.size() < wanted) return out;
    auto surest = m_leanings;
    std::stable_sort(surest.begin(), surest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto right = std::count_if(surest.begin(), surest.begin() + static_cast<std::ptrdiff_t>(wanted), [](const auto& l) { return l.second; });
    out.accuracyAtFourFifths = share(static_cast<std::size_t>(right), wanted);
    return out;
}

void Score::add(const Score& other)
{
    m_traces += other.m_traces;
    m_p.add(other.m_p);
    m_s.add(other.m_s);
    m_polarities += other.m_polarities, m_decided += other.m_decided, m_right += other.m_right;
    m_leanings.insert(m_leanings.end(), other.m_leanings.begin(), other.m_leanings.end());
    m_magnitude.add(other.m_magnitude);
    m_distance.add(other.m_distance);
    m_backAzimuth.add(other.m_backAzimuth);
    m_clearBackAzimuth.add(other.m_clearBackAzimuth);
    m_nearDistances += other.m_nearDistances;
}

ScoreTable Score::table() const
{
    return {m_traces,
            m_p.score(),
            m_s.score(),
            polarity(),
            m_magnitude.score(),
            m_distance.score(),
            m_backAzimuth.score(),
            share(m_nearDistances, m_distance.values.size()),
            m_clearBackAzimuth.score()};
}

}  // namespace seisdesk
