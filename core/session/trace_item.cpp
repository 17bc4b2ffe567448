#include "core/session/trace_item.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <thread>

namespace seisdesk {

namespace {

bool streamBefore(const TraceItemPtr& item, const StreamId& stream) { return item->trace->id < stream; }

/// True when every sample of `part` is in `whole` at its time (to a hundredth of a sample).
bool contains(const Segment& whole, const Segment& part)
{
    if (part.size() > whole.size() || std::abs(whole.sampleRateHz - part.sampleRateHz) > 1e-9 * whole.sampleRateHz) return false;
    const double at = whole.indexOf(part.start);
    const double first = std::round(at);
    if (std::abs(at - first) > 0.01 || first < 0.0 || first + static_cast<double>(part.size()) > static_cast<double>(whole.size())) return false;
    const auto offset = static_cast<std::size_t>(first);
    const bool same = std::equal(part.samples->begin(), part.samples->end(), whole.samples->begin() + static_cast<std::ptrdiff_t>(offset),
                                 [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
    if (!same || (!part.exact && !whole.exact)) return same;
    for (std::size_t i = 0; i < part.size(); ++i)
        if (const double x = part.valueAt(i), y = whole.valueAt(offset + i); x != y && !(std::isnan(x) && std::isnan(y))) return false;
    return true;
}

bool containedInAny(const Segment& part, const std::vector<Segment>& wholes)
{
    return std::any_of(wholes.begin(), wholes.end(), [&](const Segment& whole) { return contains(whole, part); });
}

TraceItemPtr itemFor(TracePtr trace, const TraceItem* before)
{
    auto item = std::make_shared<TraceItem>();
    item->envelopes.reserve(trace->segments.size());
    for (const Segment& segment : trace->segments) {
        const Envelope* known = nullptr;
        for (std::size_t i = 0; before && !known && i < before->envelopes.size(); ++i)
            if (before->trace->segments[i].samples == segment.samples) known = &before->envelopes[i];
        item->envelopes.push_back(known ? *known : Envelope(segment.samples));
    }
    item->trace = std::move(trace);
    if (before) item->outlines = before->outlines;
    return item;
}

}  // namespace

TimeSpan TraceItem::span() const
{
    TimeSpan all = trace->span();
    for (const OutlinedPiece& piece : outlines) all = all.united(piece.segment.span());
    return all;
}

std::size_t TraceItem::outlinedSamples() const
{
    std::size_t count = 0;
    for (const OutlinedPiece& piece : outlines) count += piece.segment.size();
    return count;
}

std::vector<RecordedSpan> TraceItem::recorded() const
{
    std::vector<RecordedSpan> out;
    for (const Segment& s : trace->segments) out.push_back({s.span(), fromSeconds(1.0 / s.sampleRateHz)});
    for (const auto& [file, s] : outlines) out.push_back({s.span(), fromSeconds(1.0 / s.sampleRateHz)});
    std::ranges::stable_sort(out, {}, [](const RecordedSpan& r) { return r.span.begin; });
    return out;
}

Trace merged(const Trace& a, const Trace& b)
{
    Trace all{a.id, {}};
    for (const Segment& s : a.segments) {
        // Of two equal segments the one that is there stays, and with it its envelope.
        const bool larger = std::any_of(b.segments.begin(), b.segments.end(), [&](const Segment& t) { return t.size() > s.size() && contains(t, s); });
        if (!larger) all.segments.push_back(s);
    }
    for (const Segment& s : b.segments)
        if (!containedInAny(s, a.segments)) all.segments.push_back(s);
    return tidied(std::move(all));
}

TraceChange traceChange(TraceItemPtr before, TracePtr incoming)
{
    TracePtr trace = before ? std::make_shared<const Trace>(merged(*before->trace, *incoming)) : incoming;
    TraceItemPtr after = itemFor(std::move(trace), before.get());
    return {std::move(before), std::move(incoming), std::move(after)};
}

TraceChange rebased(TraceItemPtr before, TraceChange change)
{
    const bool sameSamples = change.before ? change.before->trace == before->trace : before->trace->segments.empty();
    if (!sameSamples) return traceChange(std::move(before), std::move(change.incoming));
    auto after = std::make_shared<TraceItem>(*change.after);
    after->outlines = before->outlines;
    return {std::move(before), std::move(change.incoming), std::move(after)};
}

std::vector<TraceChange> traceChanges(const std::vector<TraceItemPtr>& present, std::vector<Trace> incoming, const Progress& progress)
{
    std::vector<TraceChange> changes(incoming.size());
    std::atomic<std::size_t> next = 0, done = 0;
    const auto work = [&] {
        for (std::size_t i; (i = next++) < incoming.size() && !progress.cancelled();) {
            TraceItemPtr before = itemOf(present, incoming[i].id);
            changes[i] = traceChange(std::move(before), std::make_shared<const Trace>(std::move(incoming[i])));
            progress.report(static_cast<double>(++done) / static_cast<double>(incoming.size()));
        }
    };
    const std::size_t helpers = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), incoming.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < helpers; ++i) threads.emplace_back(work);
    work();
    threads.clear();
    std::erase_if(changes, [](const TraceChange& change) { return !change.after; });
    return changes;
}

TraceItemPtr withOutlines(const TraceItemPtr& item, const StreamId& stream, std::vector<OutlinedPiece> more)
{
    auto out = item ? std::make_shared<TraceItem>(*item) : std::make_shared<TraceItem>();
    if (!item) out->trace = std::make_shared<const Trace>(Trace{stream, {}});
    std::move(more.begin(), more.end(), std::back_inserter(out->outlines));
    std::ranges::stable_sort(out->outlines, {}, [](const OutlinedPiece& piece) { return piece.segment.start; });
    return out;
}

TraceItemPtr withoutOutlines(const TraceItemPtr& item, const std::set<std::filesystem::path>& files)
{
    const auto read = [&](const OutlinedPiece& piece) { return files.contains(piece.file); };
    if (std::ranges::none_of(item->outlines, read)) return item;
    auto out = std::make_shared<TraceItem>(*item);
    std::erase_if(out->outlines, read);
    return out;
}

TraceItemPtr itemOf(const std::vector<TraceItemPtr>& items, const StreamId& stream)
{
    const auto at = std::lower_bound(items.begin(), items.end(), stream, streamBefore);
    return at != items.end() && (*at)->trace->id == stream ? *at : nullptr;
}

}  // namespace seisdesk
