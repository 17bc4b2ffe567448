#pragma once
// PicksModel: the picks of a LabelSet as a sorted, filtered table that follows edits row by row.

#include "core/label/label_set.h"

#include <QAbstractTableModel>

#include <functional>
#include <unordered_map>
#include <vector>

namespace seisdesk {

/// What the table shows. Text is looked for in stream, phase, author and model; words are all required.
struct PickFilter {
    QString text;
    bool rejected = true;
    bool automatic = true;
    bool loose = false;  ///< only picks that are in no event
    bool operator==(const PickFilter&) const = default;
};

/// Holds ids only: values are looked up when a row is painted. refresh() costs about 30 ms for 100 000 picks and tells
/// views exactly which rows went, came or changed, so that selection and scroll position stay.
class PicksModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Stream, Phase, Polarity, Confidence, Uncertainty, Magnitude, Distance, BackAzimuth, Status, Onset, Event, By, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    /// The set to show, or null; it must outlive the model or be replaced. `author` is put on corrections.
    void setLabels(const LabelSet* labels);
    void setAuthor(const std::string& author) { m_author = author; }
    /// What the column of events says of a publicID; its last part unless something else is set.
    using EventName = std::function<QString(const std::string&)>;
    void setEventName(EventName name) { m_eventName = std::move(name); }
    void setFilter(const PickFilter& filter);
    const PickFilter& filter() const { return m_filter; }
    /// The set changed between the times given.
    void refresh(const TimeSpan& changed);

    const Label* label(const QModelIndex& index) const;
    int rowOf(const Id& id) const;  ///< -1 when it is not shown
    /// True when a pick that is shown has a magnitude, distance or back-azimuth.
    bool hasSources() const { return m_hasSources; }
    /// True when a pick that is shown is in an event.
    bool hasEvents() const { return m_hasEvents; }
    /// Picks of the whole set that are in no event and were not rejected; the model keeps count as it lists.
    std::size_t loose() const { return m_loose; }
    std::size_t total() const { return m_labels ? m_labels->size() : 0; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Emits edited(); the row changes when the edit comes back through refresh().
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    void sort(int column, Qt::SortOrder order) override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

Q_SIGNALS:
    void edited(const seisdesk::Edit& edit);

private:
    std::vector<const Label*> wanted();
    bool shows(const Label& label) const;

    const LabelSet* m_labels = nullptr;
    std::string m_author;
    PickFilter m_filter;
    int m_sortColumn = Time;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<Id> m_rows;
    EventName m_eventName;
    bool m_hasSources = false, m_hasEvents = false;
    std::size_t m_loose = 0;
    bool m_oneDay = true;  ///< all picks are of one UTC day: dates say nothing
};

}  // namespace seisdesk
