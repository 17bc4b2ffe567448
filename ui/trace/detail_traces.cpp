#include "ui/trace/detail_traces.h"

#include "core/session/whole_traces.h"

#include <QThreadPool>

#include <algorithm>
#include <unordered_set>

namespace seisdesk {

namespace {

/// Samples that would be read of an item; 0 where its outlines do.
double samplesNeeded(const TraceItem& item, const TimeSpan& span, double secondsPerColumn)
{
    double samples = 0.0;
    bool coarse = false;
    for (const auto& [file, segment] : item.outlines) {
        const TimeSpan part = segment.span().intersected(span);
        if (part.empty()) continue;
        samples += toSeconds(part.length()) * segment.sampleRateHz;
        coarse = coarse || !segment.envelope.isFineEnough(secondsPerColumn * segment.sampleRateHz);
    }
    return coarse ? samples : 0.0;
}

bool holds(const TimeSpan& whole, const TimeSpan& part) { return whole.begin <= part.begin && part.end <= whole.end; }

}  // namespace

DetailTraces::~DetailTraces()
{
    *m_stop = true;
    m_pool.waitForDone();  // jobs post to this object
}

void DetailTraces::show(const std::vector<Wanted>& wanted, double secondsPerColumn)
{
    std::vector<std::pair<const Wanted*, TimeSpan>> coarse;
    double total = 0.0;
    for (const Wanted& w : wanted) {
        const Duration beside = w.span.length() / 4;
        const TimeSpan around = w.span.padded(beside, beside);
        const double samples = samplesNeeded(**w.shown, w.span, secondsPerColumn);
        if (samples > 0.0) coarse.emplace_back(&w, around);
        total += samples * 1.5;
    }
    if (total > mostSamples) return;
    std::unordered_set<const TraceItem*> now;
    for (const auto& [w, around] : coarse) now.insert(w->shown->get());
    // What is no longer looked at goes as soon as something else is.
    if (!now.empty()) std::erase_if(m_entries, [&](const auto& entry) { return !now.contains(entry.first); });
    for (const auto& [w, around] : coarse) {
        Entry& entry = m_entries[w->shown->get()];
        if (!entry.raw) entry.raw = *w->shown;
        if (entry.detail && holds(entry.span, w->span)) *w->shown = entry.detail;
        else if (entry.underWay.empty()) read(entry, around);
    }
}

void DetailTraces::read(Entry& entry, const TimeSpan& span)
{
    entry.underWay = span;
    m_pool.start([target = this, raw = entry.raw, span, reader = m_reader, stop = m_stop] {
        if (*stop) return;
        TraceItemPtr detail = wholeItem(*raw, span, reader, Progress(), 1);
        if (*stop) return;
        QMetaObject::invokeMethod(
            target,
            [target, raw, span, stop, detail = std::move(detail)] {
                const auto found = *stop ? target->m_entries.end() : target->m_entries.find(raw.get());
                if (found == target->m_entries.end()) return;
                found->second.detail = detail;
                found->second.span = span;
                found->second.underWay = {};
                Q_EMIT target->changed();
            },
            Qt::QueuedConnection);
    });
}

TraceItemPtr DetailTraces::nearby(const TraceItemPtr& raw, Time time) const
{
    if (raw->isWhole()) return raw;
    constexpr Duration enough = std::chrono::seconds(5);
    const auto found = m_entries.find(raw.get());
    const bool there = found != m_entries.end() && found->second.detail && holds(found->second.span, {time - enough, time + enough});
    return there ? found->second.detail : nullptr;
}

void DetailTraces::keepOnly(const std::vector<TraceItemPtr>& traces)
{
    std::unordered_set<const TraceItem*> kept;
    for (const TraceItemPtr& item : traces) kept.insert(item.get());
    std::erase_if(m_entries, [&](const auto& entry) { return !kept.contains(entry.first); });
}

}  // namespace seisdesk
