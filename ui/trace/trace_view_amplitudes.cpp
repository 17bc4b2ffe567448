// Amplitude windows in the traces: what keys and mouse do with them. What comes of it is asked for by signals.

#include "ui/trace/trace_view_private.h"

#include <algorithm>

namespace seisdesk {

const AmplitudeMark* TraceView::Private::amplitudeOn(std::size_t row) const
{
    if (row >= rows.size() || !options.showAmplitudes) return nullptr;
    const StreamId& id = rows[row].id();
    const std::string station = id.network + '.' + id.station;
    const AmplitudeMark* out = nullptr;
    for (const AmplitudeMark& mark : amplitudes)
        if (mark.station == station && (!out || mark.stream == id)) out = &mark;
    return out;
}

const AmplitudeMark* TraceView::Private::needAmplitude()
{
    const auto row = target();
    const AmplitudeMark* mark = row ? amplitudeOn(*row) : nullptr;
    if (!mark) Q_EMIT view.message(amplitudes.empty() ? tr("No amplitudes are shown: open the panel of magnitudes.") : tr("No amplitude was looked for on this trace."));
    return mark;
}

bool TraceView::Private::startWindow(const QPointF& at, std::size_t row)
{
    const AmplitudeMark* mark = amplitudeMode ? amplitudeOn(row) : nullptr;
    if (!mark) return false;
    const GesturePoint point = gesturePoint(at, row);
    window.emplace(mark->window, WindowTool::partAt(mark->window, point.time, point.secondsPerPixel), point);
    windowStation = mark->station;
    drag = Drag::Window;
    toolRow = row;
    return true;
}

std::optional<WindowTool::Part> TraceView::Private::windowPartAt(const QPointF& at) const
{
    const auto row = amplitudeMode ? rowAt(at.y()) : std::nullopt;
    const AmplitudeMark* mark = row ? amplitudeOn(*row) : nullptr;
    if (!mark) return std::nullopt;
    const GesturePoint point = gesturePoint(at, *row);
    return WindowTool::partAt(mark->window, point.time, point.secondsPerPixel);
}

void TraceView::Private::moveWindow(const QPointF& at)
{
    const auto before = window->window();
    window->move(gesturePoint(at, toolRow));
    if (!window->window() || window->window() == before) return;
    if (!before) dirty();  // it is not drawn where it was
    Q_EMIT view.amplitudeWindowDragged(QString::fromStdString(windowStation), *window->window());
}

void TraceView::Private::endWindow(const QPointF& at)
{
    moveWindow(at);
    const auto made = window->window();
    const QString station = QString::fromStdString(windowStation);
    window.reset();
    drag = Drag::None;
    if (made) {
        // Stays where it was let go until what came of it is known.
        for (AmplitudeMark& mark : amplitudes)
            if (mark.station == windowStation) mark.window = *made, mark.byHand = true;
        Q_EMIT view.amplitudeWindowSet(station, *made);
    }
    dirty();
}

void TraceView::Private::cancelWindow()
{
    if (!window) return;
    const bool moved = window->window().has_value();
    window.reset();
    if (moved) Q_EMIT view.amplitudeDragGivenUp(QString::fromStdString(windowStation));
    dirty();
}

std::optional<DraggedWindow> TraceView::Private::draggedWindow() const
{
    const auto now = window ? window->window() : std::nullopt;
    return now ? std::optional(DraggedWindow{windowStation, *now}) : std::nullopt;
}

void TraceView::Private::setAmplitudeMode(bool on)
{
    if (on == amplitudeMode) return;
    amplitudeMode = on;
    if (on) {
        if (!phase.isEmpty()) view.setPickPhase({});
        ViewOptions wanted = options;
        wanted.showAmplitudes = true;
        applyOptions(wanted);
        if (amplitudes.empty()) Q_EMIT view.amplitudesWanted();
        Q_EMIT view.message(tr("Amplitude windows: drag an edge, the whole, or draw a new one; Esc leaves."));
    }
    dirty();
    Q_EMIT view.modeChanged();
}

void TraceView::Private::makeAmplitudeActions()
{
    const auto on = [this](const char* id, std::function<void()> run) { actions.insert(QString::fromLatin1(id), std::move(run)); };
    const auto change = [this, on](const char* id, std::function<TimeSpan(TimeSpan, std::optional<Time>)> make) {
        on(id, [this, make] {
            const AmplitudeMark* mark = needAmplitude();
            if (!mark) return;
            const TimeSpan wanted = roundedWindow(make(mark->window, view.cursorTime()));
            if (wanted != mark->window) Q_EMIT view.amplitudeWindowSet(QString::fromStdString(mark->station), wanted);
        });
    };
    const auto moved = [](TimeSpan window, int direction) {
        const Duration step = std::max<Duration>(std::chrono::milliseconds(50), window.length() / 20);
        return TimeSpan{window.begin + direction * step, window.end + direction * step};
    };
    on("size.windows", [this] { setAmplitudeMode(!amplitudeMode); });
    change("size.windowBegin", [](TimeSpan w, std::optional<Time> at) { return at ? TimeSpan{*at, std::max(w.end, *at + WindowTool::shortest)} : w; });
    change("size.windowEnd", [](TimeSpan w, std::optional<Time> at) { return at ? TimeSpan{std::min(w.begin, *at - WindowTool::shortest), *at} : w; });
    change("size.windowEarlier", [moved](TimeSpan w, std::optional<Time>) { return moved(w, -1); });
    change("size.windowLater", [moved](TimeSpan w, std::optional<Time>) { return moved(w, 1); });
    on("size.automatic", [this] {
        const AmplitudeMark* mark = needAmplitude();
        if (!mark) return;
        if (mark->byHand) Q_EMIT view.amplitudeAutomaticWanted(QString::fromStdString(mark->station));
        else Q_EMIT view.message(tr("The window is automatic already."));
    });
    on("size.exclude", [this] {
        if (const AmplitudeMark* mark = needAmplitude()) Q_EMIT view.amplitudeUseWanted(QString::fromStdString(mark->station));
    });
}

void TraceView::setAmplitudes(std::vector<AmplitudeMark> marks)
{
    d->amplitudes = std::move(marks);
    const bool gone = std::none_of(d->amplitudes.begin(), d->amplitudes.end(), [&](const AmplitudeMark& mark) { return mark.station == d->windowStation; });
    if (d->drag == Private::Drag::Window && gone) d->cancelDrag();
    d->dirty();
}

const std::vector<AmplitudeMark>& TraceView::amplitudes() const { return d->amplitudes; }

}  // namespace seisdesk
