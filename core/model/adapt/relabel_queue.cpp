#include "core/model/adapt/relabel_queue.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

namespace seisdesk {

namespace {

constexpr double wideSeconds = 0.1;        // an interval as wide as this is doubtful by one half
constexpr double thresholdReach = 0.12;    // above the threshold doubt falls to 1/e over this much confidence
constexpr double apartSeconds = 0.1;       // two versions so far apart disagree by one half
constexpr double residualSigmas = 3.0, leastResidualSigma = 0.2, effectHalfKm = 2.0;
constexpr double longestPairSeconds = 60.0, lonelyS = 0.5;
constexpr double leastReason = 0.1;        // weaker ones are not told, unless there is no other

std::string station(const Label& l) { return l.stream.network + '.' + l.stream.station; }

double half(double value, double at) { return value / (value + at); }

/// Labels and curves by station.
struct Station {
    std::vector<const Label*> labels;
    std::vector<const StationPrediction*> other;
};

const Label* nearest(const std::vector<const Label*>& among, const Label& to)
{
    const Label* best = nullptr;
    for (const Label* l : among)
        if (l->phase.substr(0, 1) == to.phase.substr(0, 1) && !l->end && (!best || std::chrono::abs(l->time - to.time) < std::chrono::abs(best->time - to.time))) best = l;
    return best;
}

/// Height of the other version's curve about a time; absent where it saw nothing of it.
std::optional<double> heightAt(const StationPrediction& other, const Label& pick, double withinSeconds)
{
    std::optional<double> out;
    for (const Curve& curve : other.curves) {
        if (curve.name != pick.phase.substr(0, 1) || curve.values.empty() || !curve.values.span().contains(pick.time)) continue;
        const auto size = static_cast<std::ptrdiff_t>(curve.values.size());
        const auto at = [&](double seconds) {
            return std::clamp<std::ptrdiff_t>(std::lround(curve.values.indexOf(pick.time + fromSeconds(seconds))), 0, size - 1);
        };
        for (auto i = at(-withinSeconds); i <= at(withinSeconds); ++i)
            if (const auto v = static_cast<double>((*curve.values.samples)[static_cast<std::size_t>(i)]); std::isfinite(v)) out = std::max(out.value_or(0.0), v);
    }
    return out;
}

bool covered(const StationPrediction& other, Time time)
{
    return std::any_of(other.coverage.begin(), other.coverage.end(), [&](const TimeSpan& s) { return s.contains(time); });
}

struct Opinion {
    double doubt = 0.0;
    std::string why;
    void raise(double to, std::string reason)
    {
        if (to <= doubt) return;
        doubt = to;
        why = std::move(reason);
    }
};

class Judge {
public:
    Judge(std::span<const Label> labels, const QueueEvidence& evidence, const QueueOptions& options) : m_evidence(evidence), m_options(options)
    {
        for (const Label& l : labels)
            if (!l.end) m_stations[station(l)].labels.push_back(&l);
        if (evidence.other)
            for (const StationPrediction& s : evidence.other->stations) m_stations[s.anchor.network + '.' + s.anchor.station].other.push_back(&s);
    }

    QueueEntry entry(const Label& pick, bool missing) const
    {
        QueueEntry out{pick, missing, 0.0, {}, {}, {}};
        const Doubt& w = m_options.weights;
        double trust = 1.0;
        std::vector<std::pair<double, std::string>> reasons;
        const auto weigh = [&](double& doubt, double weight, const Opinion& opinion) {
            doubt = std::clamp(opinion.doubt, 0.0, 1.0);
            trust *= 1.0 - std::clamp(weight, 0.0, 1.0) * doubt;
            if (weight * doubt > 0.0) reasons.emplace_back(weight * doubt, opinion.why);
        };
        weigh(out.doubt.uncertainty, w.uncertainty, uncertainty(pick));
        weigh(out.doubt.threshold, w.threshold, threshold(pick));
        weigh(out.doubt.disagreement, w.disagreement, missing ? Opinion{missed(pick), m_evidence.otherName + " alone sees this " + pick.phase + ", with confidence " + decimals(pick.confidence.value_or(0.0), 2) + "."}
                                                              : disagreement(pick));
        weigh(out.doubt.residual, w.residual, residual(pick));
        weigh(out.doubt.effect, w.effect, effect(pick));
        out.worth = 1.0 - trust;
        std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        if (!reasons.empty()) out.why = reasons.front().second;
        for (auto& [weight, why] : reasons)
            if (weight >= leastReason) out.reasons.push_back(std::move(why));
        if (out.reasons.empty() && !out.why.empty()) out.reasons = {out.why};
        return out;
    }

    /// Onsets of the other version where no label stands.
    std::vector<const Label*> missing() const
    {
        std::vector<const Label*> out;
        for (const auto& [name, s] : m_stations)
            for (const StationPrediction* other : s.other)
                for (const Label& l : other->labels) {
                    if (l.end || l.confidence.value_or(0.0) < thresholdOf(l)) continue;
                    const Label* mine = nearest(s.labels, l);
                    if (!mine || std::abs(toSeconds(mine->time - l.time)) > m_options.togetherSeconds) out.push_back(&l);
                }
        return out;
    }

private:
    double thresholdOf(const Label& l) const { return l.phase.starts_with('S') ? m_evidence.thresholds.s : m_evidence.thresholds.p; }
    double missed(const Label& l) const { return half(std::max(0.0, l.confidence.value_or(0.0) - thresholdOf(l)), 0.3); }

    Opinion uncertainty(const Label& pick) const
    {
        if (!pick.lowerUncertaintySeconds || !pick.upperUncertaintySeconds) return {};
        const double width = 0.5 * (*pick.lowerUncertaintySeconds + *pick.upperUncertaintySeconds);
        Opinion out{half(width, wideSeconds), "The time is uncertain by " + decimals(width, 2) + " s."};
        if (m_evidence.agreement)
            if (const auto a = m_evidence.agreement->find(pick.id); a != m_evidence.agreement->end() && a->second.spreadSeconds)
                out.raise(half(*a->second.spreadSeconds, wideSeconds), "Its time varies by " + decimals(*a->second.spreadSeconds, 2) + " s with the way the record is looked at.");
        return out;
    }

    Opinion threshold(const Label& pick) const
    {
        if (!pick.confidence) return {};
        return {std::exp(-std::abs(*pick.confidence - thresholdOf(pick)) / thresholdReach), "Its confidence, " + decimals(*pick.confidence, 2) + ", is close to the threshold."};
    }

    Opinion disagreement(const Label& pick) const
    {
        Opinion out;
        if (m_evidence.agreement)
            if (const auto a = m_evidence.agreement->find(pick.id); a != m_evidence.agreement->end() && a->second.views > 0 && a->second.agreeing < a->second.views)
                out.raise(1.0 - static_cast<double>(a->second.agreeing) / static_cast<double>(a->second.views),
                          "Only " + std::to_string(a->second.agreeing) + " of " + std::to_string(a->second.views) + " ways of looking at the record show it.");
        const auto mine = m_stations.find(station(pick));
        if (mine == m_stations.end()) return out;
        for (const StationPrediction* other : mine->second.other) {
            std::vector<const Label*> theirs;
            for (const Label& l : other->labels)
                if (l.confidence.value_or(1.0) >= thresholdOf(l)) theirs.push_back(&l);
            const Label* there = nearest(theirs, pick);
            const double apart = there ? std::abs(toSeconds(there->time - pick.time)) : 1e9;
            if (apart <= m_options.togetherSeconds) {
                out.raise(half(apart, apartSeconds), m_evidence.otherName + " puts it " + decimals(apart, 2) + " s " + (there->time < pick.time ? "earlier." : "later."));
            } else if (covered(*other, pick.time)) {
                const double height = heightAt(*other, pick, m_options.togetherSeconds).value_or(0.0);
                out.raise(std::clamp(1.0 - 0.5 * height / std::max(1e-6, thresholdOf(pick)), 0.0, 1.0), m_evidence.otherName + " does not see it" + (height > 0.0 ? " (" + decimals(height, 2) + ")." : std::string(".")));
            }
        }
        return out;
    }

    Opinion residual(const Label& pick) const
    {
        Opinion out;
        if (m_evidence.residualSeconds)
            if (const auto r = m_evidence.residualSeconds(pick)) {
                const double sigma = std::max(leastResidualSigma, 0.5 * (pick.lowerUncertaintySeconds.value_or(0.0) + pick.upperUncertaintySeconds.value_or(0.0)));
                const double sigmas = std::abs(*r) / sigma;
                out.raise(half(sigmas * sigmas, residualSigmas * residualSigmas), "It is " + decimals(std::abs(*r), 2) + " s " + (*r > 0.0 ? "later" : "earlier") + " than its event asks for.");
                return out;
            }
        if (!pick.phase.starts_with('S')) return out;
        const auto& labels = m_stations.at(station(pick)).labels;
        const bool paired = std::any_of(labels.begin(), labels.end(), [&](const Label* l) {
            const double before = toSeconds(pick.time - l->time);
            return l->phase.starts_with('P') && l->review != Review::Rejected && before > 0.0 && before < longestPairSeconds;
        });
        if (!paired) out.raise(lonelyS, "There is no P before this S.");
        return out;
    }

    Opinion effect(const Label& pick) const
    {
        const auto km = m_evidence.effectKm ? m_evidence.effectKm(pick) : std::nullopt;
        if (!km) return {};
        return {half(std::abs(*km), effectHalfKm), "Without it its event would be " + decimals(std::abs(*km), 1) + " km away."};
    }

    const QueueEvidence& m_evidence;
    const QueueOptions& m_options;
    std::map<std::string, Station> m_stations;
};

/// The most worthy first, stations taken in turn where several are about as worthy.
std::vector<QueueEntry> inTurn(std::vector<QueueEntry> entries, const QueueOptions& options)
{
    std::map<std::string, std::deque<QueueEntry>> byStation;
    std::stable_sort(entries.begin(), entries.end(), [](const QueueEntry& a, const QueueEntry& b) { return a.worth > b.worth; });
    const std::size_t count = entries.size();
    for (QueueEntry& e : entries) byStation[station(e.pick)].push_back(std::move(e));
    std::vector<QueueEntry> out;
    std::deque<std::string> recent;
    out.reserve(count);
    while (out.size() < count) {
        auto best = byStation.end();
        double most = -1.0;
        for (auto s = byStation.begin(); s != byStation.end(); ++s) {
            const auto repeated = std::count(recent.begin(), recent.end(), s->first);
            const double worth = s->second.front().worth * std::pow(options.repetition, static_cast<double>(repeated));
            if (worth > most) {
                most = worth;
                best = s;
            }
        }
        recent.push_back(best->first);
        if (recent.size() > options.memory) recent.pop_front();
        out.push_back(std::move(best->second.front()));
        best->second.pop_front();
        if (best->second.empty()) byStation.erase(best);
    }
    return out;
}

}  // namespace

std::vector<QueueEntry> relabelQueue(std::span<const Label> labels, const QueueEvidence& evidence, const QueueOptions& options)
{
    const Judge judge(labels, evidence, options);
    std::vector<QueueEntry> entries;
    for (const Label& l : labels)
        if (l.mode == Mode::Automatic && l.review == Review::Preliminary && !l.end) entries.push_back(judge.entry(l, false));
    for (const Label* l : judge.missing()) entries.push_back(judge.entry(*l, true));
    return inTurn(std::move(entries), options);
}

}  // namespace seisdesk
