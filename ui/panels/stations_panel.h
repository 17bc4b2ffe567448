#pragma once
// StationsPanel: the list of stations; ticks say which are shown, a click goes there.

#include "core/catalog/event.h"
#include "core/waveform/stream_id.h"
#include "ui/panels/stations_model.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;
class QTimer;
class QToolButton;

namespace seisdesk {

class Session;
struct Palette;

class StationsPanel : public QWidget {
    Q_OBJECT
public:
    explicit StationsPanel(QWidget* parent = nullptr);
    void setSession(Session* session);
    void setPalette(const Palette& palette);
    /// Distances are measured from this event's origin; empty takes the last event.
    void setEvent(const ResourceId& event);
    QStringList hidden() const;
    void setHidden(const QStringList& stations);
    QTableView* table() const { return m_table; }
    StationsModel* model() const { return m_model; }
    QLineEdit* search() const { return m_search; }

Q_SIGNALS:
    void chosen(const seisdesk::StreamId& stream);
    void hiddenChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void countLabels();
    void fitColumns();
    void showCount();
    QPointer<Session> m_session;
    StationsModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table;
    QLineEdit* m_search;
    QToolButton* m_all;
    QLabel* m_count;
    QTimer* m_later;
    int m_sourceColumn = 40;  ///< width of a source column, px
    ResourceId m_event;
};

/// The origin distances are measured from: of the event with the id, else of the last one that has an origin.
std::optional<Epicentre> epicentreOf(const std::vector<Event>& events, const ResourceId& id);

}  // namespace seisdesk
