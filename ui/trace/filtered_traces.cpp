#include "ui/trace/filtered_traces.h"

#include "core/session/whole_traces.h"

#include <QThreadPool>

#include <unordered_set>
#include <utility>

namespace seisdesk {

namespace {

Result<TraceItemPtr> filteredItem(TraceItemPtr raw, const FilterSpec& filter, const RecordReader& reader, const std::atomic<bool>& stop)
{
    if (!raw->isWhole()) raw = wholeItem(*raw, std::nullopt, reader, Progress(), 1);
    auto trace = std::make_shared<Trace>();
    auto item = std::make_shared<TraceItem>();
    trace->id = raw->trace->id;
    for (const Segment& segment : raw->trace->segments) {
        if (stop) return Error{Error::Code::Cancelled, {}};
        Result<Segment> made = filtered(segment, filter);
        if (!made) return made.error();
        item->envelopes.emplace_back(made->samples);
        trace->segments.push_back(*std::move(made));
    }
    item->trace = std::move(trace);
    return TraceItemPtr(std::move(item));
}

}  // namespace

FilteredTraces::~FilteredTraces()
{
    *m_stop = true;
    m_pool.waitForDone();  // jobs post to this object
}

void FilteredTraces::setFilter(const std::optional<FilterSpec>& filter)
{
    if (filter == m_filter) return;
    clear();
    m_filter = filter;
}

void FilteredTraces::clear()
{
    *m_stop = true;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_entries.clear();
    m_underWay = 0;
    m_complained = false;
}

void FilteredTraces::keepOnly(const std::vector<TraceItemPtr>& traces)
{
    std::unordered_set<const TraceItem*> kept;
    for (const TraceItemPtr& item : traces) kept.insert(item.get());
    std::erase_if(m_entries, [&](const auto& entry) { return !kept.contains(entry.first); });
}

TraceItemPtr FilteredTraces::find(const TraceItemPtr& raw)
{
    if (!m_filter) return nullptr;
    const auto [at, fresh] = m_entries.try_emplace(raw.get());
    at->second.lastUse = ++m_uses;
    if (!fresh) return at->second.filtered;
    at->second.raw = raw;
    ++m_underWay;
    m_pool.start([target = this, raw, filter = *m_filter, reader = m_reader, stop = m_stop] {
        if (*stop) return;
        Result<TraceItemPtr> made = filteredItem(raw, filter, reader, *stop);
        if (*stop) return;
        QMetaObject::invokeMethod(
            target, [target, raw, stop, made = std::move(made)] { if (!*stop) target->store(raw, made); }, Qt::QueuedConnection);
    });
    return nullptr;
}

void FilteredTraces::store(const TraceItemPtr& raw, Result<TraceItemPtr> made)
{
    --m_underWay;
    const auto found = m_entries.find(raw.get());
    if (found == m_entries.end()) return;
    if (made) {
        found->second.filtered = *made;
        makeRoom();
    } else if (!std::exchange(m_complained, true)) {
        Q_EMIT failed(QString::fromStdString(raw->trace->id.text() + ": " + made.error().message));
    }
    Q_EMIT changed();
}

void FilteredTraces::makeRoom()
{
    std::size_t total = 0;
    for (const auto& [key, entry] : m_entries)
        if (entry.filtered) total += entry.filtered->trace->sampleCount();
    while (total > mostSamples) {
        auto oldest = m_entries.end();
        for (auto it = m_entries.begin(); it != m_entries.end(); ++it)
            if (it->second.filtered && (oldest == m_entries.end() || it->second.lastUse < oldest->second.lastUse)) oldest = it;
        // What was just drawn stays, or drawing and dropping would chase each other.
        if (oldest == m_entries.end() || oldest->second.lastUse + 400 > m_uses) return;
        total -= oldest->second.filtered->trace->sampleCount();
        m_entries.erase(oldest);
    }
}

}  // namespace seisdesk
