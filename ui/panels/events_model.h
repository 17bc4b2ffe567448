#pragma once
// EventsModel: the events of a project, one row each, in order of origin time.

#include "core/catalog/event.h"

#include <QAbstractTableModel>

#include <vector>

namespace seisdesk {

class EventsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Magnitude, Depth, Latitude, Longitude, Picks, Place, Columns };
    using QAbstractTableModel::QAbstractTableModel;

    void setEvents(const std::vector<Event>& events);
    /// Null outside the table; valid until the next setEvents.
    const Event* event(const QModelIndex& index) const;
    int rowOf(const ResourceId& id) const;  ///< -1 when it is not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Event> m_events;
};

}  // namespace seisdesk
