#include "ui/review/arrivals_model.h"

#include "ui/theme/residual_color.h"
#include "ui/theme/style.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace seisdesk {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
const QString dash = QStringLiteral("\u2013");

QString fixed(double value, int digits)
{
    return std::isfinite(value) ? QString::number(value, 'f', digits).replace(QLatin1Char('-'), QChar(0x2212)) : dash;
}

QString withSign(double value, int digits)
{
    if (!std::isfinite(value)) return dash;
    return (value > 0.0 ? QStringLiteral("+") : QString()) + fixed(value, digits);
}

}  // namespace

void ArrivalsModel::setState(const ReviewState& state)
{
    std::map<std::string, const LocatedPick*> located;
    std::vector<double> residuals;
    if (const Location* location = state.shown())
        for (const LocatedPick& pick : location->picks) {
            located[pick.id] = &pick;
            if (pick.used && !state.ghost) residuals.push_back(pick.residualSeconds);
        }
    std::vector<Row> rows;
    for (const PhasePick& pick : state.picks) {
        Row row{pick, std::nullopt};
        if (const auto found = located.find(pick.id); found != located.end()) row.located = *found->second;
        rows.push_back(std::move(row));
    }
    if (!state.ghost) m_scale = residualScale(residuals);
    const auto id = [](const Row& row) { return row.pick.id; };
    if (state.ghost) {
        std::map<std::string, std::size_t> place;
        for (std::size_t i = 0; i < m_rows.size(); ++i) place[id(m_rows[i])] = i;
        std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return place[id(a)] < place[id(b)]; });
    } else {
        order(rows);
    }
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), [&](const Row& a, const Row& b) { return id(a) == id(b); });
    if (same) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
        return;
    }
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    rearrange(std::move(rows));
}

void ArrivalsModel::rearrange(std::vector<Row> rows)
{
    std::map<std::string, int> to;
    for (std::size_t i = 0; i < rows.size(); ++i) to[rows[i].pick.id] = static_cast<int>(i);
    Q_EMIT layoutAboutToBeChanged();
    QModelIndexList from = persistentIndexList(), moved;
    for (const QModelIndex& i : from) {
        const auto found = to.find(m_rows[static_cast<std::size_t>(i.row())].pick.id);
        moved << (found == to.end() ? QModelIndex() : index(found->second, i.column()));
    }
    m_rows = std::move(rows);
    changePersistentIndexList(from, moved);
    Q_EMIT layoutChanged();
}

void ArrivalsModel::setPalette(const Palette& palette)
{
    m_palette = palette;
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

std::string ArrivalsModel::id(const QModelIndex& index) const { return index.isValid() && index.row() < rowCount() ? m_rows[static_cast<std::size_t>(index.row())].pick.id : std::string(); }

int ArrivalsModel::rowOf(const std::string& wanted) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.pick.id == wanted; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool ArrivalsModel::isUsed(int row) const { return m_rows.at(static_cast<std::size_t>(row)).pick.counts(); }

int ArrivalsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int ArrivalsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

double ArrivalsModel::number(const Row& row, int column) const
{
    const bool known = row.located && row.located->arrives;
    switch (column) {
    case Residual: return known ? row.located->residualSeconds : none;
    case Weight: return row.located && row.pick.counts() ? row.located->weight : row.pick.counts() ? none : 0.0;
    case Distance: return known ? row.located->theory.distanceDegrees * kmPerDegree : none;
    case Azimuth: return known ? row.located->theory.azimuthDegrees : none;
    case TakeOff: return known ? row.located->theory.takeoffDegrees : none;
    case Sigma: return row.pick.sigmaSeconds;
    case DepthEffect: return row.located && row.located->used ? row.located->depthKmPerSecond : none;
    case Used: return row.pick.counts() ? 0.0 : 1.0;
    default: return none;
    }
}

QString ArrivalsModel::text(const Row& row, int column) const
{
    switch (column) {
    case Station: return QString::fromStdString(row.pick.station);
    case PhaseName: return QString::fromLatin1(name(row.located ? row.located->phase : row.pick.phase));
    case Residual: return withSign(number(row, column), 2);
    case Weight: return row.pick.counts() ? fixed(number(row, column), 2) : dash;
    case Distance: return fixed(number(row, column), number(row, column) < 100.0 ? 1 : 0);
    case Azimuth: case TakeOff: return std::isfinite(number(row, column)) ? fixed(number(row, column), 0) + QChar(0xB0) : dash;
    case Sigma: return fixed(number(row, column), 2);
    case DepthEffect: return withSign(number(row, column), 1);
    default: return {};
    }
}

void ArrivalsModel::order(std::vector<Row>& rows) const
{
    const auto less = [this](const Row& a, const Row& b) {
        if (m_sortColumn == Station) return a.pick.station < b.pick.station;
        if (m_sortColumn == PhaseName) return QLatin1String(name(a.pick.phase)) < QLatin1String(name(b.pick.phase));
        const bool size = m_sortColumn == Residual || m_sortColumn == DepthEffect;  // what is largest matters, on either side
        const double x = number(a, m_sortColumn), y = number(b, m_sortColumn);
        return (size ? std::abs(x) : x) < (size ? std::abs(y) : y);
    };
    const auto known = [this](const Row& row) { return m_sortColumn == Station || m_sortColumn == PhaseName || std::isfinite(number(row, m_sortColumn)); };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        if (known(a) != known(b)) return known(a);
        return m_order == Qt::AscendingOrder ? less(a, b) : less(b, a);
    });
}

void ArrivalsModel::sort(int column, Qt::SortOrder direction)
{
    m_sortColumn = column;
    m_order = direction;
    std::vector<Row> rows = m_rows;
    order(rows);
    rearrange(std::move(rows));
}

QVariant ArrivalsModel::data(const QModelIndex& at, int role) const
{
    if (!at.isValid() || at.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(at.row())];
    switch (role) {
    case Qt::DisplayRole: return at.column() == Used ? QVariant() : text(row, at.column());
    case Qt::CheckStateRole: return at.column() == Used ? QVariant(row.pick.counts() ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::TextAlignmentRole: return at.column() >= Residual ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::FontRole: return at.column() >= Residual ? QVariant(numberFont()) : QVariant();
    case Qt::ForegroundRole:
        if (!row.pick.counts()) return m_palette.mutedText;
        return at.column() == PhaseName ? QVariant(m_palette.phase(name(row.pick.phase))) : QVariant();
    case Qt::ToolTipRole:
        if (at.column() == Residual && row.located && !row.located->arrives) return tr("This phase does not arrive there in this velocity model.");
        if (at.column() == DepthEffect && row.located && row.located->used) return tr("A pick 0.1 s later moves the depth by %1 km.").arg(withSign(0.1 * row.located->depthKmPerSecond, 2));
        return {};
    case Qt::AccessibleTextRole: return at.column() == Used ? QVariant(row.pick.counts() ? tr("used") : tr("left out")) : QVariant();
    case ResidualRole: return number(row, Residual);
    case ScaleRole: return m_scale;
    case UsedRole: return row.pick.counts();
    default: return {};
    }
}

QVariant ArrivalsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) return {};
    static const QStringList names{QString(), tr("Station"), tr("Phase"), tr("Residual s"), tr("Weight"), tr("Dist km"), tr("Azim"), tr("Take-off"), tr("\u03c3 s"), tr("Depth km/s")};
    static const QStringList hints{tr("Used in the location; Space switches"), tr("Network and station"), tr("What the pick was taken for"), tr("Observed less theoretical time"),
                                   tr("How much the location heeds the pick: small for outliers"), tr("Epicentral distance"), tr("From the source to the station"),
                                   tr("Of the ray at the source, from straight down"), tr("Uncertainty of the pick"), tr("How far the depth goes when this pick comes a second later")};
    if (role == Qt::DisplayRole) return names.value(section);
    if (role == Qt::ToolTipRole) return hints.value(section);
    if (role == Qt::TextAlignmentRole && section >= Residual) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags ArrivalsModel::flags(const QModelIndex& at) const
{
    if (!at.isValid()) return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return at.column() == Used ? flags | Qt::ItemIsUserCheckable : flags;
}

bool ArrivalsModel::setData(const QModelIndex& at, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || at.column() != Used || at.row() >= rowCount()) return false;
    Q_EMIT usedWanted(QString::fromStdString(id(at)), value.toInt() == Qt::Checked);
    return false;
}

}  // namespace seisdesk
