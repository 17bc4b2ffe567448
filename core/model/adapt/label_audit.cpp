#include "core/model/adapt/label_audit.h"

#include "core/base/median.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace seisdesk {

namespace {

std::string seconds(double value) { return decimals(std::abs(value), 2) + " s"; }

/// Label minus the nearest pick of its phase; absent when that is too far.
std::optional<double> displacement(const Label& label, const Comparison& c, const Thresholds& thresholds, double nearby)
{
    std::optional<double> best;
    const double threshold = label.phase[0] == 'P' ? thresholds.p : thresholds.s;
    for (const Label& pick : c.picks) {
        if (pick.phase.empty() || pick.phase[0] != label.phase[0] || pick.confidence.value_or(1.0) < threshold) continue;
        const double d = toSeconds(label.time - pick.time);
        if (std::abs(d) <= nearby && (!best || std::abs(d) < std::abs(*best))) best = d;
    }
    return best;
}

struct Key {
    std::string author;
    char phase;
    auto operator<=>(const Key&) const = default;
};
using Displacements = std::map<Key, std::vector<double>>;

std::vector<double> ofOthers(const Displacements& all, const Key& key)
{
    std::vector<double> out;
    for (const auto& [other, values] : all)
        if (other.phase == key.phase && other.author != key.author) out.insert(out.end(), values.begin(), values.end());
    return out;
}

void judge(AuthorAudit& a, const AuditOptions& options)
{
    const std::string who = a.author.empty() ? "The labels" : "The labels of " + a.author;
    const double relative = a.medianSeconds - a.othersSeconds.value_or(0.0);
    a.finding = who + ": " + std::to_string(a.near) + " of " + std::to_string(a.labels) + ' ' + a.phase + " lie near a pick of the model, " +
                seconds(a.medianSeconds) + (a.medianSeconds < 0.0 ? " early" : " late") + " in the middle";
    if (a.othersSeconds) a.finding += " (those of others " + seconds(*a.othersSeconds) + (*a.othersSeconds < 0.0 ? " early)" : " late)");
    a.finding += '.';
    if (a.near < options.leastLabels) return;
    // Standard error of a median: 1.2533 times that of a mean; 1.4826 makes the spread a standard deviation.
    const double error = 1.2533 * 1.4826 * a.spreadSeconds / std::sqrt(static_cast<double>(a.near));
    const bool sure = std::abs(relative) - 1.645 * error > 0.5 * options.limitSeconds;
    // Of two authors who disagree, the one who is farther from the model.
    const bool mine = !a.othersSeconds || std::abs(a.medianSeconds) > std::abs(*a.othersSeconds) - 0.25 * options.limitSeconds;
    a.displaced = sure && mine && std::abs(relative) > options.limitSeconds;
}

}  // namespace

bool LabelAudit::passed() const
{
    return std::none_of(authors.begin(), authors.end(), [](const AuthorAudit& a) { return a.displaced; });
}

std::vector<std::string> LabelAudit::reasons() const
{
    std::vector<std::string> out;
    for (const AuthorAudit& a : authors)
        if (a.displaced) out.push_back(a.finding);
    return out;
}

LabelAudit auditLabels(std::span<const Comparison> comparisons, const Thresholds& thresholds, const AuditOptions& options)
{
    LabelAudit out;
    Displacements all;
    std::map<Key, std::size_t> counts;
    for (const Comparison& c : comparisons)
        for (const Label& label : c.truth) {
            if (label.phase.empty() || label.end || label.review == Review::Rejected || (label.phase[0] != 'P' && label.phase[0] != 'S')) continue;
            const Key key{label.author, label.phase[0]};
            ++counts[key];
            if (const auto d = displacement(label, c, thresholds, options.nearbySeconds)) all[key].push_back(*d);
        }
    for (const auto& [key, count] : counts) {
        AuthorAudit a{key.author, std::string(1, key.phase), count, all[key].size(), median(all[key]).value_or(0.0), 0.0, {}, false, {}};
        std::vector<double> distances;
        for (const double d : all[key]) distances.push_back(std::abs(d - a.medianSeconds));
        a.spreadSeconds = median(std::move(distances)).value_or(0.0);
        if (auto others = ofOthers(all, key); others.size() >= options.leastOfOthers) a.othersSeconds = median(std::move(others));
        judge(a, options);
        out.labels += count;
        out.near += a.near;
        // P of the same author comes just before its S.
        if (a.displaced && key.phase == 'S' && !out.authors.empty() && out.authors.back().author == a.author && out.authors.back().near >= options.leastLabels) {
            const AuthorAudit& p = out.authors.back();
            a.displaced = std::abs(p.medianSeconds - p.othersSeconds.value_or(0.0)) > 0.5 * options.limitSeconds;
        }
        out.authors.push_back(std::move(a));
    }
    return out;
}

}  // namespace seisdesk
