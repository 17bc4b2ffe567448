#include "core/model/adapt/refinement.h"

#include "core/base/number_text.h"
#include "core/model/adapt/adapter_file.h"
#include "core/model/adapt/blend.h"
#include "core/model/adapt/whole_weights.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace seisdesk {

namespace {

constexpr double lowest = 0.05;

double f1(const ScoreTable& table, char phase) { return (phase == 'P' ? table.p : table.s).f1[0].value_or(0.0); }

std::vector<Comparison> moved(std::span<const Comparison> comparisons, double seconds)
{
    std::vector<Comparison> out(comparisons.begin(), comparisons.end());
    for (Comparison& c : out)
        for (Label& pick : c.picks) pick.time += fromSeconds(seconds);
    return out;
}

/// Pick minus label for every label that has a pick within half a second.
std::vector<double> residuals(char phase, std::span<const Comparison> comparisons, const Thresholds& at)
{
    std::vector<double> out;
    const double threshold = phase == 'P' ? at.p : at.s;
    for (const Comparison& c : comparisons)
        for (const Label& label : c.truth) {
            if (label.end || label.review == Review::Rejected || !label.phase.starts_with(phase)) continue;
            std::optional<double> nearest;
            for (const Label& pick : c.picks) {
                const double apart = toSeconds(pick.time - label.time);
                if (pick.phase.starts_with(phase) && pick.confidence.value_or(1.0) >= threshold && (!nearest || std::abs(apart) < std::abs(*nearest))) nearest = apart;
            }
            if (nearest && std::abs(*nearest) <= scoreTolerances.back()) out.push_back(*nearest);
        }
    return out;
}

/// How many of them, moved, are expected within 0.1 s, were they blurred by a Gaussian.
double hits(std::span<const double> residuals, double move, double blur)
{
    double sum = 0.0;
    for (const double r : residuals)
        sum += 0.5 * (std::erf((scoreTolerances[0] - r - move) / (blur * std::numbers::sqrt2)) + std::erf((scoreTolerances[0] + r + move) / (blur * std::numbers::sqrt2)));
    return sum;
}

std::size_t onsetsIn(std::span<const LabelledWindow> windows)
{
    std::size_t out = 0;
    for (const LabelledWindow& w : windows)
        for (const Label& l : w.labels) out += !l.end && l.review != Review::Rejected && (l.phase.starts_with('P') || l.phase.starts_with('S'));
    return out;
}

struct Judged {
    std::vector<Comparison> local, guard;
};

Result<LoadedModels> loaded(Engine& engine, const std::filesystem::path& weights, const std::string& device)
{
    auto network = engine.load(weights, device);
    if (!network) return network.error();
    LoadedModels out;
    out.picker = std::move(*network);
    return out;
}

Result<Judged> judged(const LoadedModels& models, const RefinementInputs& inputs, std::span<const LabelledWindow> guard, const Progress& progress)
{
    Judged out;
    auto local = compared(models, inputs.local, lowest, progress.part(0.0, 0.5));
    if (!local) return local.error();
    for (std::size_t i = 0; i < local->size() && i < inputs.exhaustive.size(); ++i) (*local)[i].exhaustive = inputs.exhaustive[i];
    auto other = compared(models, guard, lowest, progress.part(0.5, 1.0));
    if (!other) return other.error();
    for (Comparison& c : *other) c.exhaustive = true;
    out.local = std::move(*local), out.guard = std::move(*other);
    return out;
}

std::string sentence(const Refinement& r)
{
    std::string out = r.share < 1.0 ? decimals(100.0 * r.share, 0) + " % of what was learned is kept, so that what was known before is not forgotten." : "";
    const auto add = [&](const char* phase, double seconds) {
        if (seconds == 0.0) return;
        if (!out.empty()) out += ' ';
        out += std::string(phase) + " picks are put " + decimals(std::abs(seconds), 2) + " s " + (seconds > 0.0 ? "later" : "earlier") + ", where these analysts put them.";
    };
    add("P", r.moveP);
    add("S", r.moveS);
    if (!r.kept) out += std::string(out.empty() ? "" : " ") + "Made-up records are picked worse than before all the same.";
    return out;
}

}  // namespace

Move chosenMove(char phase, std::span<const Comparison> local, std::span<const Comparison> guard, double guardBefore, const Thresholds& at, const RefinementOptions& options)
{
    const auto steps = static_cast<int>(std::lround(options.reachSeconds / options.stepSeconds));
    const auto secondsOf = [&](int k) { return k * options.stepSeconds; };
    const std::vector<double> here = residuals(phase, local, at), there = residuals(phase, guard, at);
    const double guardWeight = there.empty() ? 0.0 : options.guardPicks / static_cast<double>(there.size());
    const double total = std::max(1.0, static_cast<double>(here.size()) + guardWeight * static_cast<double>(there.size()));
    const auto worth = [&](int k) { return (hits(here, secondsOf(k), options.blurSeconds) + guardWeight * hits(there, secondsOf(k), options.blurSeconds)) / total; };
    const auto change = [&](int k) { return guard.empty() ? 0.0 : f1(score(moved(guard, secondsOf(k)), at), phase) - guardBefore; };
    std::optional<int> best;
    int leastHarm = 0;
    for (int m = 0; m <= steps; ++m)  // small moves first: of equals the smallest stays
        for (const int k : {m, -m}) {
            if (change(k) > change(leastHarm) + 1e-12) leastHarm = k;
            if (change(k) < -options.guardDrop - 1e-12) continue;
            if (!best || worth(k) > worth(*best) + (*best == 0 ? options.leastGain : 1e-9)) best = k;
        }
    const int chosen = best.value_or(leastHarm);
    return {secondsOf(chosen), change(chosen)};
}

Result<Refinement> refined(Engine& engine, const RefinementInputs& inputs, const RefinementOptions& options, const Progress& progress)
{
    if (options.guard.windows == 0 || options.shares.empty()) return Refinement{};
    const std::vector<LabelledWindow> guard = referenceSet(options.guard);
    const auto before = loaded(engine, inputs.parent, inputs.device);
    if (!before) return before.error();
    const Thresholds at = contractThresholds(*before);
    RefinementInputs onlyGuard = inputs;
    onlyGuard.local = {};
    const auto was = judged(*before, onlyGuard, guard, progress.part(0.0, 0.2));
    if (!was) return was.error();
    const ScoreTable atStart = score(was->guard, at);

    const auto onsets = static_cast<double>(onsetsIn(inputs.local));
    const double most = onsets > 0.0 ? onsets / (onsets + options.shrinkOnsets) : 1.0;
    auto learned = readAdapter(inputs.adapter);
    if (!learned) return learned.error();
    std::optional<StateDict> parent;
    std::optional<std::pair<double, Refinement>> best;  // what the guard loses at worst
    std::optional<Adapter> chosen;
    for (std::size_t i = 0; i < options.shares.size() && !(best && best->second.kept); ++i) {
        const double share = most * options.shares[i];
        Adapter candidate = *learned;
        if (share < 1.0 && !candidate.tensors.empty()) {
            if (!parent) {
                const auto weights = readWeights(inputs.parent);
                if (!weights) return weights.error();
                auto plain = plainTensors(weights->tensors);
                if (!plain) return plain.error();
                parent = std::move(*plain);
            }
            auto less = blended(*parent, std::move(candidate), share);
            if (!less) return less.error();
            candidate = std::move(*less);
            if (const auto written = writeAdapter(candidate, inputs.adapter); !written) return written.error();
        }
        const auto models = loaded(engine, inputs.adapter, inputs.device);
        if (!models) return models.error();
        const double from = 0.2 + 0.8 * static_cast<double>(i) / static_cast<double>(options.shares.size());
        const auto now = judged(*models, inputs, guard, progress.part(from, from + 0.8 / static_cast<double>(options.shares.size())));
        if (!now) return now.error();
        const Move p = chosenMove('P', now->local, now->guard, f1(atStart, 'P'), at, options), s = chosenMove('S', now->local, now->guard, f1(atStart, 'S'), at, options);
        const double worst = std::min(p.guardChange, s.guardChange);
        if (best && worst <= best->first) continue;
        Refinement r{share, p.seconds, s.seconds, worst >= -options.guardDrop - 1e-12, {}};
        candidate.contract.correctionPSeconds += r.moveP, candidate.contract.correctionSSeconds += r.moveS;
        best = {worst, std::move(r)};
        chosen = std::move(candidate);
    }
    Refinement out = best->second;
    out.reason = sentence(out);
    if (const auto written = writeAdapter(*chosen, inputs.adapter); !written) return written.error();
    return out;
}

}  // namespace seisdesk
