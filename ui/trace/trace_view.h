#pragma once
// TraceView: traces from a day down to single samples, with curves and picks over them. Shows a Session and turns
// gestures into Edits; holds no truth of its own.

#include "core/session/session.h"
#include "ui/theme/palette.h"
#include "ui/trace/amplitude_mark.h"
#include "ui/trace/rows.h"
#include "ui/trace/time_axis.h"
#include "ui/trace/trace_options.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

class TraceView : public QWidget {
    Q_OBJECT
public:
    explicit TraceView(Session& session, QWidget* parent = nullptr);
    ~TraceView() override;

    const ViewOptions& options() const;
    void setOptions(const ViewOptions& options);
    void setPalette(const Palette& palette);
    /// Name that new labels carry as author.
    void setAuthor(const QString& author);
    /// Phases of pick.1 to pick.9, in order. Default: P, Pn, Pg, pP, S, Sn, Sg.
    void setFavouritePhases(const QStringList& phases);
    const QStringList& favouritePhases() const;
    /// Filters that filter.next and filter.previous go through.
    void setFilterPresets(const QStringList& filters);
    const QStringList& filterPresets() const;
    /// Seconds of uncertainty.1, .2 ... Default: 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2.
    void setUncertaintyClasses(const std::vector<double>& seconds);
    const std::vector<double>& uncertaintyClasses() const;
    /// Event that distances, azimuths and origin alignment refer to (publicID); empty takes the last one with an origin.
    void setEvent(const QString& publicId);
    /// Where that event is located now: theoretical arrivals, distances and alignments come from there, and picks made while it lasts belong to the
    /// event. Nothing: from the event's origin, without theoretical arrivals.
    void setTheory(const std::optional<Theory>& theory);
    /// Rows as shown, with their theoretical arrivals.
    const std::vector<Row>& rows() const;
    /// Amplitude windows, drawn on their streams' rows; empty while nobody asks for them.
    void setAmplitudes(std::vector<AmplitudeMark> marks);
    const std::vector<AmplitudeMark>& amplitudes() const;
    /// What `repick` calls: the onset near a time on a trace, or nothing when there is none. The trace is raw.
    using Repick = std::function<std::optional<Label>(const Trace& trace, Time near, const std::string& phase)>;
    void setRepick(Repick repick);

    /// In screen time, which counts from the alignment where there is one.
    TimeAxis timeAxis() const;
    /// What is visible in true time: over all shown rows where they are aligned.
    TimeSpan visibleSpan() const;
    void setSpan(const TimeSpan& span);
    void showAll();
    /// Selects a label, goes to it and makes it the active one. False when its station is not shown.
    bool goToLabel(const Id& label);
    /// Makes the stream current, scrolls to it and centres the time.
    void goTo(const StreamId& stream, Time time);
    std::optional<StreamId> currentStream() const;
    /// The label the keys act on: the selected one, or the nearest to the cursor on the current trace.
    const Label* activeLabel() const;
    std::optional<Time> cursorTime() const;
    /// Traces in view order after filter and sort; what "predict visible" uses.
    std::vector<TraceItemPtr> shownTraces() const;

    /// Runs an action of traceActions(). Unknown ids do nothing and return false.
    bool perform(const QString& actionId);
    /// Whether a checkable action is on now; see optionsChanged() and pickPhaseChanged().
    bool isOn(const QString& actionId) const;
    /// Phase of pick mode; empty outside of it.
    const QString& pickPhase() const;
    /// Enters pick mode for any phase hint; empty leaves it.
    void setPickPhase(const QString& phase);

    /// View state for the project file.
    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

Q_SIGNALS:
    void optionsChanged();
    void spanChanged(seisdesk::TimeSpan span);  ///< visibleSpan()
    void pickPhaseChanged(const QString& phase);
    void currentChanged();
    void activeLabelChanged();
    /// A pick's line is under the mouse at this time; nothing is changed until it is let go.
    void labelDragged(const seisdesk::Id& label, seisdesk::Time time);
    /// A new pick of the event is being set; the pick is not there yet.
    void pickDrawn(const seisdesk::Label& label);
    void labelDragEnded();  ///< of either: let go or given up, before the edit if there is one
    /// A station's amplitude window is under the mouse; nothing is changed until it is let go.
    void amplitudeWindowDragged(const QString& station, seisdesk::TimeSpan window);
    void amplitudeDragGivenUp(const QString& station);
    /// By mouse or key, to the millisecond.
    void amplitudeWindowSet(const QString& station, seisdesk::TimeSpan window);
    void amplitudeAutomaticWanted(const QString& station);
    void amplitudeUseWanted(const QString& station);  ///< use it or leave it out
    void amplitudesWanted();                          ///< amplitude mode begins without any
    void modeChanged();                               ///< amplitude mode
    /// One line for the status bar: time, amplitude with unit, S-P distance.
    void cursorMoved(const QString& line);
    /// A sentence for the status bar: "No P here to give a polarity to."
    void message(const QString& text);

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void mousePressEvent(QMouseEvent*) override;
    void mouseMoveEvent(QMouseEvent*) override;
    void mouseReleaseEvent(QMouseEvent*) override;
    void mouseDoubleClickEvent(QMouseEvent*) override;
    void wheelEvent(QWheelEvent*) override;
    void keyPressEvent(QKeyEvent*) override;
    void leaveEvent(QEvent*) override;
    void changeEvent(QEvent*) override;
    bool event(QEvent*) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace seisdesk
