#include "ui/panels/events_model.h"

#include "core/catalog/review_state.h"
#include "ui/panels/pick_mime.h"
#include "ui/panels/review_look.h"
#include "ui/theme/style.h"

#include <algorithm>

namespace seisdesk {

namespace {

EventColumn columnOf(int column)
{
    switch (column) {
    case EventsModel::Status: return EventColumn::Status;
    case EventsModel::Magnitude: return EventColumn::Magnitude;
    case EventsModel::Depth: return EventColumn::Depth;
    case EventsModel::Latitude: return EventColumn::Latitude;
    case EventsModel::Longitude: return EventColumn::Longitude;
    case EventsModel::Picks: return EventColumn::Picks;
    case EventsModel::Place: return EventColumn::Place;
    case EventsModel::Type: return EventColumn::Type;
    case EventsModel::Author: return EventColumn::Author;
    default: return EventColumn::Time;
    }
}

bool isNumber(int column) { return column >= EventsModel::Magnitude && column <= EventsModel::Picks; }

QVariant figure(const std::optional<double>& value, int decimals) { return value ? QVariant(QString::number(*value, 'f', decimals)) : QVariant(); }

QString byOf(const EventRow& row)
{
    const QString author = QString::fromStdString(row.author), agency = QString::fromStdString(row.agency);
    if (author.isEmpty() || agency.isEmpty() || author.compare(agency, Qt::CaseInsensitive) == 0) return author.isEmpty() ? agency : author;
    return QStringLiteral("%1 (%2)").arg(author, agency);
}

}  // namespace

void EventsModel::setEvents(const std::vector<Event>& events, const LabelSet* labels)
{
    std::vector<EventRow> rows;
    rows.reserve(events.size());
    for (const Event& event : events) rows.push_back(seisdesk::rowOf(event, labels ? labels->picksOf(event.id) : event.picks.size()));
    if (rows == m_rows) return;
    const auto sameIds = [&] {
        return rows.size() == m_rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const EventRow& a, const EventRow& b) { return a.id == b.id; });
    };
    if (sameIds() && listed(rows, m_filter, m_order) == m_list) {
        std::swap(rows, m_rows);
        for (std::size_t i = 0; i < m_list.size(); ++i)
            if (rows[m_list[i]] != m_rows[m_list[i]]) Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), Columns - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    list();
    endResetModel();
}

void EventsModel::list()
{
    using std::chrono::days;
    m_list = listed(m_rows, m_filter, m_order);
    std::optional<std::chrono::sys_days> day;
    m_oneDay = true;
    for (const EventRow& row : m_rows) {
        if (!row.time) continue;
        const auto its = std::chrono::floor<days>(*row.time);
        m_oneDay = m_oneDay && day.value_or(its) == its;
        day = its;
    }
}

void EventsModel::setFilter(const EventFilter& filter)
{
    if (filter == m_filter) return;
    beginResetModel();
    m_filter = filter;
    list();
    endResetModel();
}

void EventsModel::setUnreviewedFirst(bool on)
{
    if (m_order.unreviewedFirst == on) return;
    beginResetModel();
    m_order.unreviewedFirst = on;
    list();
    endResetModel();
}

void EventsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= Columns) return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<ResourceId> kept;
    for (const QModelIndex& index : from) kept.push_back(row(index)->id);
    m_order.column = columnOf(column);
    m_order.descending = order == Qt::DescendingOrder;
    list();
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i) to << index(rowOf(kept[static_cast<std::size_t>(i)]), from[i].column());
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void EventsModel::setPalette(const Palette& palette)
{
    m_palette = palette;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, Status), index(rowCount() - 1, Status), {Qt::ForegroundRole});
}

const EventRow* EventsModel::row(const QModelIndex& index) const
{
    return index.isValid() && checkIndex(index) ? &m_rows[m_list[static_cast<std::size_t>(index.row())]] : nullptr;
}

int EventsModel::rowOf(const ResourceId& id) const
{
    const auto found = std::find_if(m_list.begin(), m_list.end(), [&](std::size_t i) { return m_rows[i].id == id; });
    return found == m_list.end() ? -1 : static_cast<int>(found - m_list.begin());
}

int EventsModel::step(const ResourceId& from, int step, bool unreviewed) const
{
    const int at = from.empty() ? -1 : rowOf(from);
    const auto next = stepped(m_rows, m_list, at < 0 ? std::nullopt : std::optional(m_list[static_cast<std::size_t>(at)]), step, unreviewed);
    return next ? static_cast<int>(*next) : -1;
}

std::size_t EventsModel::reviewed() const
{
    return static_cast<std::size_t>(std::count_if(m_rows.begin(), m_rows.end(), [](const EventRow& row) { return row.review == Review::Reviewed || row.review == Review::Final; }));
}

int EventsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_list.size()); }
int EventsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant EventsModel::text(const EventRow& e, int column) const
{
    switch (column) {
    case Status: return QString(reviewSign(e.review) + QLatin1Char(' ') + reviewWord(e.review));
    case Time: return e.time ? QString::fromStdString(formatTime(*e.time, 1)).replace(QLatin1Char('T'), QLatin1Char(' ')).chopped(1).mid(m_oneDay ? 11 : 0) : tr("no origin");
    case Magnitude:
        return e.magnitude ? QVariant(QStringLiteral("%1 %2").arg(*e.magnitude, 0, 'f', 1).arg(QString::fromStdString(e.magnitudeType)).trimmed()) : QVariant();
    case Depth: return figure(e.depthKm, 1);
    case Latitude: return figure(e.latitudeDegrees, 3);
    case Longitude: return figure(e.longitudeDegrees, 3);
    case Picks: return static_cast<int>(e.picks);
    case Place: return QString::fromStdString(e.place);
    case Type: return QString::fromStdString(e.type);
    case Author: return byOf(e);
    default: return {};
    }
}

QVariant EventsModel::data(const QModelIndex& index, int role) const
{
    const EventRow* e = row(index);
    if (!e) return {};
    const int column = index.column();
    if (role == Qt::FontRole && (isNumber(column) || column == Time)) return numberFont();
    if (role == Qt::TextAlignmentRole) return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ForegroundRole && column == Status) return reviewColour(e->review, m_palette);
    if (role == Qt::ToolTipRole) {
        QString tip = e->time ? QString::fromStdString(formatTime(*e->time, 3)) : tr("no origin");
        if (!e->place.empty()) tip += QLatin1Char('\n') + QString::fromStdString(e->place);
        tip += QLatin1Char('\n') + (e->mode == Mode::Automatic ? tr("automatic") : tr("manual")) + QStringLiteral(", ") + reviewWord(e->review);
        return tip + QLatin1Char('\n') + QString::fromStdString(e->id);
    }
    return role == Qt::DisplayRole ? text(*e, column) : QVariant();
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) return {};
    static const QString titles[] = {tr("Status"), tr("Origin time"), tr("M"), tr("Depth km"), tr("Lat"), tr("Lon"), tr("Picks"), tr("Place"), tr("Type"), tr("By")};
    static const QString tips[] = {tr("Where the event stands in review: ○ preliminary, ◐ confirmed, ● reviewed, ◆ final, ✕ rejected"), tr("UTC"), tr("Preferred magnitude"),
                                   tr("Depth below sea level"), tr("Latitude, degrees north"), tr("Longitude, degrees east"), tr("Picks that were not rejected"),
                                   tr("Place or region"), tr("What the event is taken for"), tr("Author and agency of the preferred origin")};
    if (role == Qt::DisplayRole) return titles[section];
    if (role == Qt::ToolTipRole) return tips[section];
    if (role == Qt::TextAlignmentRole && isNumber(section)) return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags EventsModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDropEnabled : flags;
}

QStringList EventsModel::mimeTypes() const { return {pickMimeType()}; }

bool EventsModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int, const QModelIndex& parent) const
{
    return data && data->hasFormat(pickMimeType()) && row(parent);
}

bool EventsModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int, int, const QModelIndex& parent)
{
    if (action == Qt::IgnoreAction || !canDropMimeData(data, action, -1, -1, parent)) return false;
    Q_EMIT picksDropped(picksIn(*data), row(parent)->id);
    return true;
}

}  // namespace seisdesk
