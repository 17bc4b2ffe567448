#include "ui/source/station_sizes_model.h"

#include "ui/theme/style.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

const QString none = QStringLiteral("–");

QString figure(double value, int decimals, bool sign = false)
{
    QString out = QString::number(std::abs(value), 'f', decimals);
    if (value < 0.0 && out.toDouble() != 0.0) return QChar(0x2212) + out;
    return sign ? QLatin1Char('+') + out : out;
}

/// Three figures that count.
QString three(double value)
{
    if (!(value > 0.0)) return none;
    const int digits = static_cast<int>(std::floor(std::log10(value)));
    return digits < -4 || digits > 5 ? QString::number(value, 'e', 1) : QString::number(value, 'f', std::max(0, 2 - digits));
}

}  // namespace

void StationSizesModel::setStations(std::vector<StationSize> stations, const QString& type)
{
    const bool same = type == m_type && stations.size() == m_stations.size() &&
                      std::equal(stations.begin(), stations.end(), m_stations.begin(), [](const StationSize& a, const StationSize& b) { return a.station == b.station; });
    if (!same) beginResetModel();
    m_stations = std::move(stations);
    m_type = type;
    if (!same) endResetModel();
    else if (!m_stations.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
}

void StationSizesModel::setPalette(const Palette& palette)
{
    m_palette = palette;
    if (!m_stations.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1), {Qt::ForegroundRole});
}

const StationSize* StationSizesModel::station(const QModelIndex& index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_stations[static_cast<std::size_t>(index.row())] : nullptr;
}

int StationSizesModel::rowOf(const std::string& station) const
{
    for (std::size_t i = 0; i < m_stations.size(); ++i)
        if (m_stations[i].station == station) return static_cast<int>(i);
    return -1;
}

int StationSizesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_stations.size()); }
int StationSizesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString StationSizesModel::text(const StationSize& one, int column) const
{
    const bool moment = m_type == QLatin1String("Mw");
    double sum = 0.0, period = 0.0;
    int count = 0;
    for (const MeasuredAmplitude& swing : one.amplitudes)
        if (swing.usable()) sum += swing.metres, period = swing.periodSeconds.value_or(period), ++count;
    switch (column) {
    case Station: return QString::fromStdString(one.station);
    case Distance: return figure(one.hypocentralKm, 0);
    case Amplitude:
        if (moment) return one.spectrum ? figure(one.spectrum->cornerHz, 1) : none;
        return count ? three(sum / count * (m_type == QLatin1String("mb") ? 1e9 : 1e3)) : none;
    case Period:
        if (moment) return one.spectrum && one.spectrum->stressDropPa > 0.0 ? three(1e-6 * one.spectrum->stressDropPa) : none;
        return period > 0.0 ? figure(period, 2) : none;
    case Magnitude: return one.measured ? figure(one.magnitude, 2) : none;
    case Residual: return one.measured ? figure(one.residual, 2, true) : none;
    case Note: {
        QString out = QString::fromStdString(one.why);
        if (one.correction != 0.0) out += (out.isEmpty() ? QString() : QStringLiteral(", ")) + tr("corrected by %1").arg(figure(one.correction, 2, true));
        if (std::any_of(one.amplitudes.begin(), one.amplitudes.end(), [](const MeasuredAmplitude& swing) { return swing.byHand; }))
            out += (out.isEmpty() ? QString() : QStringLiteral(", ")) + tr("window by hand");
        return out;
    }
    default: return {};
    }
}

QVariant StationSizesModel::data(const QModelIndex& index, int role) const
{
    const StationSize* one = station(index);
    if (!one) return {};
    const int column = index.column();
    if (role == Qt::DisplayRole) return text(*one, column);
    if (role == Qt::ToolTipRole) return text(*one, Note);
    if (role == Qt::CheckStateRole && column == Station) return one->used ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::TextAlignmentRole) return column == Station || column == Note ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && column != Station && column != Note) return numberFont();
    if (role == Qt::ForegroundRole) {
        if (!one->used) return m_palette.mutedText;
        // A station that is off by a factor of three.
        if (column == Residual && std::abs(one->residual) > 0.5) return m_palette.dark ? QColor(QStringLiteral("#ff7b72")) : QColor(QStringLiteral("#b42318"));
    }
    return {};
}

bool StationSizesModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const StationSize* one = station(index);
    if (!one || role != Qt::CheckStateRole || index.column() != Station || !one->measured) return false;
    Q_EMIT usedChanged(QString::fromStdString(one->station), value.toInt() == Qt::Checked);
    return true;
}

QVariant StationSizesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return section == Station || section == Note ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    const bool moment = m_type == QLatin1String("Mw"), body = m_type == QLatin1String("mb");
    if (role == Qt::ToolTipRole)
        switch (section) {
        case Station: return tr("Ticked stations count");
        case Distance: return tr("Hypocentral distance");
        case Amplitude: return moment ? tr("Corner frequency") : body ? tr("Ground displacement, zero to peak") : tr("On a Wood-Anderson seismograph, zero to peak, mean of the horizontals");
        case Period: return moment ? tr("Brune's stress drop") : tr("Period of the swing");
        case Residual: return tr("Station less network");
        default: return {};
        }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Station: return tr("Station");
    case Distance: return tr("km");
    case Amplitude: return moment ? tr("fc, Hz") : body ? tr("A, nm") : tr("A, mm");
    case Period: return moment ? tr("MPa") : tr("T, s");
    case Magnitude: return m_type;
    case Residual: return tr("Resid.");
    case Note: return tr("Note");
    default: return {};
    }
}

Qt::ItemFlags StationSizesModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags out = QAbstractTableModel::flags(index);
    if (const StationSize* one = station(index); one && one->measured && index.column() == Station) out |= Qt::ItemIsUserCheckable;
    return out;
}

}  // namespace seisdesk
