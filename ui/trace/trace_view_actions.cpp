#include "ui/trace/trace_view_private.h"

#include "ui/trace/trace_actions.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

void TraceView::Private::zoomAboutCursor(double factor)
{
    const double x = cursor && axis.span.contains(*cursor) ? axis.xOf(*cursor) : axis.widthPx / 2.0;
    setAxis(axis.zoomed(factor, x), History::Turn);
}

void TraceView::Private::scrollTime(double share)
{
    setAxis(axis.scrolled(fromSeconds(toSeconds(axis.span.length()) * share)), History::Turn);
}

void TraceView::Private::changeRowHeight(double factor)
{
    ViewOptions wanted = options;
    const int height = static_cast<int>(std::lround(options.rowHeight * factor));
    wanted.rowHeight = height == options.rowHeight ? height + (factor > 1.0 ? 1 : -1) : height;
    applyOptions(wanted);
}

void TraceView::Private::nextFilter(int direction)
{
    if (presets.isEmpty()) return;
    ViewOptions wanted = options;
    const qsizetype here = presets.indexOf(options.filter);
    const qsizetype count = presets.size();
    const qsizetype next = here < 0 ? 0 : (here + direction + count) % count;
    wanted.filter = presets[next];
    wanted.filterOn = true;
    applyOptions(wanted);
    Q_EMIT view.message(tr("Filter %1").arg(wanted.filter));
}

void TraceView::Private::makeActions()
{
    const auto on = [this](const QString& id, std::function<void()> run) { actions.insert(id, std::move(run)); };
    const auto option = [this, on](const QString& id, auto change) {
        on(id, [this, change] {
            ViewOptions wanted = options;
            change(wanted);
            applyOptions(wanted);
        });
    };
    const auto l = [](const char* id) { return QString::fromLatin1(id); };

    for (const char* hint : {"P", "S"}) {
        on(l("pick.") + l(hint), [this, hint] { view.setPickPhase(QString::fromLatin1(hint)); });
        on(l("pick.now.") + l(hint), [this, hint] { pickAtCursor(QString::fromLatin1(hint)); });
    }
    for (int i = 1; i <= 9; ++i)
        on(QStringLiteral("pick.%1").arg(i), [this, i] {
            if (i <= favourites.size()) view.setPickPhase(favourites[i - 1]);
            else Q_EMIT view.message(tr("There is no favourite phase %1.").arg(i));
        });
    on(l("pick.at.cursor"), [this] { pickAtCursor(phase); });
    on(l("pick.at.cursorAndNext"), [this] {
        pickAtCursor(phase);
        view.perform(QStringLiteral("trace.next"));
    });
    on(l("pick.leave"), [this] { escape(); });
    on(l("pick.confirm"), [this] { judge(QStringLiteral("confirm")); });
    on(l("pick.confirmAndNext"), [this] {
        if (active()) judge(QStringLiteral("confirm"));
        goToUnreviewed(1);
    });
    on(l("pick.reject"), [this] { judge(QStringLiteral("reject")); });
    on(l("pick.delete"), [this] { judge(QStringLiteral("delete")); });
    on(l("repick"), [this] { repickActive(); });
    for (const ActionSpec& spec : traceActions())
        if (spec.id.startsWith(l("polarity.")) || spec.id.startsWith(l("onset.")) || spec.id.startsWith(l("uncertainty.")))
            on(spec.id, [this, id = spec.id] { setAttribute(id); });

    const auto toRow = [this, on](const QString& id, auto choose) {
        on(id, [this, choose] {
            if (rows.empty()) return;
            const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
            const auto row = std::clamp<std::ptrdiff_t>(choose(static_cast<std::ptrdiff_t>(target().value_or(0)), last), 0, last);
            hover.reset();
            setCurrent(static_cast<std::size_t>(row), true);
            dirty();
            Q_EMIT view.cursorMoved(readout());
        });
    };
    toRow(l("trace.previous"), [](std::ptrdiff_t row, std::ptrdiff_t) { return row - 1; });
    toRow(l("trace.next"), [](std::ptrdiff_t row, std::ptrdiff_t) { return row + 1; });
    toRow(l("trace.first"), [](std::ptrdiff_t, std::ptrdiff_t) { return std::ptrdiff_t{0}; });
    toRow(l("trace.last"), [](std::ptrdiff_t, std::ptrdiff_t last) { return last; });
    on(l("marker.previous"), [this] { goToMarker(-1); });
    on(l("marker.next"), [this] { goToMarker(1); });
    on(l("label.next"), [this] { goToUnreviewed(1); });
    on(l("label.previous"), [this] { goToUnreviewed(-1); });
    on(l("scroll.left"), [this] { scrollTime(-0.1); });
    on(l("scroll.right"), [this] { scrollTime(0.1); });
    on(l("scroll.left.coarse"), [this] { scrollTime(-0.8); });
    on(l("scroll.right.coarse"), [this] { scrollTime(0.8); });
    for (const int by : {-1, 1})
        on(by < 0 ? l("cursor.left") : l("cursor.right"), [this, by] {
            const Time middle = axis.timeAt(axis.widthPx / 2.0);
            cursor = cursor && axis.span.contains(*cursor) ? *cursor + fromSeconds(by * axis.secondsPerPixel()) : middle;
            dirty();
            Q_EMIT view.cursorMoved(readout());
        });

    on(l("zoom.in"), [this] { zoomAboutCursor(2.0); });
    on(l("zoom.out"), [this] { zoomAboutCursor(0.5); });
    on(l("zoom.all"), [this] { view.showAll(); });
    on(l("zoom.pick"), [this] {
        const Label* label = needActive(tr("zoom to"));
        if (!label) return;
        const Time at = label->time - shiftHere();
        setAxis({{at - std::chrono::seconds(5), at + std::chrono::seconds(5)}, axis.widthPx});
    });
    const auto through = [this](std::vector<TimeAxis>& from, std::vector<TimeAxis>& to) {
        if (from.empty()) return;
        to.push_back(axis);
        const TimeAxis wanted = from.back();
        from.pop_back();
        sinceTurn.invalidate();
        setAxis(wanted, History::None);
    };
    on(l("zoom.back"), [this, through] { through(back, forward); });
    on(l("zoom.forward"), [this, through] { through(forward, back); });
    option(l("amplitude.up"), [](ViewOptions& o) { o.amplitude *= 1.25; });
    option(l("amplitude.down"), [](ViewOptions& o) { o.amplitude /= 1.25; });
    option(l("amplitude.normalise"), [](ViewOptions& o) {
        o.amplitude = 1.0;
        o.scale = TraceScale::PerTrace;
    });
    on(l("rows.taller"), [this] { changeRowHeight(1.25); });
    on(l("rows.shorter"), [this] { changeRowHeight(0.8); });
    option(l("rows.fit"), [this](ViewOptions& o) { if (!rows.empty()) o.rowHeight = std::clamp(frame.traces.height() / static_cast<int>(rows.size()), 2, 240); });

    option(l("align.none"), [](ViewOptions& o) { o.align = TraceAlign::None; });
    option(l("align.P"), [](ViewOptions& o) { o.align = TraceAlign::P; });
    option(l("align.S"), [](ViewOptions& o) { o.align = TraceAlign::S; });
    option(l("align.theory"), [](ViewOptions& o) { o.align = TraceAlign::TheoreticalP; });
    option(l("align.origin"), [](ViewOptions& o) { o.align = TraceAlign::Origin; });
    option(l("sort.name"), [](ViewOptions& o) { o.sort = TraceSort::Name; });
    option(l("sort.distance"), [](ViewOptions& o) { o.sort = TraceSort::Distance; });
    option(l("sort.azimuth"), [](ViewOptions& o) { o.sort = TraceSort::Azimuth; });
    option(l("sort.time"), [](ViewOptions& o) { o.sort = TraceSort::Time; });
    option(l("components.all"), [](ViewOptions& o) { o.components = ComponentMode::All; });
    option(l("components.Z"), [](ViewOptions& o) { o.components = ComponentMode::Vertical; });
    option(l("components.N"), [](ViewOptions& o) { o.components = ComponentMode::North; });
    option(l("components.E"), [](ViewOptions& o) { o.components = ComponentMode::East; });
    option(l("components.next"), [](ViewOptions& o) { o.components = static_cast<ComponentMode>((static_cast<int>(o.components) + 1) % 4); });
    option(l("scale.trace"), [](ViewOptions& o) { o.scale = TraceScale::PerTrace; });
    option(l("scale.common"), [](ViewOptions& o) { o.scale = TraceScale::Common; });
    option(l("scale.station"), [](ViewOptions& o) { o.scale = TraceScale::PerStation; });
    option(l("filter.toggle"), [](ViewOptions& o) { o.filterOn = !o.filterOn; });
    on(l("filter.next"), [this] { nextFilter(1); });
    on(l("filter.previous"), [this] { nextFilter(-1); });
    option(l("show.curves"), [](ViewOptions& o) { o.showCurves = !o.showCurves; });
    option(l("show.theory"), [](ViewOptions& o) { o.showTheory = !o.showTheory; });
    const auto theoryOption = [option](const QString& id, TheoryPhases phases) {
        option(id, [phases](ViewOptions& o) {
            o.theoryPhases = phases;
            o.showTheory = true;
        });
    };
    theoryOption(l("theory.first"), TheoryPhases::First);
    theoryOption(l("theory.regional"), TheoryPhases::Regional);
    theoryOption(l("theory.all"), TheoryPhases::All);
    option(l("show.amplitudes"), [](ViewOptions& o) { o.showAmplitudes = !o.showAmplitudes; });
    makeAmplitudeActions();
    option(l("show.labels"), [](ViewOptions& o) { o.showLabels = !o.showLabels; });
    option(l("show.rejected"), [](ViewOptions& o) { o.showRejected = !o.showRejected; });
}

bool TraceView::perform(const QString& actionId)
{
    const auto found = d->actions.constFind(actionId);
    if (found == d->actions.constEnd()) return false;
    const auto run = *found;
    run();
    return true;
}

bool TraceView::isOn(const QString& actionId) const
{
    const ViewOptions& o = d->options;
    const auto is = [&](const char* id) { return actionId == QLatin1String(id); };
    if (actionId.startsWith(QLatin1String("pick."))) {
        const QString rest = actionId.mid(5);
        bool number = false;
        const int favourite = rest.toInt(&number);
        const QString hint = number ? d->favourites.value(favourite - 1) : rest;
        return !hint.isEmpty() && d->phase == hint;
    }
    if (is("align.none")) return o.align == TraceAlign::None;
    if (is("align.P")) return o.align == TraceAlign::P;
    if (is("align.S")) return o.align == TraceAlign::S;
    if (is("align.theory")) return o.align == TraceAlign::TheoreticalP;
    if (is("theory.first")) return o.theoryPhases == TheoryPhases::First;
    if (is("theory.regional")) return o.theoryPhases == TheoryPhases::Regional;
    if (is("theory.all")) return o.theoryPhases == TheoryPhases::All;
    if (is("show.theory")) return o.showTheory;
    if (is("align.origin")) return o.align == TraceAlign::Origin;
    if (is("sort.name")) return o.sort == TraceSort::Name;
    if (is("sort.distance")) return o.sort == TraceSort::Distance;
    if (is("sort.azimuth")) return o.sort == TraceSort::Azimuth;
    if (is("sort.time")) return o.sort == TraceSort::Time;
    if (is("components.all")) return o.components == ComponentMode::All;
    if (is("components.Z")) return o.components == ComponentMode::Vertical;
    if (is("components.N")) return o.components == ComponentMode::North;
    if (is("components.E")) return o.components == ComponentMode::East;
    if (is("scale.trace")) return o.scale == TraceScale::PerTrace;
    if (is("scale.common")) return o.scale == TraceScale::Common;
    if (is("scale.station")) return o.scale == TraceScale::PerStation;
    if (is("filter.toggle")) return o.filterOn;
    if (is("show.curves")) return o.showCurves;
    if (is("show.labels")) return o.showLabels;
    if (is("show.amplitudes")) return o.showAmplitudes;
    if (is("size.windows")) return d->amplitudeMode;
    return is("show.rejected") && o.showRejected;
}

const QString& TraceView::pickPhase() const { return d->phase; }

void TraceView::setPickPhase(const QString& phase)
{
    if (!phase.isEmpty() && phase == d->phase) return;
    d->phase = phase;
    if (!phase.isEmpty()) {
        d->setAmplitudeMode(false);
        d->select(std::nullopt);
        Q_EMIT message(tr("Picking %1: Space or a press sets it, dragging up or down its uncertainty, Esc leaves.").arg(phase));
    }
    setCursor(phase.isEmpty() ? Qt::ArrowCursor : Qt::CrossCursor);
    d->dirty();
    Q_EMIT pickPhaseChanged(phase);
}

}  // namespace seisdesk
