#include "ui/trace/trace_view_private.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace seisdesk {

void TraceView::Private::restorePlace()
{
    if (rows.empty()) return;  // traces are still being read; readTraces() comes here again
    if (wantedStream)
        if (const auto row = rowIndex(*wantedStream)) {
            setCurrent(row, false);
            wantedStream.reset();
        }
    if (wantedScroll && scroll->maximum() >= *wantedScroll) {
        scroll->setValue(*wantedScroll);
        wantedScroll.reset();
    }
}

QByteArray TraceView::saveState() const
{
    const ViewOptions& o = d->options;
    QJsonObject state{{QStringLiteral("sort"), static_cast<int>(o.sort)}, {QStringLiteral("scale"), static_cast<int>(o.scale)},
                      {QStringLiteral("components"), static_cast<int>(o.components)}, {QStringLiteral("stationFilter"), o.stationFilter},
                      {QStringLiteral("hiddenStations"), QJsonArray::fromStringList(o.hiddenStations)},
                      {QStringLiteral("filterOn"), o.filterOn}, {QStringLiteral("filter"), o.filter}, {QStringLiteral("showCurves"), o.showCurves},
                      {QStringLiteral("showLabels"), o.showLabels}, {QStringLiteral("showRejected"), o.showRejected}, {QStringLiteral("showTheory"), o.showTheory},
                      {QStringLiteral("showAmplitudes"), o.showAmplitudes},
                      {QStringLiteral("theoryPhases"), static_cast<int>(o.theoryPhases)},
                      {QStringLiteral("amplitude"), o.amplitude}, {QStringLiteral("rowHeight"), o.rowHeight}, {QStringLiteral("scroll"), d->scroll->value()}};
    // Aligned views are kept in true time: what they are aligned on may be gone next time.
    const Duration shift = d->relative() ? d->shiftHere() : Duration{};
    if (d->axisSet) {
        state[QStringLiteral("begin")] = QString::fromStdString(formatTime(d->axis.span.begin + shift, 9));
        state[QStringLiteral("end")] = QString::fromStdString(formatTime(d->axis.span.end + shift, 9));
    }
    if (const auto stream = currentStream()) state[QStringLiteral("current")] = QString::fromStdString(stream->text());
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void TraceView::restoreState(const QByteArray& bytes)
{
    const QJsonObject state = QJsonDocument::fromJson(bytes).object();
    if (state.isEmpty()) return;
    ViewOptions o;
    const auto choice = [&](const char* key, int most) { return std::clamp(state[QLatin1String(key)].toInt(), 0, most); };
    o.sort = static_cast<TraceSort>(choice("sort", 3));
    o.scale = static_cast<TraceScale>(choice("scale", 2));
    o.components = static_cast<ComponentMode>(choice("components", 3));
    o.stationFilter = state[QStringLiteral("stationFilter")].toString();
    for (const QJsonValue& station : state[QStringLiteral("hiddenStations")].toArray()) o.hiddenStations << station.toString();
    o.filterOn = state[QStringLiteral("filterOn")].toBool();
    o.filter = state[QStringLiteral("filter")].toString(d->options.filter);
    o.showCurves = state[QStringLiteral("showCurves")].toBool(true);
    o.showLabels = state[QStringLiteral("showLabels")].toBool(true);
    o.showRejected = state[QStringLiteral("showRejected")].toBool();
    o.showTheory = state[QStringLiteral("showTheory")].toBool(true);
    o.showAmplitudes = state[QStringLiteral("showAmplitudes")].toBool(true);
    o.theoryPhases = static_cast<TheoryPhases>(choice("theoryPhases", 2));
    o.amplitude = state[QStringLiteral("amplitude")].toDouble(1.0);
    o.rowHeight = state[QStringLiteral("rowHeight")].toInt(d->options.rowHeight);
    d->applyOptions(o);
    const auto begin = parseTime(state[QStringLiteral("begin")].toString().toStdString());
    const auto end = parseTime(state[QStringLiteral("end")].toString().toStdString());
    if (begin && end && *begin < *end) setSpan({*begin, *end});
    d->wantedScroll = state[QStringLiteral("scroll")].toInt();
    const auto stream = StreamId::parse(state[QStringLiteral("current")].toString().toStdString());
    d->wantedStream = stream ? std::optional(*stream) : std::nullopt;
    d->restorePlace();
}

}  // namespace seisdesk
