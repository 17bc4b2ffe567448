#pragma once
// EventsModel: the events of a project that a filter lets through, in the order of a column.

#include "core/catalog/event_filter.h"
#include "core/label/label_set.h"
#include "ui/theme/palette.h"

#include <QAbstractTableModel>

#include <vector>

namespace seisdesk {

/// Kept as rows of figures; what is shown is decided by core/catalog/event_filter.h. A change of values under the same list is told row by row, any other
/// resets the model.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Status, Time, Magnitude, Depth, Latitude, Longitude, Picks, Place, Type, Author, Columns };
    explicit EventsModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// `labels` say how many picks an event has; without, those that the event itself lists are counted.
    void setEvents(const std::vector<Event>& events, const LabelSet* labels = nullptr);
    void setFilter(const EventFilter& filter);
    const EventFilter& filter() const { return m_filter; }
    void setUnreviewedFirst(bool on);
    void setPalette(const Palette& palette);
    void sort(int column, Qt::SortOrder order) override;

    /// Null outside the table; valid until the next change.
    const EventRow* row(const QModelIndex& index) const;
    int rowOf(const ResourceId& id) const;  ///< -1 when it is not shown
    /// The row `step` away from a shown event (none: from outside), see stepped(); -1 at the end.
    int step(const ResourceId& from, int step, bool unreviewed) const;
    std::size_t total() const { return m_rows.size(); }
    std::size_t reviewed() const;  ///< of all
    bool isOneDay() const { return m_oneDay; }  ///< then times have no date

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

Q_SIGNALS:
    void picksDropped(const std::vector<seisdesk::Id>& picks, const seisdesk::ResourceId& event);

private:
    void list();
    QVariant text(const EventRow& row, int column) const;

    std::vector<EventRow> m_rows;
    std::vector<std::size_t> m_list;  ///< what is shown, indices of m_rows
    EventFilter m_filter;
    EventOrder m_order;
    Palette m_palette = Palette::light();
    bool m_oneDay = false;  ///< all are of one UTC day: dates say nothing
};

}  // namespace seisdesk
