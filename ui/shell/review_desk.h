#pragma once
// ReviewDesk: connects the event under review with the location panel, the map, the traces and the events.

#include "core/session/event_review.h"
#include "core/session/project_corrections.h"
#include "ui/review/review_state.h"

#include <QObject>
#include <QPointer>

namespace seisdesk {

class LocationPanel;
class MainWindow;
class MapPanel;
class TraceView;

class ReviewDesk : public QObject {
    Q_OBJECT
public:
    /// The window must have its panels, and must outlive this.
    explicit ReviewDesk(MainWindow& window);

    /// Other desks listen to it.
    EventReview& review() { return m_review; }

    void setSession(Session* session);
    void setTraces(TraceView* traces);
    /// Puts an event under review and shows it everywhere.
    void open(const ResourceId& event);
    /// Name or file of the velocity model of this project; made in a job.
    void useModel(const QString& model);
    const QString& velocityModel() const { return m_model; }
    /// Actions "locate.*" and "map.*". False for others.
    bool run(const QString& id);
    void showActions();

private:
    void wireReview();
    void wirePanels();
    void chooseEvent();
    void makeTimes(const QString& model);
    void showState();
    void showEvents();
    void showTheory();
    void showModels(const QString& note = {});
    void wireCorrections();
    void useCorrections(const ProjectCorrections& corrections);
    void showCorrections();
    void goTo(const Id& pick);
    void toggleUsed();
    void report(const Result<void>& result);
    ReviewState state() const;

    MainWindow& m_window;
    LocationPanel& m_panel;
    MapPanel& m_map;
    EventReview m_review;
    QPointer<Session> m_session;
    QPointer<Job> m_making;
    QString m_model;      ///< of the project
    QString m_made;       ///< of the travel times there are
    std::string m_touched;
    bool m_fit = false;   ///< the map is to show the event once it is located
};

}  // namespace seisdesk
