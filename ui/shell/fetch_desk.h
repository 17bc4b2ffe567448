#pragma once
// FetchDesk: asks a data centre in a job and adds what it sent to the session.

#include "core/session/session.h"
#include "ui/dialogs/fetch_dialog.h"
#include "ui/panels/log_model.h"

#include <QObject>
#include <QPointer>

class QSettings;

namespace seisdesk {

class FetchDesk : public QObject {
    Q_OBJECT
public:
    FetchDesk(JobQueue& jobs, QObject* parent);
    void setSession(Session* session) { m_session = session; }

    /// Asks what is wanted, then gets it. `event`: the one under review; null for none.
    void ask(const Event* event, QSettings& settings, QWidget* parent);
    /// Null when there is nothing to do. What comes is added by Session::addFiles().
    Job* get(const FetchWish& wish, const Event* event);

Q_SIGNALS:
    void told(const seisdesk::Message& message);
    /// For the log.
    void noted(const seisdesk::Message& message);

private:
    void take(const Fetched& fetched, const QString& server);
    JobQueue& m_jobs;
    QPointer<Session> m_session;
};

}  // namespace seisdesk
