#include "core/session/second_look.h"

#include "core/session/event_evidence.h"

#include <algorithm>
#include <unordered_set>

namespace seisdesk {

namespace {

bool samePhase(const Label& a, const Label& b) { return !a.phase.empty() && !b.phase.empty() && a.phase.front() == b.phase.front() && !a.end && !b.end; }

double apartSeconds(const Label& a, const Label& b) { return std::abs(toSeconds(a.time - b.time)); }

/// Overlapping ones joined.
std::vector<TimeSpan> joined(std::vector<TimeSpan> spans)
{
    std::sort(spans.begin(), spans.end(), [](const TimeSpan& a, const TimeSpan& b) { return a.begin < b.begin; });
    std::vector<TimeSpan> out;
    for (const TimeSpan& span : spans)
        if (out.empty() || span.begin > out.back().end) out.push_back(span);
        else out.back().end = std::max(out.back().end, span.end);
    return out;
}

std::vector<Label> first(const std::vector<DoubtfulPick>& ranked, const std::vector<Label>& labels, std::size_t most)
{
    std::unordered_set<Id> ids;
    for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) ids.insert(ranked[i].label);
    std::vector<Label> out;
    for (const Label& label : labels)
        if (ids.contains(label.id)) out.push_back(label);
    return out;
}

bool isClassical(const std::vector<std::string>& weights) { return !weights.empty() && weights.front() == "classical"; }

}  // namespace

std::vector<TracePtr> recordsAround(const std::vector<TracePtr>& traces, const std::vector<Label>& picks, double seconds)
{
    std::vector<TracePtr> out;
    for (const TracePtr& trace : traces) {
        std::vector<TimeSpan> spans;
        for (const Label& pick : picks)
            if (pick.stream.sameStation(trace->id)) spans.push_back({pick.time - fromSeconds(seconds), pick.time + fromSeconds(seconds)});
        Trace part{trace->id, {}};
        for (const TimeSpan& span : joined(std::move(spans)))
            for (const Segment& segment : trace->segments)
                if (Segment piece = cut(segment, span); !piece.empty()) part.segments.push_back(std::move(piece));
        if (!part.segments.empty()) out.push_back(std::make_shared<const Trace>(std::move(part)));
    }
    return out;
}

std::unordered_map<Id, Agreement> agreementsOf(const std::vector<Label>& picks, const MultiView& views, std::size_t viewCount, double togetherSeconds)
{
    std::unordered_map<Id, Agreement> out;
    for (const Label& pick : picks)
        for (std::size_t s = 0; s < views.mean.stations.size(); ++s) {
            const StationPrediction& station = views.mean.stations[s];
            if (!station.anchor.sameStation(pick.stream) || std::none_of(station.coverage.begin(), station.coverage.end(), [&](const TimeSpan& c) { return c.contains(pick.time); })) continue;
            const Label* best = nullptr;
            for (const Label& l : station.labels)
                if (samePhase(l, pick) && apartSeconds(l, pick) <= togetherSeconds && (!best || apartSeconds(l, pick) < apartSeconds(*best, pick))) best = &l;
            if (const auto known = best ? views.agreement.find(best->id) : views.agreement.end(); known != views.agreement.end()) {
                out[pick.id] = known->second;
                continue;
            }
            const auto sawIt = static_cast<std::size_t>(std::count_if(views.seen[s].begin(), views.seen[s].end(), [&](const Label& l) { return samePhase(l, pick) && apartSeconds(l, pick) <= togetherSeconds; }));
            out[pick.id] = {viewCount, std::min(sawIt, viewCount > 0 ? viewCount - 1 : 0), 0.0, std::nullopt};
        }
    return out;
}

Result<SecondLook> secondLook(const DoubtInput& input, const SecondLookOptions& options, const Progress& progress)
{
    const auto ranked = rankByDoubt(input, progress);
    if (!ranked) return ranked.error();
    const std::vector<Label> picks = first(*ranked, input.labels, options.most);
    SecondLook out;
    if (picks.empty()) return out;
    std::vector<Id> ids;
    for (const Label& pick : picks) ids.push_back(pick.id);
    auto effects = effectsOn(input.events, input.labels, ids, input.inventory, progress.part(0.0, 0.2));
    if (!effects) return effects.error();
    out.effectKm = std::move(*effects);
    if (isClassical(input.model.weights)) return out;

    const std::vector<TracePtr> records = recordsAround(input.traces, picks, options.aroundSeconds);
    progress.report(0.2, "Looking at doubtful picks in other ways");
    const auto models = loadModels(input.model.weights, input.model.device, progress.part(0.2, 0.25));
    if (!models) return models.error();
    if (!models->picker) return out;
    MultiViewOptions views;
    views.togetherSeconds = options.togetherSeconds;
    views.annotate.thresholdP = views.annotate.thresholdS = views.lowest;
    const auto seen = multiView(*models, records, input.inventory, views, progress.part(0.25, input.model.other.empty() ? 1.0 : 0.8));
    if (!seen) return seen.error();
    out.agreement = agreementsOf(picks, *seen, views.views.size(), options.togetherSeconds);
    if (input.model.other.empty()) return out;

    progress.report(0.8, "Asking the other version");
    const auto other = loadModels({input.model.other}, input.model.device, progress.part(0.8, 0.85));
    if (!other) return other.error();
    auto said = other->annotator()->annotate(records, input.inventory, {}, progress.part(0.85, 1.0));
    if (!said) return said.error();
    out.other = std::make_shared<const Prediction>(std::move(*said));
    return out;
}

}  // namespace seisdesk
