#pragma once
// LogModel: what the desk told the analyst, with the time; the newest last.

#include <QAbstractTableModel>
#include <QDateTime>

#include <deque>

namespace seisdesk {

enum class Severity { Information, Success, Warning, Error };

/// One sentence or more for people: what happened, where, and what to do about it.
struct Message {
    Severity severity = Severity::Information;
    QString text;
    QDateTime time = QDateTime::currentDateTime();
};

QString word(Severity severity);
/// Name of the icon that goes with it.
QString iconName(Severity severity);

/// Keeps the last 5000 messages.
class LogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Kind, Text, Columns };
    static constexpr int capacity = 5000;
    using QAbstractTableModel::QAbstractTableModel;

    void add(const Message& message);
    void clear();
    const Message& message(int row) const { return m_messages[static_cast<std::size_t>(row)]; }
    /// One line per message, tab separated, for the clipboard.
    QString text(const QList<int>& rows) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::deque<Message> m_messages;
};

}  // namespace seisdesk
