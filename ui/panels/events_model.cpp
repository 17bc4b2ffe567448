#include "ui/panels/events_model.h"

#include "ui/theme/style.h"

#include <algorithm>

namespace seisdesk {

namespace {

QString placeOf(const Event& event)
{
    for (const EventDescription& description : event.descriptions)
        if (!description.text.empty()) return QString::fromStdString(description.text);
    const Origin* origin = event.origin();
    return origin && !origin->region.empty() ? QString::fromStdString(origin->region) : QString::fromStdString(event.type);
}

}  // namespace

void EventsModel::setEvents(const std::vector<Event>& events)
{
    beginResetModel();
    m_events = events;
    std::stable_sort(m_events.begin(), m_events.end(), [](const Event& a, const Event& b) {
        const Origin *x = a.origin(), *y = b.origin();
        return (x ? x->time : seisdesk::Time::min()) < (y ? y->time : seisdesk::Time::min());
    });
    endResetModel();
}

const Event* EventsModel::event(const QModelIndex& index) const
{
    return index.isValid() && checkIndex(index) ? &m_events[static_cast<std::size_t>(index.row())] : nullptr;
}

int EventsModel::rowOf(const ResourceId& id) const
{
    const auto found = std::find_if(m_events.begin(), m_events.end(), [&](const Event& e) { return e.id == id; });
    return found == m_events.end() ? -1 : static_cast<int>(found - m_events.begin());
}

int EventsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_events.size()); }
int EventsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant EventsModel::data(const QModelIndex& index, int role) const
{
    const Event* e = event(index);
    if (!e) return {};
    if (role == Qt::ToolTipRole) return QString::fromStdString(e->id);
    if (role == Qt::FontRole && index.column() != Place) return numberFont();
    if (role == Qt::TextAlignmentRole && index.column() != Place && index.column() != Time) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const Origin* origin = e->origin();
    const seisdesk::Magnitude* magnitude = e->magnitude();
    switch (index.column()) {
    case Time: return origin ? QString::fromStdString(formatTime(origin->time, 1)).replace(QLatin1Char('T'), QLatin1Char(' ')).chopped(1) : tr("no origin");
    case Magnitude:
        return magnitude ? QStringLiteral("%1 %2").arg(magnitude->magnitude.value, 0, 'f', 1).arg(QString::fromStdString(magnitude->type)).trimmed() : QVariant();
    case Depth: return origin && origin->depthMetres ? QString::number(origin->depthMetres->value / 1000.0, 'f', 1) : QVariant();
    case Latitude: return origin ? QString::number(origin->latitude.value, 'f', 3) : QVariant();
    case Longitude: return origin ? QString::number(origin->longitude.value, 'f', 3) : QVariant();
    case Picks: return static_cast<int>(e->picks.size());
    case Place: return placeOf(*e);
    default: return {};
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    static const QString titles[] = {tr("Origin time"), tr("M"), tr("Depth km"), tr("Lat"), tr("Lon"), tr("Picks"), tr("Place")};
    if (role == Qt::DisplayRole && section >= 0 && section < Columns) return titles[section];
    if (role == Qt::TextAlignmentRole && section != Time && section != Place) return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

}  // namespace seisdesk
