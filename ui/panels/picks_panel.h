#pragma once
// PicksPanel: the table of picks; a click goes there, the pick keys and double clicks edit what is selected.

#include "core/label/label_set.h"

#include <QWidget>

#include <QPointer>

class QAction;
class QLabel;
class QLineEdit;
class QTableView;
class QTimer;
class QToolButton;

namespace seisdesk {

class PicksModel;
class Session;
struct Palette;

class PicksPanel : public QWidget {
    Q_OBJECT
public:
    explicit PicksPanel(QWidget* parent = nullptr);

    /// Null shows nothing. The session must outlive the panel or be replaced.
    void setSession(Session* session);
    void setAuthor(const QString& author);
    /// Phases of pick.1 to pick.9 and seconds of uncertainty.1 to uncertainty.8.
    void setChoices(const QStringList& phases, const std::vector<double>& uncertaintySeconds);
    void setPalette(const Palette& palette);
    /// Actions whose keys work in the table.
    void addEditActions(const QList<QAction*>& actions);
    /// Selects the row of a label without going there.
    void select(const Id& id);
    /// Runs a pick action ("polarity.positive", "pick.confirm" ...) on all selected rows as one edit. False when the
    /// action is not about labels or nothing is selected.
    bool perform(const QString& actionId);
    bool hasTableFocus() const;
    /// The labels of the selected rows.
    std::vector<Label> selected() const;
    /// Lists only picks that are in no event.
    void showLoose(bool only);
    QTableView* table() const { return m_table; }
    PicksModel* model() const { return m_model; }

Q_SIGNALS:
    void chosen(const seisdesk::Label& label);
    void failed(const QString& message);
    void menuWanted(const QPoint& globalPosition);

private:
    std::optional<Edit> editFor(const QString& action, const Label& label) const;
    void apply(const Edit& edit);
    void refresh();
    void showCount();
    QString eventName(const std::string& id) const;

    QPointer<Session> m_session;
    PicksModel* m_model;
    QTableView* m_table;
    QLineEdit* m_search;
    QToolButton *m_rejected, *m_automatic, *m_loose;
    QLabel* m_count;
    QTimer* m_later;
    TimeSpan m_changed;
    std::string m_author;
    QStringList m_phases;
    std::vector<double> m_classes;
    bool m_selecting = false;
};

}  // namespace seisdesk
