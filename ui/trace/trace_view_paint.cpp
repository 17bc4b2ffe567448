#include "ui/trace/trace_view_private.h"

#include "ui/trace/curve_layer.h"
#include "ui/trace/row_layers.h"
#include "ui/trace/ruler_layer.h"
#include "ui/trace/theory_layer.h"
#include "ui/trace/waveform_layer.h"

#include <QPaintEvent>

#include <algorithm>

namespace seisdesk {

void TraceView::Private::dirty()
{
    sceneDirty = true;
    view.update();
    const Label* label = active();
    const std::optional<Id> now = label ? std::optional(label->id) : std::nullopt;
    if (now != announced) {
        announced = now;
        Q_EMIT view.activeLabelChanged();
    }
}

std::vector<RowBox> TraceView::Private::visibleBoxes()
{
    std::vector<RowBox> out;
    const auto first = static_cast<std::size_t>(scroll->value() / pitch());
    for (std::size_t i = first; i < rows.size(); ++i) {
        RowBox box;
        box.row = &rows[i];
        box.index = i;
        box.top = frame.traces.top() + rowTop(i) - scroll->value();
        if (box.top > frame.traces.bottom()) break;
        box.height = rowTop(i + 1) - rowTop(i);
        box.axis = axis.scrolled(rows[i].shift);
        box.stripHeight = options.showCurves && CurveLayer::carries(rows, i, *curves) ? CurveLayer::stripHeightFor(box.height) : 0;
        const TraceItemPtr copy = filtered->find(rows[i].item);
        box.shown = copy ? copy : rows[i].item;
        out.push_back(std::move(box));
    }
    refine(out);
    return out;
}

void TraceView::Private::refine(std::vector<RowBox>& visible)
{
    std::vector<StreamId> streams;
    std::vector<DetailTraces::Wanted> wanted;
    for (RowBox& box : visible) {
        if (box.row->item->isWhole()) continue;
        streams.push_back(box.row->id());
        if (box.shown == box.row->item) wanted.push_back({&box.shown, box.axis.span});
    }
    if (streams.empty()) return;
    details->show(wanted, axis.secondsPerPixel() / view.devicePixelRatioF());
    session.setVisible(std::move(streams));
}

Canvas TraceView::Private::canvasOn(QPainter& painter) { return {scene, painter, frame, axis, relative(), boxes, rows, palette, options}; }

void TraceView::Private::ensureScene()
{
    const double dpr = view.devicePixelRatioF();
    const QSize size = (QSizeF(view.size()) * dpr).toSize();
    if (!sceneDirty && scene.size() == size) return;
    if (scene.size() != size) scene = QImage(size, QImage::Format_RGB32);
    scene.setDevicePixelRatio(dpr);
    scene.fill(palette.background);
    QPainter painter(&scene);
    painter.setFont(view.font());
    boxes = axisSet ? visibleBoxes() : std::vector<RowBox>{};
    marks.clear();
    if (boxes.empty()) {
        paintEmpty(painter);
    } else {
        seisdesk::scaleRows(boxes, rows, axis, options, paintPool);
        marks = marksOn(boxes, rows, session.labels(), frame, options);
        const Label* label = active();
        Canvas canvas = canvasOn(painter);
        GroundLayer(current).paint(canvas);
        WaveformLayer(paintPool).paint(canvas);
        OverlapLayer().paint(canvas);
        if (options.showAmplitudes) AmplitudeLayer(amplitudes, draggedWindow(), AmplitudeLayer::Which::AllButDragged, amplitudeMode).paint(canvas);
        if (options.showTheory) TheoryLayer().paint(canvas);
        if (options.showCurves) CurveLayer(*curves).paint(canvas);
        LabelLayer(marks, label ? std::optional(label->id) : std::nullopt, dragged).paint(canvas);
        HeaderLayer(current, clipped).paint(canvas);
        QString corner;
        if (filtered->filter()) corner = QString::fromStdString(filterText(*filtered->filter())) + (filtered->busy() ? QStringLiteral(" \u2026") : QString());
        RulerLayer(corner).paint(canvas);
    }
    sceneDirty = false;
}

void TraceView::Private::paintEmpty(QPainter& painter) const
{
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() > 0.0 ? font.pointSizeF() * 1.5 : 14.0);
    painter.setFont(font);
    painter.setPen(palette.text);
    const QRect area = view.rect().adjusted(24, 24, -24, -24);
    const int line = QFontMetrics(font).height();
    const bool none = session.traces().empty();
    painter.drawText(area.adjusted(0, -line, 0, -line), Qt::AlignCenter | Qt::TextWordWrap, none ? tr("Drop records here or press Ctrl+O") : tr("No trace to show"));
    painter.setFont(view.font());
    painter.setPen(palette.mutedText);
    QString hint = tr("miniSEED, SAC, labelled HDF5, StationXML, QuakeML, whole folders and SDS archives");
    if (!none) hint = options.stationFilter.trimmed().isEmpty() ? tr("No trace has this component: choose all components.") : tr("Nothing matches \u201c%1\u201d: clear the station filter.").arg(options.stationFilter);
    painter.drawText(area.adjusted(0, line, 0, line), Qt::AlignCenter | Qt::TextWordWrap, hint);
}

void TraceView::paintEvent(QPaintEvent*)
{
    d->ensureScene();
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), d->scene);
    if (d->boxes.empty()) return;
    if (const auto dragged = d->draggedWindow()) AmplitudeLayer(d->amplitudes, dragged, AmplitudeLayer::Which::OnlyDragged, true).paint(d->canvasOn(painter));
    Overlay overlay;
    if (d->cursor) overlay.cursorX = d->frame.traces.left() + d->axis.xOf(*d->cursor);
    overlay.hoverRow = d->hover;
    if (d->drag == Private::Drag::ZoomRuler || d->drag == Private::Drag::BoxZoom) overlay.span = d->span;
    overlay.spanOverTraces = d->drag == Private::Drag::BoxZoom;
    if (d->tool) overlay.preview = d->tool->preview();
    overlay.previewRow = d->toolRow;
    overlay.pickPhase = d->phase;
    OverlayLayer(overlay).paint(d->canvasOn(painter));
}

}  // namespace seisdesk
