#include "ui/adapt/queue_model.h"

namespace seisdesk {

QueueModel::QueueModel(Triage& triage, QObject* parent) : QAbstractTableModel(parent), m_triage(triage)
{
    connect(&triage, &Triage::ranked, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(&triage, &Triage::moved, this, [this] {
        if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
    });
}

void QueueModel::setPalette(const Palette& palette)
{
    m_palette = palette;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

int QueueModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_triage.picks().size()); }
int QueueModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QString QueueModel::stateOf(std::size_t row) const
{
    const Label* label = m_triage.label(row);
    if (!label) return tr("gone");
    if (label->review == Review::Rejected) return tr("rejected");
    if (m_triage.isDone(row)) return tr("confirmed");
    if (m_triage.at() == row) return m_triage.fixing() ? tr("click the onset") : tr("now");
    return {};
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) return {};
    const auto row = static_cast<std::size_t>(index.row());
    const DoubtfulPick& pick = m_triage.picks()[row];
    const Label* label = m_triage.label(row);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
        switch (index.column()) {
        case Station: return label ? QString::fromStdString(role == Qt::ToolTipRole ? label->stream.text() : label->stream.network + '.' + label->stream.station) : tr("gone");
        case Phase: return label ? QString::fromStdString(label->phase) : QString();
        case Reason: return QString::fromStdString(pick.reason) + (role == Qt::ToolTipRole ? tr(" (worth %1)").arg(QString::number(pick.score, 'f', 2)) : QString());
        case State: return stateOf(row);
        default: return {};
        }
    }
    if (role == Qt::ForegroundRole) {
        if (m_triage.isDone(row)) return m_palette.mutedText;
        if (index.column() == Phase && label) return m_palette.phase(label->phase);
    }
    return {};
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case Station: return tr("Station");
    case Phase: return tr("Phase");
    case Reason: return tr("Why");
    case State: return tr("State");
    default: return {};
    }
}

}  // namespace seisdesk
