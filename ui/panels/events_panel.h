#pragma once
// EventsPanel: the table of events; a click shows its records.

#include "core/catalog/event.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QTableView;

namespace seisdesk {

class EventsModel;
class Session;

class EventsPanel : public QWidget {
    Q_OBJECT
public:
    explicit EventsPanel(QWidget* parent = nullptr);
    void setSession(Session* session);
    /// The selected event's id; empty for none.
    ResourceId current() const;
    QTableView* table() const { return m_table; }
    EventsModel* model() const { return m_model; }

Q_SIGNALS:
    void chosen(const seisdesk::Event& event);

private:
    void refresh();
    QPointer<Session> m_session;
    EventsModel* m_model;
    QTableView* m_table;
    QLabel* m_empty;
};

}  // namespace seisdesk
