#pragma once
// EventsPanel: the list of events with its filters; a click shows an event's records.

#include "core/base/id.h"
#include "core/catalog/event.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTimer;
class QToolButton;

namespace seisdesk {

class EventFilterForm;
class EventsModel;
class Session;
struct Palette;

class EventsPanel : public QWidget {
    Q_OBJECT
public:
    explicit EventsPanel(QWidget* parent = nullptr);
    void setSession(Session* session);
    void setPalette(const Palette& palette);
    /// Actions whose keys work in the list.
    void addEventActions(const QList<QAction*>& actions);
    /// The current event's id; empty for none.
    ResourceId current() const;
    /// Of all selected rows, the current one first.
    std::vector<ResourceId> selected() const;
    /// Makes an event the current one and shows it, as a click does. False when the list does not show it.
    bool go(const ResourceId& id);
    /// Goes on in the list by one row, or to the next that is not reviewed. False at the end.
    bool step(int step, bool unreviewed);
    QTableView* table() const { return m_table; }
    EventsModel* model() const { return m_model; }

Q_SIGNALS:
    void chosen(const seisdesk::Event& event);
    void associateWanted();
    void menuWanted(const QPoint& globalPosition);
    void picksDropped(const std::vector<seisdesk::Id>& picks, const seisdesk::ResourceId& event);

private:
    void refresh();
    void filter();
    void restore(const std::vector<ResourceId>& selected);
    void showCount();
    void fitTimes();
    void choose(const QModelIndex& index);
    QPointer<Session> m_session;
    EventsModel* m_model;
    QTableView* m_table;
    QLineEdit* m_search;
    QToolButton *m_unreviewed, *m_first, *m_more;
    EventFilterForm* m_form;
    QStackedWidget* m_stack;
    QLabel *m_empty, *m_count;
    QPushButton* m_associate;
    QTimer* m_later;
    bool m_oneDay = false;
    bool m_quiet = false;  ///< selection moves by itself, not by hand
};

}  // namespace seisdesk
