#include "ui/trace/trace_view_private.h"

#include "ui/trace/time_ticks.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// Within this of the cursor a label is meant without being selected.
constexpr double nearPx = 60.0;

bool unreviewed(const Label& label) { return !label.end && label.mode == Mode::Automatic && label.review == Review::Preliminary; }

}  // namespace

Signature TraceView::Private::signature() const { return {author.toStdString(), now()}; }

void TraceView::Private::joinEvent(Edit& edit) const
{
    if (!theory || theory->event.empty()) return;
    for (Label& label : edit.added) {
        const bool changed = std::any_of(edit.removed.begin(), edit.removed.end(), [&](const Label& old) { return old.id == label.id; });
        if (changed || label.end || !label.event.empty() || label.review == Review::Rejected) continue;
        const auto row = rowIndex(label.stream);
        if (!row || rows[*row].theory.empty()) continue;
        // From a little before the first arrival to as long after the last as it came after the origin.
        const Time first = rows[*row].theory.front().time, last = rows[*row].theory.back().time;
        const Duration slack = std::max<Duration>(std::chrono::seconds(5), (last - theory->time) / 4);
        if (label.time >= first - slack && label.time <= last + slack) label.event = theory->event;
    }
}

bool TraceView::Private::apply(Edit edit)
{
    if (edit.empty()) return false;
    joinEvent(edit);
    const Result<void> done = session.apply(edit);
    if (!done) {
        Q_EMIT view.message(QString::fromStdString(done.error().message));
        return false;
    }
    // The label that stands now, not the rejected one it replaces, is what the next key acts on.
    for (const Label& label : edit.added)
        if (label.review != Review::Rejected || options.showRejected) select(label.id);
    Q_EMIT view.message(QString::fromStdString(edit.name));
    return true;
}

const Label* TraceView::Private::nearestToCursor()
{
    const auto row = target();
    if (!row || *row >= rows.size() || !cursor) return nullptr;
    const Time at = *cursor + rows[*row].shift;
    const Duration reach = fromSeconds(nearPx * axis.secondsPerPixel());
    const Label* best = nullptr;
    for (const Label* label : session.labels().in(rows[*row].id(), {at - reach, at + reach}, true)) {
        if (label->review == Review::Rejected && !options.showRejected) continue;
        if (!best || std::chrono::abs(label->time - at) < std::chrono::abs(best->time - at)) best = label;
    }
    return best;
}

const Label* TraceView::Private::active()
{
    if (selected)
        if (const Label* label = session.labels().find(*selected)) return label;
    return nearestToCursor();
}

const Label* TraceView::activeLabel() const { return d->active(); }

const Label* TraceView::Private::needActive(const QString& purpose)
{
    const Label* label = active();
    if (!label) Q_EMIT view.message(tr("No pick near the cursor to %1.").arg(purpose));
    return label;
}

void TraceView::Private::select(const std::optional<Id>& label)
{
    if (selected == label) return;
    selected = label;
    dirty();
}

Label TraceView::Private::pattern(const QString& hint) const
{
    Label label = newPick({}, hint.toStdString(), {}, signature());
    if (const auto row = target(); row && *row < rows.size()) label.stream = rows[*row].id();
    if (filtered->filter()) label.filter = filterText(*filtered->filter());
    return label;
}

void TraceView::Private::pickAtCursor(const QString& hint)
{
    const auto row = target();
    if (!row || *row >= rows.size() || !cursor || !axis.span.contains(*cursor)) {
        Q_EMIT view.message(tr("Put the cursor on a trace to pick there."));
        return;
    }
    if (hint.isEmpty()) {
        Q_EMIT view.message(tr("Choose a phase first, for example P."));
        return;
    }
    Label pick = pattern(hint);
    pick.time = *cursor + rows[*row].shift;
    apply(placePick(session.labels(), pick, signature()));
}

void TraceView::Private::repickActive()
{
    if (!repick) {
        Q_EMIT view.message(tr("No automatic picker is set."));
        return;
    }
    const Label* label = active();
    const auto row = label ? rowIndex(label->stream) : target();
    if (!row || *row >= rows.size() || (!label && !cursor)) {
        Q_EMIT view.message(tr("Put the cursor on a trace to look for an onset there."));
        return;
    }
    const Time near = label ? label->time : *cursor + rows[*row].shift;
    const std::string hint = label ? label->phase : (phase.isEmpty() ? std::string("P") : phase.toStdString());
    const TraceItemPtr shown = details->nearby(rows[*row].item, near);
    if (!shown) {
        session.readSamples({rows[*row].id()});
        Q_EMIT view.message(tr("The samples of %1 are being read; try again when they are there.").arg(rows[*row].name));
        return;
    }
    const std::optional<Label> found = repick(*shown->trace, near, hint);
    if (!found) {
        Q_EMIT view.message(tr("No onset found near %1.").arg(timeText(near, 0.01, false)));
        return;
    }
    // As SeisComP does, the cursor goes there and nothing is created; with an active pick, that pick moves.
    cursor = found->time - rows[*row].shift;
    if (label) {
        Label to = *found;
        to.stream = label->stream;
        apply(seisdesk::repick(*label, to, signature()));
    } else {
        Q_EMIT view.message(tr("Onset at %1.").arg(timeText(found->time, 0.001, false)));
    }
    dirty();
}

void TraceView::Private::judge(const QString& how)
{
    const Label* label = needActive(how);
    if (!label) return;
    const Label before = *label;
    if (how == QLatin1String("delete")) apply(eraseLabel(before));
    else if (how == QLatin1String("reject")) apply(rejectLabel(before));
    else apply(confirmLabel(before, signature()));
    if (how != QLatin1String("confirm")) select(std::nullopt);
}

void TraceView::Private::setAttribute(const QString& actionId)
{
    const QString what = actionId.section(QLatin1Char('.'), 0, 0), value = actionId.section(QLatin1Char('.'), 1);
    const Label* label = needActive(tr("give the %1 to").arg(what));
    if (!label) return;
    const Label before = *label;
    if (what == QLatin1String("polarity")) {
        apply(setPolarity(before, polarityFrom(value.toStdString()), signature()));
    } else if (what == QLatin1String("onset")) {
        apply(setOnset(before, onsetFrom(value.toStdString()), signature()));
    } else {
        const int index = value.toInt();
        if (index > static_cast<int>(classes.size())) {
            Q_EMIT view.message(tr("There are %1 uncertainty classes.").arg(classes.size()));
            return;
        }
        const std::optional<double> sigma = index == 0 ? std::nullopt : std::optional(classes[static_cast<std::size_t>(index - 1)]);
        apply(setUncertainty(before, sigma, sigma, signature()));
    }
}

void TraceView::Private::goToMarker(int direction)
{
    const auto row = target();
    if (!row || *row >= rows.size()) return;
    const Label* here = active();
    const Time from = here ? here->time : (cursor ? *cursor : axis.timeAt(axis.widthPx / 2.0)) + rows[*row].shift;
    const Label* best = nullptr;
    for (const Label* label : session.labels().in(rows[*row].id(), {Time::min(), Time::max()}, true)) {
        if ((label->review == Review::Rejected && !options.showRejected) || label == here) continue;
        if (direction > 0 ? label->time < from : label->time > from) continue;
        if (direction > 0 ? !best : true) best = label;
    }
    if (!best) {
        Q_EMIT view.message(direction > 0 ? tr("No later pick on this station.") : tr("No earlier pick on this station."));
        return;
    }
    const Id id = best->id;
    select(id);
    const Time screen = best->time - rows[*row].shift;
    cursor = screen;
    if (!axis.span.contains(screen)) setAxis(axis.scrolled(screen - (axis.span.begin + (axis.span.end - axis.span.begin) / 2)));
    dirty();
}

bool TraceView::Private::goToUnreviewed(int direction)
{
    // In view first: row by row, each in time; then by time beyond the view.
    struct Place { bool outside; std::size_t row; Time time; Id id; };
    const auto before = [](const Place& a, const Place& b) {
        if (a.outside != b.outside) return b.outside;
        return a.outside ? std::tie(a.time, a.row) < std::tie(b.time, b.row) : std::tie(a.row, a.time) < std::tie(b.row, b.time);
    };
    const auto placeOf = [&](const Label& label) -> std::optional<Place> {
        const auto row = rowIndex(label.stream);
        if (!row) return std::nullopt;
        return Place{!axis.span.contains(label.time - rows[*row].shift), *row, label.time, label.id};
    };
    std::vector<Place> places;
    for (const Label* label : session.labels().all())
        if (unreviewed(*label))
            if (const auto place = placeOf(*label)) places.push_back(*place);
    std::sort(places.begin(), places.end(), before);
    if (places.empty()) {
        Q_EMIT view.message(tr("Every pick has been judged."));
        return false;
    }
    const Label* here = active();
    const std::optional<Place> from = here ? placeOf(*here) : std::nullopt;
    auto next = places.begin();
    if (from) {
        if (direction > 0) {
            next = std::find_if(places.begin(), places.end(), [&](const Place& p) { return before(*from, p); });
            if (next == places.end()) next = places.begin();
        } else {
            next = std::find_if(places.begin(), places.end(), [&](const Place& p) { return !before(p, *from); });
            next = next == places.begin() ? places.end() - 1 : next - 1;
        }
    }
    const Place place = *next;
    select(place.id);
    hover.reset();
    setCurrent(place.row, true);
    cursor = place.time - rows[place.row].shift;
    if (place.outside) setAxis(axis.scrolled(*cursor - (axis.span.begin + (axis.span.end - axis.span.begin) / 2)));
    dirty();
    return true;
}

QString TraceView::Private::readout() const
{
    const auto row = target();
    if (!cursor || !row || *row >= rows.size()) return {};
    const Row& r = rows[*row];
    const Time at = *cursor + r.shift;
    QString line = timeText(at, axis.secondsPerPixel(), false) + QStringLiteral("   ") + r.name;
    if (relative()) line.prepend(timeText(*cursor, axis.secondsPerPixel(), true) + QStringLiteral("   "));
    TraceItemPtr shown = r.item;
    for (const RowBox& box : boxes)
        if (box.index == *row) shown = box.shown;
    for (const Segment& segment : shown->trace->segments) {
        if (!segment.span().contains(at)) continue;
        const auto index = static_cast<std::size_t>(std::clamp(std::floor(segment.indexOf(at) + 0.5), 0.0, static_cast<double>(segment.size() - 1)));
        const Channel* channel = session.inventory().channel(r.id(), at);
        const QString unit = channel && channel->response ? QString::fromStdString(channel->response->outputUnits).toLower() : QString();
        line += QStringLiteral("   ") + QString::number(segment.valueAt(index), 'g', 7) + (unit.isEmpty() ? QString() : QLatin1Char(' ') + unit);
        break;
    }
    // From the last P within two minutes to the station's next S, or to the cursor as the S to be.
    const Label *p = nullptr, *s = nullptr;
    for (const Label* label : session.labels().in(r.id(), {at - std::chrono::seconds(120), at + std::chrono::seconds(120)}, true)) {
        if (label->end || label->phase.empty() || label->review == Review::Rejected) continue;
        const char kind = label->phase.front();
        if (kind == 'P' && label->time <= at) p = label;
        if (kind == 'S' && p && label->time > p->time && !s) s = label;
        if (kind == 'P' && p == label) s = nullptr;
    }
    if (!p) return line;
    const double seconds = toSeconds((s ? s->time : at) - p->time);
    line += QStringLiteral("   ") + (s ? tr("S\u2212P") : tr("P to cursor")) + QStringLiteral(" %1 s").arg(seconds, 0, 'f', 2);
    // Crustal rule of thumb: vp vs / (vp - vs) for 6.0 and 3.46 km/s.
    if (seconds < 60.0) line += QStringLiteral(" (about %1 km)").arg(seconds * 8.2, 0, 'f', seconds < 2.0 ? 1 : 0);
    return line;
}

}  // namespace seisdesk
