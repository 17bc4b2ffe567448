#include "core/model/adapt/harvest.h"

#include "core/model/adapt/span_list.h"
#include "core/model/instruments.h"
#include "core/model/training/training_window.h"
#include "core/signal/trigger.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace seisdesk {

namespace {

constexpr double noiseBefore = 5.0, noiseGap = 0.5, signalAfter = 2.0;
constexpr double staSeconds = 0.5, ltaSeconds = 10.0, triggerPad = 5.0;
constexpr double sameEarthquakeSeconds = 60.0;

double power(const Segment& s, Time from, Time to)
{
    const auto first = static_cast<std::ptrdiff_t>(std::ceil(s.indexOf(from))), last = static_cast<std::ptrdiff_t>(std::ceil(s.indexOf(to)));
    double sum = 0.0;
    for (std::ptrdiff_t i = first; i < last; ++i) {
        const double v = s.valueAt(static_cast<std::size_t>(i));
        sum += v * v;
    }
    return sum / static_cast<double>(std::max<std::ptrdiff_t>(1, last - first));
}

/// Power after an onset over that before the P, the clearest component, in decibels.
double decibels(const std::array<std::vector<Segment>, 3>& filteredAxes, Time onset, Time p)
{
    double best = -100.0;
    for (const auto& axis : filteredAxes)
        for (const Segment& s : axis) {
            const TimeSpan needed{p - fromSeconds(noiseBefore), onset + fromSeconds(signalAfter)};
            if (!(s.span().begin <= needed.begin && needed.end <= s.span().end)) continue;
            const double noise = power(s, needed.begin, p - fromSeconds(noiseGap)), signal = power(s, onset, needed.end);
            if (noise > 0.0 && signal > 0.0 && std::isfinite(signal / noise)) best = std::max(best, 10.0 * std::log10(signal / noise));
        }
    return best;
}

/// What one instrument gave.
struct Ground {
    std::vector<TracePtr> traces;
    StreamId anchor;
    std::vector<Label> seen;
    std::vector<TimeSpan> coverage, noise;
};

/// The part of the records in a span as a labelled window.
LabelledWindow windowOf(const Ground& ground, const TimeSpan& span, const std::string& name)
{
    LabelledWindow out;
    out.name = name;
    out.stationId = ground.anchor.network + '.' + ground.anchor.station;
    for (const TracePtr& t : ground.traces) {
        Trace part{t->id, {}};
        for (const Segment& s : t->segments)
            if (Segment piece = cut(s, span); !piece.empty()) part.segments.push_back(std::move(piece));
        if (!part.segments.empty()) out.traces.push_back(std::move(part));
    }
    return out;
}

std::string counted(std::size_t n, const char* one, const char* many) { return std::to_string(n) + ' ' + (n == 1 ? one : many); }

std::vector<std::string> told(const HarvestCounts& c, std::size_t least, bool associates)
{
    std::vector<std::string> out;
    out.push_back("In " + std::to_string(static_cast<long>(std::lround(c.hours))) + " hours of record the network saw " + counted(c.picks, "onset", "onsets") + ": " +
                  std::to_string(c.confident) + " with confidence, " + std::to_string(c.steady) + " of them at the same time in most ways of looking.");
    out.push_back(counted(c.pairs, "pair", "pairs") + " of P and S; " + std::to_string(c.loud) + " clear of the noise, " + std::to_string(c.undisturbed) + " without anything else between them" +
                  (associates ? ", " + std::to_string(c.associated) + " associated with others." : std::string(".")));
    if (c.associated < least) out.push_back("Too few to learn from (" + std::to_string(least) + " at least): nothing is learned.");
    else out.push_back(counted(c.examples, "window", "windows") + " with picks and " + counted(c.quietWindows, "quiet one", "quiet ones") + " to learn from; everything else is left out of the lesson.");
    return out;
}

/// The pairs of one instrument that pass the gates which need no other instrument.
std::vector<PickPair> pairsOf(const StationPrediction& station, const MultiView& view, const std::vector<Label>& seen, const Instrument& instrument,
                              const HarvestOptions& options, HarvestCounts& counts)
{
    std::vector<Label> steady;
    for (const Label& l : station.labels) {
        ++counts.picks;
        if (l.confidence.value_or(0.0) < options.confidence) continue;
        ++counts.confident;
        const Agreement& a = view.agreement.at(l.id);
        if (a.views == 0 || static_cast<double>(a.agreeing) < options.agreeing * static_cast<double>(a.views)) continue;
        if (a.views > 1 && a.spreadSeconds.value_or(options.spreadSeconds + 1.0) > options.spreadSeconds) continue;
        ++counts.steady;
        steady.push_back(l);
    }
    std::array<std::vector<Segment>, 3> axes;
    const FilterSpec band{FilterSpec::Kind::BandPass, 1.0, 20.0, 2, false};
    for (std::size_t i = 0; i < axes.size(); ++i)
        for (const Segment& s : instrument.axes[i])
            if (auto f = s.sampleRateHz > 4.0 ? filtered(s, band) : Result<Segment>(s)) axes[i].push_back(std::move(*f));
    std::vector<PickPair> out;
    for (std::size_t i = 0; i < steady.size(); ++i) {
        if (steady[i].phase != "P") continue;
        // The first S after it, unless another P comes first.
        const auto next = std::find_if(steady.begin() + static_cast<std::ptrdiff_t>(i) + 1, steady.end(), [](const Label& l) { return l.phase == "P" || l.phase == "S"; });
        if (next == steady.end() || next->phase != "S") continue;
        const double apart = toSeconds(next->time - steady[i].time);
        if (apart < options.shortestPairSeconds || apart > options.longestPairSeconds) continue;
        ++counts.pairs;
        PickPair pair{station.instrument, steady[i], *next, decibels(axes, steady[i].time, steady[i].time), decibels(axes, next->time, steady[i].time), {}};
        if (pair.pDb < options.signalDb || pair.sDb < options.signalDb) continue;
        ++counts.loud;
        const TimeSpan known{pair.p.time - fromSeconds(knownBeforePSeconds), pair.s.time + fromSeconds(knownBehindSSeconds)}, between{pair.p.time, pair.s.time};
        bool disturbed = false;
        for (const Label& l : seen) {
            const double near = options.views.togetherSeconds;
            if (!known.contains(l.time) || std::abs(toSeconds(l.time - pair.p.time)) <= near || std::abs(toSeconds(l.time - pair.s.time)) <= near) continue;
            disturbed |= between.contains(l.time) && l.confidence.value_or(0.0) >= 0.5 * options.confidence;
            pair.doubtful.push_back(TimeSpan{l.time, l.time}.padded(fromSeconds(options.maskedSeconds), fromSeconds(options.maskedSeconds)));
        }
        if (disturbed) continue;
        ++counts.undisturbed;
        out.push_back(std::move(pair));
    }
    return out;
}

}  // namespace

std::vector<TimeSpan> trustedNoise(const std::vector<TimeSpan>& coverage, const std::vector<Label>& seen, const std::vector<Segment>& vertical,
                                   const HarvestOptions& options, double leastSeconds)
{
    std::vector<TimeSpan> holes;
    for (const Label& l : seen) holes.push_back(TimeSpan{l.time, l.time}.padded(fromSeconds(options.quietSeconds), fromSeconds(options.quietSeconds)));
    std::vector<TimeSpan> recorded;
    for (const Segment& s : vertical) {
        if (!(s.sampleRateHz > 10.0)) continue;
        const auto f = filtered(s, {FilterSpec::Kind::BandPass, 2.0, 15.0, 2, false});
        if (!f) continue;
        recorded.push_back(s.span());
        const auto sta = static_cast<std::size_t>(staSeconds * s.sampleRateHz), lta = static_cast<std::size_t>(ltaSeconds * s.sampleRateHz);
        // The ratio is of mean squares.
        for (const TriggerSpan& t : triggerSpans(classicStaLta(*f->samples, sta, lta), options.triggerRatio * options.triggerRatio, 2.0))
            holes.push_back(TimeSpan{s.timeOf(static_cast<double>(t.on)), s.timeOf(static_cast<double>(t.off))}.padded(fromSeconds(triggerPad), fromSeconds(triggerPad)));
    }
    std::vector<TimeSpan> both;
    for (const TimeSpan& a : coverage)
        for (const TimeSpan& b : recorded)
            if (const TimeSpan shared = a.intersected(b); !shared.empty()) both.push_back(shared);
    return without(std::move(both), std::move(holes), {Time::min(), Time::max()}, fromSeconds(leastSeconds));
}

Result<Harvest> harvest(const LoadedModels& models, const std::vector<TracePtr>& traces, const Inventory& inventory, const HarvestOptions& options,
                        const Progress& progress)
{
    Harvest out;
    out.set.name = "harvest of " + models.versions();
    const auto groups = groupedByInstrument(traces);
    std::vector<Ground> grounds;
    std::vector<PickPair> pairs;
    std::vector<std::size_t> groundOf;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto part = progress.part(static_cast<double>(g) / static_cast<double>(groups.size()), static_cast<double>(g + 1) / static_cast<double>(groups.size()));
        const auto view = multiView(models, groups[g], inventory, options.views, part);
        if (!view) return view.error();
        const Instrument instrument = orientedInstrument(groups[g], inventory);
        for (std::size_t s = 0; s < view->mean.stations.size(); ++s) {
            const StationPrediction& station = view->mean.stations[s];
            for (const TimeSpan& span : station.coverage) out.counts.hours += toSeconds(span.length()) / 3600.0;
            for (PickPair& pair : pairsOf(station, *view, view->seen[s], instrument, options, out.counts)) {
                pairs.push_back(std::move(pair));
                groundOf.push_back(grounds.size());
            }
            grounds.push_back({groups[g], station.anchor, view->seen[s], station.coverage, {}});
            grounds.back().noise = trustedNoise(station.coverage, view->seen[s], instrument.axes[0], options, options.windowSeconds);
        }
    }
    if (options.associated) {
        const std::vector<bool> keep = options.associated(pairs);
        std::vector<PickPair> kept;
        std::vector<std::size_t> where;
        for (std::size_t i = 0; i < pairs.size(); ++i)
            if (i < keep.size() && keep[i]) {
                kept.push_back(std::move(pairs[i]));
                where.push_back(groundOf[i]);
            }
        pairs = std::move(kept);
        groundOf = std::move(where);
    }
    out.counts.associated = pairs.size();
    if (pairs.size() < options.leastPairs) {
        out.sentences = told(out.counts, options.leastPairs, static_cast<bool>(options.associated));
        return out;
    }

    // Earthquakes: pairs whose P are close in time, wherever they were recorded, stay on one side.
    std::vector<std::size_t> order(pairs.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return pairs[a].p.time < pairs[b].p.time; });
    std::mt19937_64 random(options.seed);
    std::uniform_real_distribution<double> uniform;
    std::string event;
    Time last{};
    bool calibrates = false;
    for (const std::size_t i : order) {
        const PickPair& pair = pairs[i];
        if (event.empty() || toSeconds(pair.p.time - last) > sameEarthquakeSeconds) {
            event = "unlabelled " + formatTime(pair.p.time, 0);
            calibrates = uniform(random) < options.calibration;
        }
        last = pair.p.time;
        const Ground& ground = grounds[groundOf[i]];
        const double room = std::max(0.0, options.windowSeconds - toSeconds(pair.s.time - pair.p.time) - knownBehindSSeconds);
        const Time begin = pair.p.time - fromSeconds(std::min(room, knownBeforePSeconds + uniform(random) * std::max(0.0, room - knownBeforePSeconds)));
        const TimeSpan span{begin, begin + fromSeconds(options.windowSeconds)};
        LocalExample example;
        example.window = windowOf(ground, span, event + ' ' + ground.anchor.text());
        example.window.eventId = event;
        example.window.labels = {pair.p, pair.s};
        for (Label& l : example.window.labels) l.polarity = Polarity::Unset, l.source = {};
        example.window.snrDb = pair.pDb;
        example.masked = pair.doubtful;
        example.part = calibrates ? Part::Calibration : Part::Train;
        out.set.examples.push_back(std::move(example));
        out.weights.push_back(std::min(pair.p.confidence.value_or(0.0), pair.s.confidence.value_or(0.0)));
    }
    out.counts.examples = out.set.examples.size();

    std::vector<std::pair<std::size_t, TimeSpan>> quiet;
    for (std::size_t g = 0; g < grounds.size(); ++g)
        for (const TimeSpan& span : grounds[g].noise)
            for (Time at = span.begin; at + fromSeconds(options.windowSeconds) <= span.end; at += fromSeconds(options.windowSeconds))
                quiet.push_back({g, {at, at + fromSeconds(options.windowSeconds)}});
    std::shuffle(quiet.begin(), quiet.end(), random);
    quiet.resize(std::min(quiet.size(), static_cast<std::size_t>(options.quietShare * static_cast<double>(out.counts.examples))));
    for (const auto& [g, span] : quiet) {
        LocalExample example;
        example.window = windowOf(grounds[g], span, "quiet " + formatTime(span.begin, 0) + ' ' + grounds[g].anchor.text());
        example.quiet = {span};
        example.part = uniform(random) < options.calibration ? Part::Calibration : Part::Train;
        out.set.examples.push_back(std::move(example));
        out.weights.push_back(1.0);
    }
    out.counts.quietWindows = quiet.size();
    out.sentences = told(out.counts, options.leastPairs, static_cast<bool>(options.associated));
    return out;
}

}  // namespace seisdesk
