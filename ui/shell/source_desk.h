#pragma once
// SourceDesk: connects the event under review with the panels of magnitudes and mechanism; measures and searches on a worker when picks change.

#include "core/session/event_review.h"
#include "core/session/job_queue.h"
#include "core/session/session.h"
#include "ui/source/magnitude_panel.h"
#include "ui/source/mechanism_panel.h"

#include <QObject>
#include <QPointer>

class QTimer;

namespace seisdesk {

class MainWindow;

/// What follows from picks follows them into the event: a mechanism once the event has our own origin (unless a person keeps another), magnitudes
/// once they were put there. Looking at an event writes nothing.
class SourceDesk : public QObject {
    Q_OBJECT
public:
    /// The window must have its panels; both must outlive this.
    SourceDesk(MainWindow& window, EventReview& review);

    void setSession(Session* session);
    const MechanismView& mechanism() const { return m_mechanism; }
    const MagnitudeView& magnitude() const { return m_magnitude; }
    bool busy() const;

private:
    void wirePanels();
    void follow();
    void search(const Event& event);
    void measure(const Event& event, const TravelTimes& times);
    void average();
    void keep(const FaultPlane& plane);
    void backToAutomatic();
    void putMagnitudes(bool undoable);
    void goTo(const QString& station);
    void showMechanism();
    void showMagnitude();
    /// The event with its labels as picks and the present location as origin. Nothing without event or origin.
    std::optional<Event> present() const;
    OriginSignature signature(Mode mode) const;
    void change(const char* name, const Event& after);
    void put(const Event& after);

    MainWindow& m_window;
    EventReview& m_review;
    QPointer<Session> m_session;
    QTimer* m_later;
    QPointer<Job> m_searching, m_measuring;
    MechanismView m_mechanism;
    MagnitudeView m_magnitude;
    SizeOptions m_options;
    std::string m_searched, m_measured;  ///< what the results belong to
};

}  // namespace seisdesk
