#include "core/model/adapt/bootstrap.h"

#include "core/synth/random.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace seisdesk {

namespace {

std::optional<double> withoutSign(const std::optional<double>& value) { return value ? std::optional(std::abs(*value)) : std::nullopt; }

/// A phase that has labels and no picks scores nothing rather than not at all.
std::optional<double> f1(const PhaseScore& s) { return s.labels == 0 ? std::nullopt : std::optional(s.f1[0].value_or(0.0)); }

std::optional<double> mean(const ScoreTable& t)
{
    const auto p = f1(t.p), s = f1(t.s);
    if (p && s) return 0.5 * (*p + *s);
    return p ? p : s;
}

std::vector<Yardstick> allYardsticks()
{
    using Table = const ScoreTable&;
    return {{"P F1", "", true, [](Table t) { return f1(t.p); }},
            {"S F1", "", true, [](Table t) { return f1(t.s); }},
            {"F1", "", true, [](Table t) { return mean(t); }},
            {"error rate", "", false, [](Table t) { const auto m = mean(t); return m ? std::optional(1.0 - *m) : std::nullopt; }},
            {"P residual", "s", false, [](Table t) { return withoutSign(t.p.residualMedianSeconds); }},
            {"S residual", "s", false, [](Table t) { return withoutSign(t.s.residualMedianSeconds); }},
            {"P residual spread", "s", false, [](Table t) { return t.p.residualMadSeconds; }},
            {"S residual spread", "s", false, [](Table t) { return t.s.residualMadSeconds; }},
            {"polarity", "", true,
             [](Table t) {
                 return t.polarity.labels ? std::optional(t.polarity.accuracy.value_or(0.0) * static_cast<double>(t.polarity.decided) / static_cast<double>(t.polarity.labels))
                                          : std::nullopt;
             }},
            {"magnitude error", "", false, [](Table t) { return t.magnitude.meanAbsolute; }},
            {"distance error", "km", false, [](Table t) { return t.distanceKm.meanAbsolute; }}};
}

/// All windows of one event.
struct Scores {
    Score before{false}, after{false};
};

std::string eventOf(const Comparison& c) { return c.eventId.empty() ? '\n' + c.window : c.eventId; }

std::vector<Scores> perEvent(const BeforeAndAfter& pair)
{
    std::map<std::string, Scores> events;
    const std::size_t count = std::min(pair.before.size(), pair.after.size());
    for (std::size_t i = 0; i < count; ++i) {
        Scores& scores = events[eventOf(pair.before[i])];
        addTo(scores.before, pair.before[i], pair.atBefore);
        addTo(scores.after, pair.after[i], pair.atAfter);
    }
    std::vector<Scores> out;
    for (auto& [name, scores] : events) out.push_back(std::move(scores));
    return out;
}

/// Linear between order statistics.
double quantile(const std::vector<double>& sorted, double q)
{
    const double at = q * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(at);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (at - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

std::string binName(const std::vector<double>& edges, std::size_t bin, const char* unit)
{
    const auto text = [](double v) { return std::to_string(static_cast<int>(v)); };
    if (bin == edges.size() + 1) return std::string("unknown");
    if (bin == edges.size()) return "above " + text(edges.back()) + ' ' + unit;
    return (bin == 0 ? "below " : text(edges[bin - 1]) + " to ") + text(edges[bin]) + ' ' + unit;
}

std::vector<BinnedChanges> binned(const BeforeAndAfter& pair, const std::vector<double>& edges, const char* unit,
                                  const std::function<std::optional<double>(const Comparison&)>& value, const BootstrapOptions& options)
{
    std::vector<BeforeAndAfter> bins(edges.size() + 2);
    for (std::size_t i = 0; i < std::min(pair.before.size(), pair.after.size()); ++i) {
        const auto v = value(pair.before[i]);
        const auto bin = v ? static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), *v) - edges.begin()) : edges.size() + 1;
        bins[bin].before.push_back(pair.before[i]);
        bins[bin].after.push_back(pair.after[i]);
    }
    std::vector<BinnedChanges> out;
    for (std::size_t b = 0; b < bins.size(); ++b) {
        if (bins[b].before.empty()) continue;
        bins[b].atBefore = pair.atBefore;
        bins[b].atAfter = pair.atAfter;
        out.push_back({binName(edges, b, unit), bins[b].before.size(), changes(bins[b], options)});
    }
    return out;
}

}  // namespace

const std::vector<Yardstick>& yardsticks()
{
    static const std::vector<Yardstick> all = allYardsticks();
    return all;
}

std::size_t BeforeAndAfter::events() const
{
    std::map<std::string, int> names;
    for (const Comparison& c : before) names.emplace(eventOf(c), 0);
    return names.size();
}

std::vector<Change> changes(const BeforeAndAfter& pair, const BootstrapOptions& options)
{
    const std::vector<Scores> events = perEvent(pair);
    const auto tables = [](const std::vector<const Scores*>& drawn) {
        Score before(false), after(false);
        for (const Scores* s : drawn) {
            before.add(s->before);
            after.add(s->after);
        }
        return std::pair(before.table(), after.table());
    };
    std::vector<const Scores*> all;
    for (const Scores& s : events) all.push_back(&s);
    const auto [before, after] = tables(all);
    std::vector<Change> out;
    for (const Yardstick& m : yardsticks()) {
        Change c{m.name, m.unit, m.moreIsBetter, m.of(before), m.of(after), {}, {}, {}, events.size()};
        if (c.before && c.after) c.change = *c.after - *c.before;
        out.push_back(std::move(c));
    }
    if (events.size() < 2) return out;
    std::vector<std::vector<double>> drawn(out.size());
    synth::Random random(options.seed);
    std::vector<const Scores*> some(events.size());
    for (std::size_t d = 0; d < options.draws; ++d) {
        for (auto& s : some) s = &events[static_cast<std::size_t>(random.uniform() * static_cast<double>(events.size()))];
        const auto [b, a] = tables(some);
        for (std::size_t m = 0; m < out.size(); ++m) {
            const auto was = yardsticks()[m].of(b), is = yardsticks()[m].of(a);
            if (was && is) drawn[m].push_back(*is - *was);
        }
    }
    for (std::size_t m = 0; m < out.size(); ++m) {
        if (!out[m].change || drawn[m].size() < options.draws / 2) continue;
        std::sort(drawn[m].begin(), drawn[m].end());
        out[m].low = quantile(drawn[m], 0.5 * (1.0 - options.level));
        out[m].high = quantile(drawn[m], 0.5 * (1.0 + options.level));
    }
    return out;
}

const Change* changeOf(const std::vector<Change>& changes, const std::string& measure)
{
    const auto found = std::find_if(changes.begin(), changes.end(), [&](const Change& c) { return c.measure == measure; });
    return found == changes.end() ? nullptr : &*found;
}

std::vector<BinnedChanges> changesByDistance(const BeforeAndAfter& pair, const BootstrapOptions& options)
{
    return binned(pair, {20.0, 60.0, 150.0}, "km", [](const Comparison& c) { return c.distanceKm; }, options);
}

std::vector<BinnedChanges> changesBySnr(const BeforeAndAfter& pair, const BootstrapOptions& options)
{
    return binned(pair, {5.0, 15.0, 25.0}, "dB", [](const Comparison& c) { return c.snrDb; }, options);
}

}  // namespace seisdesk
