#pragma once
// QueuePanel: the picks most worth a look, to be judged one after the other by keys.

#include "ui/adapt/queue_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QTableView;

namespace seisdesk {

class QueuePanel : public QWidget {
    Q_OBJECT
public:
    explicit QueuePanel(JobQueue& jobs, QWidget* parent = nullptr);

    Triage& triage() { return m_triage; }
    QTableView* table() const { return m_table; }
    QLabel* state() const { return m_state; }  ///< how many are left, and in words what speaks against the present one
    void setSession(Session* session) { m_triage.setSession(session); }
    void setPalette(const Palette& palette) { m_model->setPalette(palette); }
    /// Of the shell: queue.confirm, queue.fix, queue.reject, queue.previous, queue.next, queue.refresh in this order. They become the
    /// buttons, and their keys work in the table.
    void addTriageActions(const QList<QAction*>& actions);

private:
    void follow();
    Triage m_triage;
    QueueModel* m_model;
    QTableView* m_table;
    QLabel* m_state;
    QWidget* m_buttons;
    QList<QAction*> m_actions;
};

}  // namespace seisdesk
