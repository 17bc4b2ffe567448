#include "ui/panels/log_model.h"

namespace seisdesk {

QString word(Severity severity)
{
    switch (severity) {
    case Severity::Success: return QStringLiteral("done");
    case Severity::Warning: return QStringLiteral("warning");
    case Severity::Error: return QStringLiteral("error");
    case Severity::Information: break;
    }
    return QStringLiteral("note");
}

QString iconName(Severity severity)
{
    switch (severity) {
    case Severity::Success: return QStringLiteral("success");
    case Severity::Warning: return QStringLiteral("warning");
    case Severity::Error: return QStringLiteral("error");
    case Severity::Information: break;
    }
    return QStringLiteral("information");
}

void LogModel::add(const Message& message)
{
    if (m_messages.size() >= capacity) {
        beginRemoveRows({}, 0, 0);
        m_messages.pop_front();
        endRemoveRows();
    }
    const int row = static_cast<int>(m_messages.size());
    beginInsertRows({}, row, row);
    m_messages.push_back(message);
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_messages.clear();
    endResetModel();
}

QString LogModel::text(const QList<int>& rows) const
{
    QString out;
    for (const int row : rows) {
        if (row < 0 || row >= rowCount()) continue;
        const Message& m = message(row);
        out += m.time.toString(Qt::ISODate) + QLatin1Char('\t') + word(m.severity) + QLatin1Char('\t') + m.text + QLatin1Char('\n');
    }
    return out;
}

int LogModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_messages.size()); }
int LogModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !checkIndex(index)) return {};
    const Message& m = message(index.row());
    if (role == Qt::ToolTipRole && index.column() == Text) return m.text;
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
    case Time: return m.time.toString(QStringLiteral("HH:mm:ss"));
    case Kind: return word(m.severity);
    case Text: return m.text;
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    static const QString titles[] = {tr("Time"), tr("Kind"), tr("Message")};
    return section >= 0 && section < Columns ? titles[section] : QVariant();
}

}  // namespace seisdesk
