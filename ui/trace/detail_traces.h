#pragma once
// DetailTraces: samples around what is visible of traces that are only outlined, read off the GUI thread and kept while there is room.

#include "core/session/loaded_records.h"
#include "core/session/session.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <unordered_map>
#include <vector>

class QThreadPool;

namespace seisdesk {

/// GUI thread only. Outlines are shown until changed() says that there is more.
class DetailTraces : public QObject {
    Q_OBJECT
public:
    /// `reader` reads samples that are still in their files.
    explicit DetailTraces(QThreadPool& pool, RecordReader reader = readRecords, QObject* parent = nullptr) : QObject(parent), m_pool(pool), m_reader(std::move(reader)) {}
    ~DetailTraces() override;

    struct Wanted {
        TraceItemPtr* shown = nullptr;  ///< an outlined item; becomes one with samples where they are there
        TimeSpan span;                  ///< visible of it
    };
    /// Where outlines are too coarse for columns of so many seconds, samples are shown or begin to be read. More than mostSamples at once are not: on so
    /// low rows, and in so long spans, outlines do.
    void show(const std::vector<Wanted>& wanted, double secondsPerColumn);
    /// The item with samples around a time; null when they have not been read.
    TraceItemPtr nearby(const TraceItemPtr& raw, Time time) const;
    void keepOnly(const std::vector<TraceItemPtr>& traces);

    static constexpr double mostSamples = 100e6;  ///< with their envelopes 450 MB

Q_SIGNALS:
    void changed();

private:
    struct Entry {
        TraceItemPtr raw;     ///< keeps the key's address taken
        TraceItemPtr detail;  ///< null until the first is there
        TimeSpan span;        ///< of the samples in `detail`
        TimeSpan underWay;    ///< empty when nothing is being read
    };
    void read(Entry& entry, const TimeSpan& span);
    QThreadPool& m_pool;
    RecordReader m_reader;
    std::shared_ptr<std::atomic<bool>> m_stop = std::make_shared<std::atomic<bool>>(false);
    std::unordered_map<const TraceItem*, Entry> m_entries;
};

}  // namespace seisdesk
