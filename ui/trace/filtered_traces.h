#pragma once
// FilteredTraces: filtered copies of traces with their envelopes, made off the GUI thread and kept while there is room.

#include "core/session/loaded_records.h"
#include "core/session/session.h"
#include "core/signal/filter.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>
#include <unordered_map>

class QThreadPool;

namespace seisdesk {

/// GUI thread only. Whoever draws shows the raw trace until changed() says that find() has more.
class FilteredTraces : public QObject {
    Q_OBJECT
public:
    /// `reader` reads samples that are still in their files.
    explicit FilteredTraces(QThreadPool& pool, RecordReader reader = readRecords, QObject* parent = nullptr) : QObject(parent), m_pool(pool), m_reader(std::move(reader)) {}
    ~FilteredTraces() override;

    /// Drops what another filter made and stops what is under way.
    void setFilter(const std::optional<FilterSpec>& filter);
    const std::optional<FilterSpec>& filter() const { return m_filter; }
    /// The filtered copy; null when it is not there yet, and then it is being made. Null without a filter.
    TraceItemPtr find(const TraceItemPtr& raw);
    /// Forgets copies of all but these traces.
    void keepOnly(const std::vector<TraceItemPtr>& traces);
    /// True while copies are being made.
    bool busy() const { return m_underWay > 0; }

    /// Filtered samples kept at most; the least recently shown go first.
    static constexpr std::size_t mostSamples = 400'000'000;

Q_SIGNALS:
    void changed();
    /// A trace that the filter cannot be applied to, once per filter: "LP 60 Hz: ... ".
    void failed(const QString& message);

private:
    struct Entry {
        TraceItemPtr raw;       ///< keeps the key's address taken
        TraceItemPtr filtered;  ///< null while under way, or where filtering failed
        std::size_t lastUse = 0;
    };
    void clear();
    void store(const TraceItemPtr& raw, Result<TraceItemPtr> made);
    void makeRoom();
    QThreadPool& m_pool;
    RecordReader m_reader;
    std::optional<FilterSpec> m_filter;
    std::shared_ptr<std::atomic<bool>> m_stop = std::make_shared<std::atomic<bool>>(false);
    std::unordered_map<const TraceItem*, Entry> m_entries;
    std::size_t m_uses = 0;
    int m_underWay = 0;
    bool m_complained = false;
};

}  // namespace seisdesk
