#pragma once
// Private state of TraceView, shared by its source files: rows, painting, input, actions.

#include "core/label/edits.h"
#include "ui/trace/amplitude_layer.h"
#include "ui/trace/canvas.h"
#include "ui/trace/curve_envelopes.h"
#include "ui/trace/detail_traces.h"
#include "ui/trace/filtered_traces.h"
#include "ui/trace/label_layer.h"
#include "ui/trace/overlay_layer.h"
#include "ui/trace/tools.h"
#include "ui/trace/trace_view.h"
#include "ui/trace/window_tool.h"

#include <QElapsedTimer>
#include <QHash>
#include <QScrollBar>
#include <QThreadPool>

#include <cmath>
#include <set>

namespace seisdesk {

struct TraceView::Private {
    Private(TraceView& view, Session& session);

    // Rows and time: trace_view.cpp
    void rebuildRows();
    void readTraces();
    /// Goes where restoreState() wants to be, once the traces are there: trace_view_state.cpp.
    void restorePlace();
    /// Whether zoom.back comes back here: not at all, as a step of its own, or as one step with a wheel's other turns.
    enum class History { None, Step, Turn };
    void setAxis(const TimeAxis& axis, History history = History::Step);
    void rememberAxis(History history);
    void layOut();
    void setCurrent(std::optional<std::size_t> row, bool scrollTo);
    void applyOptions(ViewOptions wanted);
    void setFilterFromOptions();
    bool relative() const { return options.align != TraceAlign::None; }
    Duration shiftHere() const;
    /// Height of a row with fractions: low rows that just fit are stretched to fill the window.
    double pitch() const;
    int rowTop(std::size_t row) const { return static_cast<int>(std::lround(static_cast<double>(row) * pitch())); }
    std::optional<std::size_t> rowAt(double y) const;
    /// The row keys act on: under the mouse, else the current one.
    std::optional<std::size_t> target() const;
    std::optional<std::size_t> rowIndex(const StreamId& stream) const;

    // Painting: trace_view_paint.cpp
    void dirty();
    void ensureScene();
    std::vector<RowBox> visibleBoxes();
    /// Tells the session what is on the screen, and shows samples where outlines are too coarse.
    void refine(std::vector<RowBox>& visible);
    Canvas canvasOn(QPainter& painter);
    void paintEmpty(QPainter& painter) const;

    // Labels: trace_view_labels.cpp
    Signature signature() const;
    bool apply(Edit edit);
    /// New picks within the event's arrivals become part of it.
    void joinEvent(Edit& edit) const;
    const Label* active();
    const Label* nearestToCursor();
    /// The active label, or a message that there is none to `purpose`.
    const Label* needActive(const QString& purpose);
    void pickAtCursor(const QString& phase);
    void repickActive();
    void judge(const QString& how);
    void setAttribute(const QString& actionId);
    void goToMarker(int direction);
    bool goToUnreviewed(int direction);
    void select(const std::optional<Id>& label);
    Label pattern(const QString& phase) const;
    QString readout() const;

    // Input: trace_view_input.cpp
    enum class Drag { None, Tool, Pan, ZoomRuler, BoxZoom, Window };
    GesturePoint gesturePoint(const QPointF& at, std::size_t row) const;
    const Mark* markAt(const QPointF& at);
    void startDrag(QMouseEvent* event);
    void moveDrag(QMouseEvent* event);
    /// Tells what the pick tool's pick would change: an old pick's time, or a new one.
    void tellOfPick();
    void endDrag(QMouseEvent* event);
    void cancelDrag();
    /// What Esc does: cancels a drag, else leaves pick mode, else deselects. False when there is nothing to leave.
    bool escape();
    void setCursorAt(const QPointF& at);
    void updateShape(const QPointF& at);
    void wheel(QWheelEvent* event);

    // Amplitude windows: trace_view_amplitudes.cpp
    /// The mark of the row, else of its station.
    const AmplitudeMark* amplitudeOn(std::size_t row) const;
    /// That of the row keys act on, or a message that there is none.
    const AmplitudeMark* needAmplitude();
    /// What of a window the mouse would take hold of.
    std::optional<WindowTool::Part> windowPartAt(const QPointF& at) const;
    bool startWindow(const QPointF& at, std::size_t row);
    void moveWindow(const QPointF& at);
    void endWindow(const QPointF& at);
    void cancelWindow();
    std::optional<DraggedWindow> draggedWindow() const;
    void setAmplitudeMode(bool on);
    void makeAmplitudeActions();

    // Actions: trace_view_actions.cpp
    void makeActions();
    void zoomAboutCursor(double factor);
    void scrollTime(double share);
    void changeRowHeight(double factor);
    void nextFilter(int direction);

    TraceView& view;
    Session& session;
    ViewOptions options;
    Palette palette = Palette::light();
    QString author;
    QStringList favourites;
    QStringList presets;
    std::vector<double> classes;
    std::string event;
    std::optional<Theory> theory;
    Repick repick;

    TimeAxis axis;
    bool axisSet = false;
    std::vector<TimeAxis> back, forward;
    QElapsedTimer sinceTurn;
    std::vector<Row> rows;
    Time reference{};
    std::set<StreamId> clipped;
    std::shared_ptr<std::atomic<bool>> stopClipping = std::make_shared<std::atomic<bool>>(false);

    QThreadPool paintPool, workPool;
    std::unique_ptr<FilteredTraces> filtered;
    std::unique_ptr<DetailTraces> details;
    std::unique_ptr<CurveEnvelopes> curves;
    QScrollBar* scroll = nullptr;
    Frame frame;
    QImage scene;
    bool sceneDirty = true;
    std::vector<RowBox> boxes;
    std::vector<Mark> marks;  ///< valid while the scene is

    std::optional<std::size_t> current, hover;
    std::optional<Time> cursor;  ///< screen time
    std::optional<Id> selected;
    std::optional<Id> announced;  ///< what activeLabelChanged last told
    QString phase;
    std::optional<StreamId> wantedStream;
    std::optional<int> wantedScroll;

    Drag drag = Drag::None;
    std::unique_ptr<Tool> tool;
    std::size_t toolRow = 0;
    std::optional<Id> dragged;
    bool ghosted = false;  ///< somebody was told of a pick that is not there yet
    SpanDrag span;
    std::vector<AmplitudeMark> amplitudes;
    bool amplitudeMode = false;
    std::optional<WindowTool> window;
    std::string windowStation;
    QPointF pressed;
    TimeAxis pressedAxis;
    int pressedScroll = 0;
    bool moved = false;
    double wheelRest = 0.0;

    QHash<QString, std::function<void()>> actions;
};

}  // namespace seisdesk
