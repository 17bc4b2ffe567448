#include "ui/panels/stations_model.h"

#include "core/label/source_text.h"
#include "ui/theme/style.h"

#include <GeographicLib/Geodesic.hpp>

#include <algorithm>
#include <map>

namespace seisdesk {

namespace {
std::string nameOf(const StreamId& id) { return id.network + '.' + id.station; }
bool hasSource(const Label& label) { return label.source.magnitude || label.source.distanceKm || label.source.backAzimuthDeg; }

const std::optional<Estimate>& estimateIn(const SourceEstimate& s, int column)
{
    return column == StationsModel::Magnitude ? s.magnitude : column == StationsModel::EstimatedDistance ? s.distanceKm : s.backAzimuthDeg;
}

std::string estimateText(const Estimate& estimate, int column)
{
    return column == StationsModel::Magnitude ? magnitudeText(estimate, true) : column == StationsModel::EstimatedDistance ? distanceText(estimate, true) : backAzimuthText(estimate, true);
}
}  // namespace

void StationsModel::setTraces(const std::vector<TraceItemPtr>& traces, const Inventory& inventory, const std::optional<Epicentre>& from)
{
    const QStringList off = hidden();
    std::map<std::string, Row> byName;
    std::map<std::string, Time> starts;
    for (const TraceItemPtr& item : traces) {
        const StreamId& id = item->trace->id;
        const std::string key = nameOf(id);
        Row& row = byName[key];
        if (row.channels++ == 0) {
            row.name = QString::fromStdString(key);
            row.first = id;
            starts[key] = item->span().begin;
        }
    }
    for (auto& [key, row] : byName) {
        const Station* station = inventory.station(row.first.network, row.first.station, starts[key]);
        row.shown = !off.contains(row.name);
        if (!station) continue;
        row.site = QString::fromStdString(station->siteName);
        if (!from) continue;
        double metres = 0.0, azimuth = 0.0, unused = 0.0;
        GeographicLib::Geodesic::WGS84().Inverse(from->latitudeDegrees, from->longitudeDegrees, station->latitudeDegrees, station->longitudeDegrees, metres, azimuth, unused);
        row.distanceKm = metres / 1000.0;
        row.azimuthDegrees = azimuth < 0.0 ? azimuth + 360.0 : azimuth;
    }
    beginResetModel();
    m_rows.clear();
    m_index.clear();
    for (auto& [key, row] : byName) {
        m_index.emplace(key, m_rows.size());
        m_rows.push_back(std::move(row));
    }
    endResetModel();
}

void StationsModel::countLabels(const LabelSet& labels)
{
    if (m_rows.empty()) return;
    for (Row& row : m_rows) row.p = row.s = 0, row.source.reset();
    for (const Label* label : labels.all()) {
        if (label->end || label->review == Review::Rejected || label->phase.empty()) continue;
        const auto found = m_index.find(nameOf(label->stream));
        if (found == m_index.end()) continue;
        const char first = label->phase.front();
        if (first == 'P' || first == 'p') {
            Row& row = m_rows[found->second];
            ++row.p;
            if (hasSource(*label) && (!row.source || label->confidence.value_or(1.0) > row.source->confidence.value_or(1.0))) row.source = *label;
        }
        if (first == 'S' || first == 's') ++m_rows[found->second].s;
    }
    Q_EMIT dataChanged(index(0, P), index(rowCount() - 1, BackAzimuth));
}

bool StationsModel::hasSources() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.source.has_value(); });
}

bool StationsModel::hasDistances() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.distanceKm.has_value(); });
}

QStringList StationsModel::hidden() const
{
    QStringList out;
    for (const Row& row : m_rows)
        if (!row.shown) out << row.name;
    return out;
}

void StationsModel::setHidden(const QStringList& stations)
{
    for (Row& row : m_rows) row.shown = !stations.contains(row.name);
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::CheckStateRole});
    Q_EMIT hiddenChanged();
}

void StationsModel::setAllShown(bool shown)
{
    QStringList off;
    if (!shown)
        for (const Row& row : m_rows) off << row.name;
    setHidden(off);
}

QString StationsModel::name(const QModelIndex& index) const
{
    return index.isValid() && checkIndex(index) ? m_rows[static_cast<std::size_t>(index.row())].name : QString();
}

StreamId StationsModel::firstStream(const QModelIndex& index) const
{
    return index.isValid() && checkIndex(index) ? m_rows[static_cast<std::size_t>(index.row())].first : StreamId{};
}

int StationsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int StationsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

Qt::ItemFlags StationsModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant StationsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !checkIndex(index)) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::CheckStateRole && column == Name) return row.shown ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::TextAlignmentRole && column != Name) return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && column != Name) return numberFont();
    if (role == Qt::ToolTipRole) {
        QString tip = row.site.isEmpty() ? row.name : row.name + QStringLiteral(", ") + row.site;
        if (row.azimuthDegrees) tip += tr("\nazimuth %1° from the epicentre").arg(*row.azimuthDegrees, 0, 'f', 0);
        if (row.source) {
            tip += QLatin1Char('\n') + tr("P at %1:").arg(QString::fromStdString(formatTime(row.source->time, 2))) + QLatin1Char(' ') + QString::fromStdString(sourceText(row.source->source));
            if (const std::string motion = firstMotionText(row.source->source); !motion.empty()) tip += QLatin1Char('\n') + QString::fromStdString(motion);
        }
        return tip;
    }
    if (role != Qt::DisplayRole && role != SortRole) return {};
    const auto count = [role](int n) { return n == 0 && role == Qt::DisplayRole ? QVariant(QStringLiteral("–")) : QVariant(n); };
    switch (column) {
    case Name: return row.name;
    case Channels: return row.channels;
    case P: return count(row.p);
    case S: return count(row.s);
    case Distance:
        if (role == SortRole) return row.distanceKm.value_or(1e9);
        return row.distanceKm ? QString::number(*row.distanceKm, 'f', *row.distanceKm < 100.0 ? 1 : 0) : QVariant();
    case Magnitude:
    case EstimatedDistance:
    case BackAzimuth: {
        const std::optional<Estimate> estimate = row.source ? estimateIn(row.source->source, column) : std::nullopt;
        if (role == SortRole) return estimate ? estimate->value : 1e9;
        return estimate ? QVariant(QString::fromStdString(estimateText(*estimate, column))) : QVariant();
    }
    default: return {};
    }
}

bool StationsModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || !checkIndex(index) || index.column() != Name) return false;
    m_rows[static_cast<std::size_t>(index.row())].shown = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT hiddenChanged();
    return true;
}

QVariant StationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) return {};
    static const QString titles[] = {tr("Station"), tr("Ch"), tr("P"), tr("S"), tr("km"), tr("M"), tr("≈ km"), tr("Baz °")};
    static const QString tips[] = {tr("Ticked stations are shown"), tr("Channels"), tr("P picks, rejected ones left out"), tr("S picks, rejected ones left out"),
                                   tr("Distance from the selected event's epicentre"), tr("Magnitude the model reads off the surest P"),
                                   tr("Epicentral distance the model reads off the surest P"), tr("Back-azimuth the model reads off the surest P: from the station to the source")};
    if (role == Qt::DisplayRole) return titles[section];
    if (role == Qt::TextAlignmentRole && section != Name) return int(Qt::AlignRight | Qt::AlignVCenter);
    return role == Qt::ToolTipRole ? QVariant(tips[section]) : QVariant();
}

}  // namespace seisdesk
