#pragma once
// SizeDesk: connects the size of the event under review with the panel of magnitudes and the amplitude windows in the traces.

#include "core/base/time.h"
#include "core/locate/location_origin.h"
#include "core/session/event_review.h"
#include "core/session/job_queue.h"
#include "core/session/session.h"
#include "ui/analysis/newest.h"
#include "ui/source/magnitude_panel.h"

#include <QObject>
#include <QPointer>

namespace seisdesk {

class MainWindow;
class SizeSettingsDialog;
class TraceView;

/// Measures on a worker when picks, windows or settings change. Magnitudes that are in the event follow its picks. What a person decides of them
/// (windows, switches, settings) is an undoable edit of the event, and is read from there again after an undo or a restart; setting a window puts
/// the magnitudes into the event. Looking at an event writes nothing.
class SizeDesk : public QObject {
    Q_OBJECT
public:
    /// The window must have its panels; both must outlive this.
    SizeDesk(MainWindow& window, EventReview& review);

    void setSession(Session* session);
    void setTraces(TraceView* traces);
    /// The event with its labels as picks and the present location as origin; nothing while there is none.
    void follow(const std::optional<Event>& present);
    const MagnitudeView& view() const { return m_view; }
    const SizeOptions& options() const { return m_options; }
    bool busy() const;
    /// Action "size.settings". False for others.
    bool run(const QString& id);

private:
    /// What an event says of decisions that people made.
    struct Decisions {
        std::string settings;
        MagnitudeCorrections corrections;
        std::map<std::string, TimeSpan> windows;
        std::set<std::pair<std::string, std::string>> switchedOff;
        bool operator==(const Decisions&) const = default;
    };
    struct Measured {
        EventSize size;
        std::shared_ptr<const std::vector<StationRecording>> recordings;
    };

    void wirePanel();
    /// What the measurements depend on.
    std::string fingerprint(const Event& event, SizeOptions options) const;
    static Decisions decisionsIn(const Event& event);
    void adopt(const Event& event, bool another);
    void remember();
    void readSettings();
    bool measure();                      ///< false when what there is will do
    void take(Result<Measured> measured, const std::string& of);
    void choose(SizeOptions options, const std::string& edit);
    void use(const std::string& station, const std::string& type, bool used);
    void setWindow(const QString& station, std::optional<TimeSpan> window);
    void workOnWindows();
    void takeWindows(EventSize size, const SizeOptions& with, const std::map<std::string, std::optional<TimeSpan>>& set, const std::set<std::string>& stations);
    void putMagnitudes(const std::string& edit);
    void openSettings();
    void goTo(const QString& station);
    void show();
    void showAmplitudes();
    OriginSignature signature() const;

    MainWindow& m_window;
    EventReview& m_review;
    QPointer<Session> m_session;
    QPointer<Job> m_measuring;
    QPointer<SizeSettingsDialog> m_dialog;
    Newest* m_live;
    MagnitudeView m_view;
    SizeOptions m_options, m_project;    ///< of this event; what others begin with
    Decisions m_seen;
    std::optional<Event> m_present;
    std::shared_ptr<const std::vector<StationRecording>> m_recordings;
    bool m_inFront = false;              ///< the panel can be seen
    std::string m_measured;              ///< what the measurements belong to
    std::string m_edit;                  ///< name of the edit that the next magnitudes are; empty when they only follow
    std::map<std::string, std::optional<TimeSpan>> m_wanted;       ///< windows that were set and are not in the event yet
    std::optional<std::pair<std::string, TimeSpan>> m_trial, m_shownTrial;  ///< the one that is dragged; the one that the size is of
    std::set<std::string> m_stale;       ///< stations that are shown by a window which nobody set
};

}  // namespace seisdesk
