#include "ui/trace/rows.h"

#include <GeographicLib/Geodesic.hpp>

#include <QRegularExpression>

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace seisdesk {

namespace {

int componentOrder(char c)
{
    switch (c) {
    case 'Z': case '3': return 0;
    case 'N': case '1': return 1;
    case 'E': case '2': return 2;
    default: return 3;
    }
}

QString rateText(const TraceItem& item)
{
    double low = std::numeric_limits<double>::infinity(), high = 0.0;
    const auto take = [&](double rateHz) { low = std::min(low, rateHz), high = std::max(high, rateHz); };
    for (const Segment& segment : item.trace->segments) take(segment.sampleRateHz);
    for (const auto& [file, segment] : item.outlines) take(segment.sampleRateHz);
    if (high <= 0.0) return {};
    const QString top = QString::number(high, 'g', 4) + QStringLiteral(" Hz");
    return high - low > 1e-3 * high ? QString::number(low, 'g', 4) + QChar(0x2013) + top : top;
}

using StationKey = std::pair<std::string, std::string>;

bool phaseMatches(const Label& label, TraceAlign align)
{
    if (label.end || label.phase.empty() || label.review == Review::Rejected) return false;
    return label.phase.front() == (align == TraceAlign::S ? 'S' : 'P');
}

/// Onset per station of the wanted phase: a person's before a model's where both are close, else the nearest one.
std::map<StationKey, Time> onsets(const LabelSet& labels, TraceAlign phase, Time reference)
{
    std::map<StationKey, const Label*> best;
    const auto away = [&](const Label& l) { return std::chrono::abs(l.time - reference); };
    for (const Label* label : labels.all()) {
        if (!phaseMatches(*label, phase)) continue;
        const Label*& held = best[{label->stream.network, label->stream.station}];
        const bool sameOnset = held && std::chrono::abs(held->time - label->time) < std::chrono::seconds(2);
        if (!held || (sameOnset ? held->mode == Mode::Automatic && label->mode == Mode::Manual : away(*label) < away(*held))) held = label;
    }
    std::map<StationKey, Time> out;
    for (const auto& [key, label] : best) out[key] = label->time;
    return out;
}

/// The source that rows refer to.
struct Source {
    double latitudeDegrees = 0.0, longitudeDegrees = 0.0;
    Time time{};
};

std::optional<Source> sourceOf(const RowSources& sources)
{
    if (sources.theory) return Source{sources.theory->epicentre.latitudeDegrees, sources.theory->epicentre.longitudeDegrees, sources.theory->time};
    if (const Origin* origin = originOf(sources.events, sources.event)) return Source{origin->latitude.value, origin->longitude.value, origin->time};
    return std::nullopt;
}

std::optional<Time> theoreticalP(const Row& row)
{
    for (const TheoryMark& mark : row.theory)
        if (arrivesAs(mark.phase) == WaveType::P) return mark.time;
    return std::nullopt;
}

void locate(Row& row, const Inventory& inventory, const std::optional<Source>& source)
{
    if (!source) return;
    const StreamId& id = row.id();
    const Time when = row.item->span().begin;
    double latitude = 0.0, longitude = 0.0;
    if (const Channel* channel = inventory.channel(id, when)) {
        latitude = channel->latitudeDegrees;
        longitude = channel->longitudeDegrees;
    } else if (const Station* station = inventory.station(id.network, id.station, when)) {
        latitude = station->latitudeDegrees;
        longitude = station->longitudeDegrees;
    } else {
        return;
    }
    double metres = 0.0, azimuth = 0.0, back = 0.0;
    GeographicLib::Geodesic::WGS84().Inverse(source->latitudeDegrees, source->longitudeDegrees, latitude, longitude, metres, azimuth, back);
    row.distanceKm = metres / 1000.0;
    row.azimuthDegrees = azimuth < 0.0 ? azimuth + 360.0 : azimuth;
}

void align(std::vector<Row>& rows, const RowSources& sources, TraceAlign align, const std::optional<Source>& source)
{
    if (align == TraceAlign::None) return;
    if (align == TraceAlign::Origin) {
        for (Row& row : rows) {
            row.aligned = source.has_value();
            row.shift = source ? source->time.time_since_epoch() : Duration{};
        }
        return;
    }
    const bool byTheory = align == TraceAlign::TheoreticalP;
    const auto known = byTheory ? std::map<StationKey, Time>() : onsets(sources.labels, align, sources.reference);
    std::vector<Duration> shifts;
    for (Row& row : rows) {
        const auto found = known.find({row.id().network, row.id().station});
        const std::optional<Time> onset = byTheory ? theoreticalP(row) : found != known.end() ? std::optional(found->second) : std::nullopt;
        row.aligned = onset.has_value();
        if (row.aligned) shifts.push_back(row.shift = onset->time_since_epoch());
    }
    if (shifts.empty()) return;
    std::nth_element(shifts.begin(), shifts.begin() + static_cast<std::ptrdiff_t>(shifts.size() / 2), shifts.end());
    for (Row& row : rows)
        if (!row.aligned) row.shift = shifts[shifts.size() / 2];
}

double sortValue(const Row& row, TraceSort sort, const std::map<StationKey, Time>& firstP)
{
    constexpr double unknown = std::numeric_limits<double>::infinity();
    switch (sort) {
    case TraceSort::Name: return 0.0;
    case TraceSort::Distance: return row.distanceKm.value_or(unknown);
    case TraceSort::Azimuth: return row.azimuthDegrees.value_or(unknown);
    case TraceSort::Time: break;
    }
    const auto found = firstP.find({row.id().network, row.id().station});
    if (found != firstP.end()) return toSeconds(found->second.time_since_epoch());
    const auto theory = theoreticalP(row);
    return theory ? toSeconds(theory->time_since_epoch()) : unknown;
}

}  // namespace

const Origin* originOf(const std::vector<Event>& events, const std::string& event)
{
    const Origin* last = nullptr;
    for (const Event& e : events) {
        if (!e.origin()) continue;
        if (!event.empty() && e.id == event) return e.origin();
        last = e.origin();
    }
    return last;
}

bool passes(const StreamId& id, const QString& stationFilter)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    const QStringList patterns = stationFilter.split(between, Qt::SkipEmptyParts);
    if (patterns.isEmpty()) return true;
    const QString text = QString::fromStdString(id.text());
    return std::any_of(patterns.begin(), patterns.end(), [&](const QString& pattern) {
        if (!pattern.contains(u'*') && !pattern.contains(u'?') && !pattern.contains(u'[')) return text.contains(pattern, Qt::CaseInsensitive);
        const QRegularExpression glob(QRegularExpression::wildcardToRegularExpression(pattern), QRegularExpression::CaseInsensitiveOption);
        return glob.isValid() ? glob.match(text).hasMatch() : text.contains(pattern, Qt::CaseInsensitive);
    });
}

bool passes(const StreamId& id, ComponentMode mode)
{
    const int order = componentOrder(id.component());
    switch (mode) {
    case ComponentMode::All: return true;
    case ComponentMode::Vertical: return order == 0;
    case ComponentMode::North: return order == 1;
    case ComponentMode::East: return order == 2;
    }
    return true;
}

std::vector<Row> makeRows(const RowSources& sources, const ViewOptions& options)
{
    const std::optional<Source> source = sourceOf(sources);
    std::vector<Row> rows;
    std::map<StationKey, std::vector<TheoryMark>> theory;
    const auto theoryAt = [&](const StreamId& id) -> const std::vector<TheoryMark>& {
        const auto [at, fresh] = theory.try_emplace({id.network, id.station});
        const Station* station = fresh ? sources.inventory.station(id.network, id.station, sources.theory->time) : nullptr;
        if (station) at->second = theoreticalArrivals(*sources.theory, *station, options.theoryPhases);
        return at->second;
    };
    for (const TraceItemPtr& item : sources.traces) {
        const StreamId& id = item->trace->id;
        if (!passes(id, options.components) || !passes(id, options.stationFilter)) continue;
        if (!options.hiddenStations.isEmpty() && options.hiddenStations.contains(QString::fromStdString(id.network + '.' + id.station))) continue;
        Row row;
        row.item = item;
        row.name = QString::fromStdString(id.text());
        row.rate = rateText(*item);
        locate(row, sources.inventory, source);
        if (sources.theory) row.theory = theoryAt(id);
        rows.push_back(std::move(row));
    }
    align(rows, sources, options.align, source);

    const auto firstP = options.sort == TraceSort::Time ? onsets(sources.labels, TraceAlign::P, sources.reference) : std::map<StationKey, Time>{};
    // A station's rows stand together: they sort by the smallest value among them, which is the same for all but odd cases.
    std::map<StationKey, double> values;
    for (const Row& row : rows) {
        const auto [at, fresh] = values.try_emplace({row.id().network, row.id().station}, sortValue(row, options.sort, firstP));
        if (!fresh) at->second = std::min(at->second, sortValue(row, options.sort, firstP));
    }
    const auto key = [&](const Row& row) {
        const StreamId& id = row.id();
        const StreamId instrument = id.instrument();
        return std::make_tuple(values.at({id.network, id.station}), id.network, id.station, instrument.location, instrument.channel, componentOrder(id.component()), id.channel);
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
    for (std::size_t i = 1; i < rows.size(); ++i) rows[i].group = rows[i - 1].group + (rows[i].id().sameStation(rows[i - 1].id()) ? 0 : 1);
    return rows;
}

}  // namespace seisdesk
