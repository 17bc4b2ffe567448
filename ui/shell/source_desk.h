#pragma once
// SourceDesk: connects the event under review with the panel of the mechanism, and has its size followed; searches on a worker when picks change.

#include "core/session/event_review.h"
#include "core/session/job_queue.h"
#include "core/session/session.h"
#include "ui/shell/size_desk.h"
#include "ui/source/mechanism_panel.h"

#include <QObject>
#include <QPointer>

class QTimer;

namespace seisdesk {

class MainWindow;

/// What follows from picks follows them into the event: a mechanism once the event has our own origin (unless a person keeps another), magnitudes
/// once they were put there (SizeDesk). Looking at an event writes nothing.
class SourceDesk : public QObject {
    Q_OBJECT
public:
    /// The window must have its panels; both must outlive this.
    SourceDesk(MainWindow& window, EventReview& review);

    void setSession(Session* session);
    const MechanismView& mechanism() const { return m_mechanism; }
    const MagnitudeView& magnitude() const { return m_size->view(); }
    SizeDesk& size() const { return *m_size; }
    bool busy() const;

private:
    void wirePanels();
    void follow();
    void search(const Event& event);
    void keep(const FaultPlane& plane);
    void backToAutomatic();
    void goTo(const QString& station);
    void showMechanism();
    /// The event with its labels as picks and the present location as origin. Nothing without event or origin.
    std::optional<Event> present() const;
    OriginSignature signature(Mode mode) const;

    MainWindow& m_window;
    EventReview& m_review;
    QPointer<Session> m_session;
    QTimer* m_later;
    SizeDesk* m_size;
    QPointer<Job> m_searching;
    MechanismView m_mechanism;
    std::string m_searched;  ///< what the result belongs to
};

}  // namespace seisdesk
