#include "ui/trace/trace_view_private.h"

#include "core/waveform/clipping.h"
#include "ui/trace/curve_layer.h"
#include "ui/trace/row_layers.h"
#include "ui/trace/ruler_layer.h"

#include <QResizeEvent>

#include <algorithm>
#include <cmath>

namespace seisdesk {

TraceView::Private::Private(TraceView& v, Session& s) : view(v), session(s)
{
    const int cores = std::max(1, QThread::idealThreadCount());
    paintPool.setMaxThreadCount(std::max(1, cores - 1));
    workPool.setMaxThreadCount(std::max(1, cores / 2));
    workPool.setThreadPriority(QThread::LowPriority);
    filtered = std::make_unique<FilteredTraces>(workPool, session.reader());
    details = std::make_unique<DetailTraces>(workPool, session.reader());
    curves = std::make_unique<CurveEnvelopes>(workPool);
    favourites = {QStringLiteral("P"), QStringLiteral("Pn"), QStringLiteral("Pg"), QStringLiteral("pP"), QStringLiteral("S"), QStringLiteral("Sn"), QStringLiteral("Sg")};
    presets = {QStringLiteral("BP 1-20"), QStringLiteral("BP 2-8"), QStringLiteral("BP 0.5-5"), QStringLiteral("HP 1"), QStringLiteral("HP 5"), QStringLiteral("LP 1")};
    classes = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0};
    options.filter = presets.front();
    makeActions();
}

TraceView::TraceView(Session& session, QWidget* parent) : QWidget(parent), d(std::make_unique<Private>(*this, session))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 120);
    setObjectName(QStringLiteral("traceView"));
    setAccessibleName(tr("Traces"));
    setAccessibleDescription(tr("Seismograms with picks. Arrow keys change trace and time; Space sets a pick in pick mode."));
    d->scroll = new QScrollBar(Qt::Vertical, this);
    d->scroll->setAccessibleName(tr("Scroll traces"));
    d->scroll->setFocusPolicy(Qt::NoFocus);
    connect(d->scroll, &QScrollBar::valueChanged, this, [this] { d->dirty(); });
    connect(&session, &Session::tracesChanged, this, [this] { d->readTraces(); });
    connect(&session, &Session::labelsChanged, this, [this] {
        d->marks.clear();
        if (d->selected && !d->session.labels().find(*d->selected)) d->select(std::nullopt);
        if (d->options.align == TraceAlign::P || d->options.align == TraceAlign::S || d->options.sort == TraceSort::Time) d->rebuildRows();
        d->dirty();
    });
    connect(&session, &Session::eventsChanged, this, [this] { d->rebuildRows(); });
    connect(&session, &Session::predictionChanged, this, [this] { d->curves->setPrediction(d->session.prediction()); });
    connect(d->filtered.get(), &FilteredTraces::changed, this, [this] { d->dirty(); });
    connect(d->filtered.get(), &FilteredTraces::failed, this, &TraceView::message);
    connect(d->details.get(), &DetailTraces::changed, this, [this] { d->dirty(); });
    connect(d->curves.get(), &CurveEnvelopes::changed, this, [this] { d->dirty(); });
    d->curves->setPrediction(session.prediction());
    d->layOut();
    d->readTraces();
}

TraceView::~TraceView() { *d->stopClipping = true; }

void TraceView::Private::readTraces()
{
    filtered->keepOnly(session.traces());
    details->keepOnly(session.traces());
    rebuildRows();
    restorePlace();
    const TimeSpan all = session.span();
    if (!all.empty() && (!axisSet || (!relative() && !axis.span.overlaps(all)))) view.showAll();
    // Clipping needs every sample once: on a worker, with the answer posted back.
    *stopClipping = true;
    stopClipping = std::make_shared<std::atomic<bool>>(false);
    workPool.start([traces = session.traces(), stop = stopClipping, target = &view, self = this] {
        std::set<StreamId> found;
        for (const TraceItemPtr& item : traces) {
            if (*stop) return;
            if (looksClipped(*item->trace)) found.insert(item->trace->id);
        }
        // Private waits for its pool before the view goes, so the target is there.
        QMetaObject::invokeMethod(
            target, [self, stop, found] {
                if (*stop) return;
                self->clipped = found;
                self->dirty();
            }, Qt::QueuedConnection);
    });
}

void TraceView::Private::rebuildRows()
{
    std::optional<StreamId> kept;
    if (current && *current < rows.size()) kept = rows[*current].id();
    if (drag != Drag::None) cancelDrag();  // its row may be gone
    rows = makeRows({session.traces(), session.inventory(), session.events(), session.labels(), event, reference, theory ? &*theory : nullptr}, options);
    marks.clear();
    boxes.clear();
    hover.reset();
    current = kept ? rowIndex(*kept) : std::nullopt;
    if (!current && !rows.empty()) current = 0;
    layOut();
    dirty();
    if (kept != view.currentStream()) Q_EMIT view.currentChanged();
}

std::optional<std::size_t> TraceView::Private::rowIndex(const StreamId& stream) const
{
    Label label;
    label.stream = stream;
    return rowOf(rows, label);
}

Duration TraceView::Private::shiftHere() const
{
    if (rows.empty()) return {};
    return rows[std::min(target().value_or(0), rows.size() - 1)].shift;
}

double TraceView::Private::pitch() const
{
    if (rows.empty()) return options.rowHeight;
    const double fitting = static_cast<double>(frame.traces.height()) / static_cast<double>(rows.size());
    return static_cast<int>(fitting) == options.rowHeight && options.rowHeight < 24 ? fitting : options.rowHeight;
}

std::optional<std::size_t> TraceView::Private::rowAt(double y) const
{
    if (y < frame.traces.top() || y > frame.traces.bottom()) return std::nullopt;
    const auto index = static_cast<std::size_t>((y - frame.traces.top() + scroll->value()) / pitch());
    return index < rows.size() ? std::optional(index) : std::nullopt;
}

std::optional<std::size_t> TraceView::Private::target() const { return hover ? hover : current; }

void TraceView::Private::layOut()
{
    const int bar = scroll->sizeHint().width();
    const int ruler = RulerLayer::heightFor(view.font());
    const int header = std::min(view.width() / 3, HeaderLayer::widthFor(rows, view.font()));
    const int height = std::max(1, view.height() - ruler);
    frame.ruler = QRect(header, 0, std::max(1, view.width() - header - bar), ruler);
    frame.header = QRect(0, ruler, header, height);
    frame.traces = QRect(header, ruler, std::max(1, view.width() - header - bar), height);
    scroll->setGeometry(view.width() - bar, ruler, bar, height);
    const int total = rowTop(rows.size());
    scroll->setRange(0, std::max(0, total - height));
    scroll->setVisible(total > height);
    scroll->setPageStep(height);
    scroll->setSingleStep(std::max(8, options.rowHeight / 2));
    if (axisSet && axis.widthPx != frame.traces.width()) {
        axis = axis.withWidth(frame.traces.width());
    } else if (!axisSet) {
        axis.widthPx = frame.traces.width();
    }
}

void TraceView::Private::rememberAxis(History history)
{
    const bool goesOn = history == History::Turn && sinceTurn.isValid() && sinceTurn.elapsed() < 600;
    if (history == History::Turn) sinceTurn.start();
    else sinceTurn.invalidate();
    if (goesOn) return;
    if (!axisSet || (!back.empty() && back.back() == axis)) return;
    back.push_back(axis);
    if (back.size() > 200) back.erase(back.begin());
    forward.clear();
}

void TraceView::Private::setAxis(const TimeAxis& wanted, History history)
{
    if (wanted.span.empty() || (axisSet && wanted == axis)) return;
    if (history != History::None) rememberAxis(history);
    axis = wanted.withWidth(frame.traces.width());
    axisSet = true;
    dirty();
    Q_EMIT view.spanChanged(view.visibleSpan());
}

void TraceView::Private::setCurrent(std::optional<std::size_t> row, bool scrollTo)
{
    if (row && *row >= rows.size()) return;
    if (row && scrollTo) {
        const int top = rowTop(*row), bottom = rowTop(*row + 1);
        if (top < scroll->value()) scroll->setValue(top);
        else if (bottom > scroll->value() + frame.traces.height()) scroll->setValue(bottom - frame.traces.height());
    }
    if (row == current) return;
    current = row;
    dirty();
    Q_EMIT view.currentChanged();
}

void TraceView::Private::setFilterFromOptions()
{
    std::optional<FilterSpec> spec;
    if (options.filterOn && !options.filter.trimmed().isEmpty()) {
        const Result<FilterSpec> parsed = parseFilter(options.filter.toStdString());
        if (parsed) spec = *parsed;
        else Q_EMIT view.message(QString::fromStdString(parsed.error().message));
    }
    filtered->setFilter(spec);
}

void TraceView::Private::applyOptions(ViewOptions wanted)
{
    wanted.rowHeight = std::clamp(wanted.rowHeight, 2, 1200);
    wanted.amplitude = std::clamp(std::isfinite(wanted.amplitude) ? wanted.amplitude : 1.0, 1e-4, 1e6);
    if (wanted == options) return;
    const ViewOptions old = options;
    const Duration oldShift = shiftHere();
    const bool realign = wanted.align != old.align;
    if (realign || wanted.sort != old.sort) {
        const Label* label = view.activeLabel();
        reference = label ? label->time : (axis.span.begin + (axis.span.end - axis.span.begin) / 2) + (old.align == TraceAlign::None ? Duration{} : oldShift);
    }
    options = wanted;
    if (realign || old.sort != options.sort || old.components != options.components || old.stationFilter != options.stationFilter || old.hiddenStations != options.hiddenStations || old.theoryPhases != options.theoryPhases) rebuildRows();
    if (realign && relative() && std::none_of(rows.begin(), rows.end(), [](const Row& r) { return r.aligned; })) {
        Q_EMIT view.message(options.align == TraceAlign::TheoreticalP ? tr("No located event to align on.") : options.align == TraceAlign::Origin ? tr("No event with an origin to align on.") : tr("No %1 picks to align on.").arg(options.align == TraceAlign::P ? QStringLiteral("P") : QStringLiteral("S")));
        options.align = TraceAlign::None;
        rebuildRows();
    }
    if (const Duration by = shiftHere() - oldShift; realign && axisSet && by != Duration{}) {
        // Screen time changes its zero: the same record stays in view, and history speaks of another zero.
        back.clear();
        forward.clear();
        if (cursor) *cursor -= by;
        setAxis(axis.scrolled(-by), History::None);
    }
    if (old.filterOn != options.filterOn || old.filter != options.filter) setFilterFromOptions();
    if (old.rowHeight != options.rowHeight) {
        // The row at the middle stays there.
        const double middle = (scroll->value() + frame.traces.height() / 2.0) / old.rowHeight;
        layOut();
        scroll->setValue(static_cast<int>(middle * options.rowHeight - frame.traces.height() / 2.0));
    }
    dirty();
    Q_EMIT view.optionsChanged();
}

const ViewOptions& TraceView::options() const { return d->options; }
void TraceView::setOptions(const ViewOptions& options) { d->applyOptions(options); }

void TraceView::setPalette(const Palette& palette)
{
    d->palette = palette;
    QWidget::setPalette(palette.widgets());
    d->dirty();
}

void TraceView::setAuthor(const QString& author) { d->author = author; }
void TraceView::setFavouritePhases(const QStringList& phases) { d->favourites = phases; }
const QStringList& TraceView::favouritePhases() const { return d->favourites; }
void TraceView::setFilterPresets(const QStringList& filters) { d->presets = filters; }
const QStringList& TraceView::filterPresets() const { return d->presets; }
void TraceView::setUncertaintyClasses(const std::vector<double>& seconds) { d->classes = seconds; }
const std::vector<double>& TraceView::uncertaintyClasses() const { return d->classes; }
void TraceView::setRepick(Repick repick) { d->repick = std::move(repick); }

void TraceView::setEvent(const QString& publicId)
{
    if (d->event == publicId.toStdString()) return;
    d->event = publicId.toStdString();
    d->rebuildRows();
}

void TraceView::setTheory(const std::optional<Theory>& theory)
{
    const auto same = [](const Theory& a, const Theory& b) {
        return a.times == b.times && a.event == b.event && a.time == b.time && a.depthKm == b.depthKm && a.epicentre.latitudeDegrees == b.epicentre.latitudeDegrees &&
               a.epicentre.longitudeDegrees == b.epicentre.longitudeDegrees;
    };
    if (theory ? d->theory && same(*theory, *d->theory) : !d->theory) return;
    if (!theory && d->options.align == TraceAlign::TheoreticalP) {  // there is nothing to align on any more
        ViewOptions wanted = d->options;
        wanted.align = TraceAlign::None;
        d->applyOptions(wanted);
    }
    d->theory = theory;
    d->rebuildRows();
}

const std::vector<Row>& TraceView::rows() const { return d->rows; }

TimeAxis TraceView::timeAxis() const { return d->axis; }

TimeSpan TraceView::visibleSpan() const
{
    if (!d->relative()) return d->axis.span;
    TimeSpan all;
    for (const Row& row : d->rows) all = all.united({d->axis.span.begin + row.shift, d->axis.span.end + row.shift});
    return all;
}

void TraceView::setSpan(const TimeSpan& span)
{
    if (span.empty()) return;
    // Through zoomed(), for its limits.
    const TimeAxis wanted{span, d->axis.widthPx};
    d->setAxis(wanted.zoomed(1.0, wanted.widthPx / 2.0));
}

void TraceView::showAll()
{
    TimeSpan all;
    for (const Row& row : d->rows) {
        const TimeSpan span = row.item->span();
        all = all.united({span.begin - row.shift, span.end - row.shift});
    }
    if (all.empty()) all = d->session.span();
    if (!all.empty()) setSpan(all);
}

void TraceView::goTo(const StreamId& stream, Time time)
{
    const auto row = d->rowIndex(stream);
    if (row) {
        d->hover.reset();
        d->setCurrent(row, true);
    }
    const Time screen = time - (row ? d->rows[*row].shift : d->shiftHere());
    const Duration half = (d->axis.span.end - d->axis.span.begin) / 2;
    d->cursor = screen;
    d->setAxis({{screen - half, screen + half}, d->axis.widthPx});
    d->dirty();
}

bool TraceView::goToLabel(const Id& id)
{
    const Label* label = d->session.labels().find(id);
    if (!label || !d->rowIndex(label->stream)) return false;
    d->select(id);
    goTo(label->stream, label->time);
    return true;
}

std::optional<StreamId> TraceView::currentStream() const
{
    if (!d->current || *d->current >= d->rows.size()) return std::nullopt;
    return d->rows[*d->current].id();
}

std::optional<Time> TraceView::cursorTime() const
{
    if (!d->cursor) return std::nullopt;
    return *d->cursor + d->shiftHere();
}

std::vector<TraceItemPtr> TraceView::shownTraces() const
{
    std::vector<TraceItemPtr> out;
    for (const Row& row : d->rows) out.push_back(row.item);
    return out;
}

void TraceView::resizeEvent(QResizeEvent*)
{
    d->layOut();
    d->dirty();
}

}  // namespace seisdesk
