#pragma once
// TraceView: traces from a day down to single samples, with curves and picks over them. Shows a Session and turns
// gestures into Edits; holds no truth of its own.

#include "core/session/session.h"
#include "ui/theme/palette.h"
#include "ui/trace/time_axis.h"
#include "ui/trace/trace_options.h"

#include <QWidget>

#include <memory>
#include <optional>

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

    TimeAxis timeAxis() const;
    void setSpan(const TimeSpan& span);
    void showAll();
    /// Makes the stream current, scrolls to it and centres the time.
    void goTo(const StreamId& stream, Time time);
    std::optional<StreamId> currentStream() const;
    /// The label the keys act on: the selected one, or the nearest to the cursor on the current trace.
    const Label* activeLabel() const;
    std::optional<Time> cursorTime() const;
    /// Traces in view order after filter and sort; what "predict visible" uses.
    std::vector<TracePtr> shownTraces() const;

    /// Runs an action of traceActions(). Unknown ids do nothing and return false.
    bool perform(const QString& actionId);

    /// View state for the project file.
    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

Q_SIGNALS:
    void optionsChanged();
    void spanChanged(seisdesk::TimeSpan span);
    void currentChanged();
    void activeLabelChanged();
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

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace seisdesk
