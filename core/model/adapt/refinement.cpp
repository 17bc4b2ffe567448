#include "core/model/adapt/refinement.h"

#include "core/base/number_text.h"
#include "core/model/adapt/adapter_file.h"
#include "core/model/adapt/blend.h"
#include "core/model/adapt/whole_weights.h"

#include <algorithm>
#include <cmath>
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

    std::vector<double> here, there;  // from one step beyond the reach to one beyond it
    for (int k = -steps - 1; k <= steps + 1; ++k) {
        here.push_back(f1(score(moved(local, secondsOf(k)), at), phase));
        there.push_back(!guard.empty() ? f1(score(moved(guard, secondsOf(k)), at), phase) : guardBefore);
    }
    const auto index = [&](int k) { return static_cast<std::size_t>(k + steps + 1); };
    const auto smooth = [&](int k) { return (here[index(k - 1)] + here[index(k)] + here[index(k + 1)]) / 3.0; };
    const auto change = [&](int k) { return there[index(k)] - guardBefore; };
    const auto allowed = [&](int k) { return change(k) >= -options.guardDrop - 1e-12; };
    std::optional<int> best;
    for (int m = 0; m <= steps; ++m)  // small moves first: of equals the smallest stays
        for (const int k : {m, -m})
            if (allowed(k) && (!best || smooth(k) > smooth(*best) + (*best == 0 ? options.leastGain : 1e-12))) best = k;
    if (!best) {
        best = 0;
        for (int m = 0; m <= steps; ++m)
            for (const int k : {m, -m})
                if (change(k) > change(*best) + 1e-12) best = k;
    }
    return {secondsOf(*best), change(*best), smooth(*best)};
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

    auto learned = readAdapter(inputs.adapter);
    if (!learned) return learned.error();
    std::optional<StateDict> parent;
    std::optional<std::pair<double, Refinement>> best;  // what the guard loses at worst
    std::optional<Adapter> chosen;
    for (std::size_t i = 0; i < options.shares.size() && !(best && best->second.kept); ++i) {
        const double share = options.shares[i];
        Adapter candidate = *learned;
        if (share < 1.0) {
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
