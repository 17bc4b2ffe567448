#include "ui/trace/trace_view_private.h"

#include "ui/trace/row_layers.h"
#include "ui/trace/time_ticks.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// How near the line of a pick the mouse must be to grab it.
constexpr double grabPx = 5.0;

}  // namespace

GesturePoint TraceView::Private::gesturePoint(const QPointF& at, std::size_t row) const
{
    const double x = at.x() - frame.traces.left();
    return {x, at.y(), axis.timeAt(x) + rows[row].shift, axis.secondsPerPixel()};
}

const Mark* TraceView::Private::markAt(const QPointF& at)
{
    ensureScene();
    const auto row = rowAt(at.y());
    const Mark* best = nullptr;
    if (!row || !frame.traces.contains(at.toPoint())) return nullptr;
    for (const Mark& mark : marks) {
        if (boxes[mark.box].index != *row || mark.label->end) continue;
        const double away = std::abs(mark.x - at.x());
        // Of two near lines the one that belongs to the row wins.
        if (away <= grabPx && (!best || (mark.full && !best->full) || (mark.full == best->full && away < std::abs(best->x - at.x())))) best = &mark;
    }
    return best;
}

void TraceView::Private::setCursorAt(const QPointF& at)
{
    if (frame.traces.contains(at.toPoint())) {
        cursor = axis.timeAt(at.x() - frame.traces.left());
        hover = rowAt(at.y());
    } else if (frame.ruler.contains(at.toPoint())) {
        cursor = axis.timeAt(at.x() - frame.traces.left());
    }
    const Label* label = active();
    if ((label ? std::optional(label->id) : std::nullopt) != announced) dirty();
    else view.update();
    Q_EMIT view.cursorMoved(readout());
}

void TraceView::Private::updateShape(const QPointF& at)
{
    if (drag == Drag::Pan) view.setCursor(Qt::ClosedHandCursor);
    else if (frame.ruler.contains(at.toPoint())) view.setCursor(Qt::SizeHorCursor);
    else if (!frame.traces.contains(at.toPoint())) view.unsetCursor();
    else if (!phase.isEmpty()) view.setCursor(Qt::CrossCursor);
    else if (const auto part = drag == Drag::None ? windowPartAt(at) : std::nullopt)
        view.setCursor(*part == WindowTool::Part::New ? Qt::CrossCursor : *part == WindowTool::Part::Whole ? Qt::SizeAllCursor : Qt::SplitHCursor);
    else if (markAt(at)) view.setCursor(Qt::SplitHCursor);
    else view.unsetCursor();
}

void TraceView::Private::startDrag(QMouseEvent* event)
{
    const QPointF at = event->position();
    pressed = at;
    pressedAxis = axis;
    pressedScroll = scroll->value();
    moved = false;
    const bool onRuler = frame.ruler.contains(at.toPoint());
    if (onRuler && event->button() == Qt::RightButton) {
        drag = Drag::ZoomRuler;
        span = {at.x() - frame.traces.left(), at.x() - frame.traces.left(), false};
        return;
    }
    if (onRuler || event->button() == Qt::MiddleButton) {
        drag = Drag::Pan;
        return;
    }
    const auto row = rowAt(at.y());
    if (row) setCurrent(row, false);
    if (!row || !frame.traces.contains(at.toPoint())) return;
    const Mark* mark = markAt(at);
    if (event->button() == Qt::RightButton) {
        // For the context menu, which speaks of what is under the mouse.
        if (mark) select(mark->label->id);
        return;
    }
    if (event->button() != Qt::LeftButton) return;
    if (startWindow(at, *row)) return;
    if (!phase.isEmpty()) {
        tool = std::make_unique<PickTool>(pattern(phase), session.labels(), signature());
    } else if (mark) {
        const Label label = *mark->label;
        select(label.id);
        dragged.reset();
        tool = std::make_unique<MoveTool>(label, signature());
    } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        drag = Drag::BoxZoom;
        span = {at.x() - frame.traces.left(), at.x() - frame.traces.left(), false};
        return;
    } else {
        drag = Drag::Pan;
        return;
    }
    drag = Drag::Tool;
    toolRow = *row;
    tool->press(gesturePoint(at, toolRow));
    tellOfPick();
}

void TraceView::Private::tellOfPick()
{
    const Label* pick = dynamic_cast<PickTool*>(tool.get()) ? tool->preview() : nullptr;
    if (!pick || !theory || theory->event.empty()) return;
    Edit edit = placePick(session.labels(), *pick, signature());
    joinEvent(edit);
    if (edit.added.empty() || edit.added.back().event != theory->event) return;
    ghosted = true;
    if (edit.removed.empty()) Q_EMIT view.pickDrawn(edit.added.back());
    else Q_EMIT view.labelDragged(edit.removed.front().id, pick->time);
}

void TraceView::Private::moveDrag(QMouseEvent* event)
{
    const QPointF at = event->position();
    const QPointF by = at - pressed;
    if (by.manhattanLength() > 3.0) moved = true;
    switch (drag) {
    case Drag::None: break;
    case Drag::Tool: {
        tool->move(gesturePoint(at, toolRow));
        // While its line is dragged, the label is not drawn where it was.
        const auto* preview = tool->preview();
        const std::optional<Id> now = preview && dynamic_cast<MoveTool*>(tool.get()) ? std::optional(preview->id) : std::nullopt;
        if (now != dragged) {
            dragged = now;
            dirty();
        }
        if (now) Q_EMIT view.labelDragged(*now, preview->time);
        else tellOfPick();
        break;
    }
    case Drag::Pan:
        if (!moved) break;
        setAxis(pressedAxis.scrolled(fromSeconds(-by.x() * pressedAxis.secondsPerPixel())), History::None);
        if (!frame.ruler.contains(pressed.toPoint())) scroll->setValue(pressedScroll - static_cast<int>(by.y()));
        break;
    case Drag::ZoomRuler:
        span.toX = at.x() - frame.traces.left();
        span.left = at.y() > frame.ruler.bottom() + 30 || at.y() < -30;
        break;
    case Drag::BoxZoom: span.toX = at.x() - frame.traces.left(); break;
    case Drag::Window: moveWindow(at); break;
    }
}

void TraceView::Private::endDrag(QMouseEvent* event)
{
    const Drag ended = drag;
    if (ended == Drag::Window) return endWindow(event->position());
    if (ended == Drag::Tool) {
        const std::optional<Edit> edit = tool->release(gesturePoint(event->position(), toolRow));
        cancelDrag();
        if (edit) apply(*edit);
        return;
    }
    if (ended == Drag::Pan) {
        if (!moved && !frame.ruler.contains(pressed.toPoint())) select(std::nullopt);
        else if (axis != pressedAxis) {
            back.push_back(pressedAxis);
            forward.clear();
        }
    }
    if (ended == Drag::ZoomRuler || ended == Drag::BoxZoom)
        if (const auto wanted = span.result(axis)) setAxis(*wanted);
    cancelDrag();
}

void TraceView::Private::cancelDrag()
{
    drag = Drag::None;
    cancelWindow();
    tool.reset();
    if (dragged || ghosted) {
        dragged.reset();
        ghosted = false;
        dirty();
        Q_EMIT view.labelDragEnded();
    }
    view.update();
}

bool TraceView::Private::escape()
{
    if (drag != Drag::None) {
        if (drag == Drag::Pan) setAxis(pressedAxis, History::None);
        cancelDrag();
        return true;
    }
    if (!phase.isEmpty()) view.setPickPhase({});
    else if (amplitudeMode) setAmplitudeMode(false);
    else if (selected) select(std::nullopt);
    else return false;
    return true;
}

void TraceView::mousePressEvent(QMouseEvent* event)
{
    if (d->rows.empty() || d->drag != Private::Drag::None) return;
    d->setCursorAt(event->position());
    d->startDrag(event);
    d->updateShape(event->position());
    update();
}

void TraceView::mouseMoveEvent(QMouseEvent* event)
{
    if (d->rows.empty()) return;
    if (d->drag != Private::Drag::None) d->moveDrag(event);
    d->setCursorAt(event->position());
    d->updateShape(event->position());
}

void TraceView::mouseReleaseEvent(QMouseEvent* event)
{
    if (d->drag == Private::Drag::None) return;
    if ((d->drag == Private::Drag::Tool || d->drag == Private::Drag::Window) && event->button() != Qt::LeftButton) return;
    d->endDrag(event);
    d->updateShape(event->position());
}

void TraceView::mouseDoubleClickEvent(QMouseEvent* event)
{
    // In pick mode a quick second press is another press.
    if (d->rows.empty() || !d->phase.isEmpty() || event->button() != Qt::LeftButton) return mousePressEvent(event);
    if (!d->frame.traces.contains(event->position().toPoint()) && !d->frame.ruler.contains(event->position().toPoint())) return;
    const Time at = d->axis.timeAt(event->position().x() - d->frame.traces.left());
    d->setAxis(d->axis.scrolled(at - d->axis.timeAt(d->axis.widthPx / 2.0)));
}

void TraceView::Private::wheel(QWheelEvent* event)
{
    const Qt::KeyboardModifiers keys = event->modifiers();
    // With Alt, Qt gives the turn of the wheel as sideways.
    const QPoint angle = event->angleDelta();
    const int turned = keys.testFlag(Qt::AltModifier) && angle.y() == 0 ? angle.x() : angle.y();
    const double notches = turned / 120.0;
    const double x = event->position().x() - frame.traces.left();
    const double pxPerNotch = 60.0;
    if (keys.testFlag(Qt::ControlModifier)) {
        setAxis(axis.zoomed(std::pow(1.3, notches), std::clamp(x, 0.0, axis.widthPx)), History::Turn);
    } else if (keys.testFlag(Qt::ShiftModifier)) {
        ViewOptions wanted = options;
        wanted.amplitude *= std::pow(1.2, angle.y() != 0 ? notches : angle.x() / 120.0);
        applyOptions(wanted);
    } else if (keys.testFlag(Qt::AltModifier) || frame.ruler.contains(event->position().toPoint())) {
        setAxis(axis.scrolled(fromSeconds(-notches * pxPerNotch * axis.secondsPerPixel())), History::Turn);
    } else {
        const QPoint pixels = event->pixelDelta();
        const int sideways = pixels.isNull() ? static_cast<int>(angle.x() / 120.0 * pxPerNotch) : pixels.x();
        if (sideways != 0 && std::abs(angle.x()) > std::abs(angle.y())) {
            setAxis(axis.scrolled(fromSeconds(-sideways * axis.secondsPerPixel())), History::Turn);
        } else {
            wheelRest += pixels.isNull() ? notches * std::max(48, options.rowHeight) : pixels.y();
            const int whole = static_cast<int>(wheelRest);
            wheelRest -= whole;
            scroll->setValue(scroll->value() - whole);
        }
    }
    setCursorAt(event->position());
}

void TraceView::wheelEvent(QWheelEvent* event)
{
    event->accept();
    if (!d->rows.empty()) d->wheel(event);
}

void TraceView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || !d->escape()) QWidget::keyPressEvent(event);
}

void TraceView::leaveEvent(QEvent*)
{
    // The cursor stays where it was: menus and buttons act on it.
    if (d->hover) d->setCurrent(d->hover, false);
    d->hover.reset();
    update();
    Q_EMIT cursorMoved({});
}

void TraceView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        d->layOut();
        d->dirty();
    }
    QWidget::changeEvent(event);
}

bool TraceView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString text;
    if (const Mark* mark = d->markAt(help->pos())) {
        const Label& l = *mark->label;
        text = QStringLiteral("%1  %2\n%3, %4").arg(QString::fromStdString(l.phase), timeText(l.time, 0.001, false), QString::fromStdString(word(l.mode)), QString::fromStdString(word(l.review)));
        if (l.confidence) text += QStringLiteral(", confidence %1").arg(*l.confidence, 0, 'f', 2);
        if (l.lowerUncertaintySeconds || l.upperUncertaintySeconds)
            text += QStringLiteral("\n\u2212%1 / +%2 s").arg(l.lowerUncertaintySeconds.value_or(0.0), 0, 'g', 3).arg(l.upperUncertaintySeconds.value_or(0.0), 0, 'g', 3);
        if (!l.model.empty()) text += QLatin1Char('\n') + QString::fromStdString(l.model);
        else if (!l.author.empty()) text += QLatin1Char('\n') + QString::fromStdString(l.author);
        if (!l.comment.empty()) text += QLatin1Char('\n') + QString::fromStdString(l.comment);
    } else if (d->frame.header.contains(help->pos())) {
        if (const auto row = d->rowAt(help->pos().y())) {
            const Row& r = d->rows[*row];
            text = r.name + QStringLiteral("  ") + r.rate;
            if (const QString place = placeText(r); !place.isEmpty()) text += QLatin1Char('\n') + place;
            if (d->clipped.contains(r.id())) text += QLatin1Char('\n') + tr("Looks clipped: flat tops at its largest values.");
            if (const std::size_t gaps = gapsBetween(r.item->recorded()).size()) text += QLatin1Char('\n') + tr("%1 gaps").arg(gaps);
        }
    } else if (d->frame.ruler.contains(help->pos())) {
        text = tr("Drag to move in time. Drag with the right button to the right to zoom in, to the left to zoom out.");
    }
    if (text.isEmpty()) QToolTip::hideText();
    else QToolTip::showText(help->globalPos(), text, this);
    return true;
}

}  // namespace seisdesk
