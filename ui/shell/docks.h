#pragma once
// Docks: the panels around the traces and where they stand at first.

#include "ui/analysis/analysis_panels.h"
#include "ui/theme/palette.h"

#include <QHash>
#include <QObject>
#include <QString>

class QDockWidget;
class QMainWindow;
class QTimer;

namespace seisdesk {

class EventsPanel;
class LearningPanel;
class LocationPanel;
class MapPanel;
class MagnitudePanel;
class MechanismPanel;
class ProofView;
class QueuePanel;
class VersionsPanel;
class JobQueue;
class JobsPanel;
class LogPanel;
class ModelPanel;
class PicksPanel;
class Session;
class StationsPanel;

class Docks : public QObject {
    Q_OBJECT
public:
    Docks(QMainWindow& window, JobQueue& jobs);

    StationsPanel* stations() const { return m_stations; }
    PicksPanel* picks() const { return m_picks; }
    EventsPanel* events() const { return m_events; }
    ModelPanel* model() const { return m_model; }
    JobsPanel* jobs() const { return m_jobs; }
    LogPanel* log() const { return m_log; }
    LearningPanel* adapt() const { return m_adapt; }
    LocationPanel* location() const { return m_location; }
    MapPanel* map() const { return m_map; }
    QueuePanel* queue() const { return m_queue; }
    ProofView* proof() const { return m_proof; }
    VersionsPanel* versions() const { return m_versions; }
    const AnalysisPanels& analysis() const { return m_analysis; }
    MagnitudePanel* magnitude() const { return m_magnitude; }
    MechanismPanel* mechanism() const { return m_mechanism; }
    /// Of all panels, in the order of the Window menu.
    static const QStringList& ids();

    void setSession(Session* session);
    void setPalette(const Palette& palette);
    /// Stations and events left, picks, location, map, model, learning and queue right; magnitude and mechanism there and closed; jobs, log, proof, versions and the plots
    /// below and closed.
    void resetLayout();
    /// Widths at first; only counts once the window has its size.
    void resetSizes();
    /// Shows a panel and gives it the keys; a panel that has been in front already is closed. Ids: "stations" ...
    void toggle(const QString& id);
    void raise(const QString& id);
    QDockWidget* dock(const QString& id) const { return m_docks.value(id); }

Q_SIGNALS:
    void visibilityChanged(const QString& id, bool visible);

private:
    /// A panel that has a tab needs no title beside it.
    void showTitles();
    /// In a frame that scrolls where the panel is too high.
    QWidget* scrolled(QWidget* panel) const;
    QDockWidget* add(const QString& id, const QString& title, QWidget* panel);
    QMainWindow& m_window;
    StationsPanel* m_stations;
    PicksPanel* m_picks;
    EventsPanel* m_events;
    ModelPanel* m_model;
    JobsPanel* m_jobs;
    LogPanel* m_log;
    LearningPanel* m_adapt;
    LocationPanel* m_location;
    MapPanel* m_map;
    QueuePanel* m_queue;
    ProofView* m_proof;
    VersionsPanel* m_versions;
    AnalysisPanels m_analysis;
    MagnitudePanel* m_magnitude;
    MechanismPanel* m_mechanism;
    QHash<QString, QDockWidget*> m_docks;
    QHash<QString, bool> m_inFront;
    QHash<QDockWidget*, QWidget*> m_noTitle;
    QTimer* m_titlesLater;
};

}  // namespace seisdesk
