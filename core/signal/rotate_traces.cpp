#include "core/signal/rotate.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

namespace seisdesk {

namespace {

constexpr double alignedDegrees = 0.05;

using Group = std::vector<TracePtr>;

std::map<StreamId, Group> byInstrument(const std::vector<TracePtr>& traces)
{
    std::map<StreamId, Group> groups;
    for (const TracePtr& trace : traces) groups[trace->id.instrument()].push_back(trace);
    for (auto& [id, group] : groups)
        std::sort(group.begin(), group.end(), [](const TracePtr& a, const TracePtr& b) { return a->id < b->id; });
    return groups;
}

/// Simultaneous samples of several components.
struct Piece {
    Time start{};
    double sampleRateHz = 0.0;
    std::vector<SampleView> parts;
};

/// Where segments of all traces with the same rate overlap, in time order.
std::vector<Piece> commonPieces(const Group& group)
{
    std::vector<Piece> pieces;
    for (const Segment& s : group.front()->segments)
        if (!s.empty()) pieces.push_back({s.start, s.sampleRateHz, {SampleView(*s.samples)}});
    for (std::size_t c = 1; c < group.size(); ++c) {
        std::vector<Piece> next;
        for (const Piece& piece : pieces)
            for (const Segment& s : group[c]->segments) {
                if (s.empty() || std::abs(s.sampleRateHz - piece.sampleRateHz) > 1e-6 * piece.sampleRateHz) continue;
                // Sample i of the piece is sample i - shift of the segment.
                const auto shift = std::llround(toSeconds(s.start - piece.start) * piece.sampleRateHz);
                const auto first = std::max<long long>(0, shift);
                const auto last = std::min<long long>(std::ssize(piece.parts[0]), shift + std::ssize(*s.samples));
                if (first >= last) continue;
                const auto count = static_cast<std::size_t>(last - first);
                Piece common{piece.start + Duration(std::llround(static_cast<double>(first) * 1e9 / piece.sampleRateHz)), piece.sampleRateHz, {}};
                for (const SampleView part : piece.parts) common.parts.push_back(part.subspan(static_cast<std::size_t>(first), count));
                common.parts.push_back(SampleView(*s.samples).subspan(static_cast<std::size_t>(first - shift), count));
                next.push_back(std::move(common));
            }
        pieces = std::move(next);
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.start < b.start; });
    return pieces;
}

Time endOf(const Piece& piece)
{
    return piece.start + Duration(std::llround(static_cast<double>(piece.parts[0].size()) * 1e9 / piece.sampleRateHz));
}

Piece subPiece(const Piece& piece, std::size_t first, std::size_t count)
{
    Piece out{piece.start + Duration(std::llround(static_cast<double>(first) * 1e9 / piece.sampleRateHz)), piece.sampleRateHz, {}};
    for (const SampleView part : piece.parts) out.parts.push_back(part.subspan(first, count));
    return out;
}

/// Cuts pieces where a channel epoch of the inventory begins or ends.
std::vector<Piece> cutAtEpochs(const std::vector<Piece>& pieces, const Group& group, const Inventory& inventory)
{
    std::set<Time> borders;
    for (const Station& station : inventory.stations)
        for (const Channel& channel : station.channels)
            if (std::any_of(group.begin(), group.end(), [&](const TracePtr& t) { return t->id == channel.id; }))
                borders.insert({channel.epoch.begin, channel.epoch.end});
    std::vector<Piece> out;
    for (const Piece& piece : pieces) {
        const std::size_t n = piece.parts[0].size();
        std::size_t first = 0;
        for (auto it = borders.upper_bound(piece.start); it != borders.end() && *it < endOf(piece); ++it) {
            const double at = std::ceil(toSeconds(*it - piece.start) * piece.sampleRateHz - 1e-6);
            const auto border = std::min(n, static_cast<std::size_t>(std::max(at, 0.0)));
            if (border > first) out.push_back(subPiece(piece, first, border - first));
            first = std::max(first, border);
        }
        if (first < n) out.push_back(subPiece(piece, first, n - first));
    }
    return out;
}

std::optional<Orientation> orientationOf(const StreamId& id, const Inventory& inventory, Time time)
{
    const Channel* channel = inventory.channel(id, time);
    if (!channel || !channel->dipDegrees) return std::nullopt;
    if (channel->azimuthDegrees) return Orientation{*channel->azimuthDegrees, *channel->dipDegrees};
    // The azimuth of a vertical means nothing, so files leave it out.
    if (std::abs(std::abs(*channel->dipDegrees) - 90.0) < alignedDegrees) return Orientation{0.0, *channel->dipDegrees};
    return std::nullopt;
}

double apart(double aDegrees, double bDegrees) { return std::abs(std::remainder(aDegrees - bDegrees, 360.0)); }

bool points(const Orientation& axis, char component)
{
    if (component == 'Z') return std::abs(axis.dipDegrees + 90.0) <= alignedDegrees;
    const bool level = std::abs(axis.dipDegrees) <= alignedDegrees;
    return level && ((component == 'N' && apart(axis.azimuthDegrees, 0.0) <= alignedDegrees) || (component == 'E' && apart(axis.azimuthDegrees, 90.0) <= alignedDegrees));
}

std::string angles(const std::vector<Orientation>& axes)
{
    std::string out;
    for (const Orientation& axis : axes) {
        char text[64];
        std::snprintf(text, sizeof text, "%s%.1f/%.1f", out.empty() ? "" : ", ", axis.azimuthDegrees, axis.dipDegrees);
        out += text;
    }
    return out;
}

std::string letters(const Group& group)
{
    std::string out;
    for (const TracePtr& trace : group) {
        if (!out.empty()) out += ", ";
        out += trace->id.component();
    }
    return out;
}

/// Which of the instrument's traces to turn together: Z, N, E or the like; what is beyond three stays as it is.
Group chosen(const Group& group)
{
    if (group.size() <= 3) return group;
    for (const std::string_view wanted : {"ENZ", "12Z", "123"}) {
        Group out;
        for (const TracePtr& trace : group)
            if (wanted.find(trace->id.component()) != std::string_view::npos) out.push_back(trace);
        if (out.size() == 3) return out;
    }
    return {};
}

/// Turns one instrument by metadata into `out`; false (with a note) when its traces must stay as they are.
bool turn(const StreamId& instrument, const Group& group, const Inventory& inventory, RotatedTraces& out)
{
    const std::string name = instrument.text() + ": ";
    std::vector<std::vector<Orientation>> axesOfPiece;
    const auto pieces = cutAtEpochs(commonPieces(group), group, inventory);
    bool aligned = !pieces.empty();
    std::set<std::string> ways;
    for (const Piece& piece : pieces) {
        std::vector<Orientation> axes;
        for (const TracePtr& trace : group) {
            const auto axis = orientationOf(trace->id, inventory, piece.start);
            if (!axis) {
                out.notes.push_back(name + "not rotated, no orientation of " + trace->id.text() + " at " + formatTime(piece.start, 0) + ".");
                return false;
            }
            aligned = aligned && points(*axis, trace->id.component());
            axes.push_back(*axis);
        }
        ways.insert(angles(axes));
        axesOfPiece.push_back(std::move(axes));
    }
    if (aligned) return false;
    const bool flat = group.size() == 2;
    const std::string_view names = flat ? "NE" : "ZNE";
    std::vector<Trace> turned;
    for (const char c : names) turned.push_back({group.front()->id.withComponent(c), {}});
    double seconds = 0.0;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        const Piece& piece = pieces[p];
        const auto& axes = axesOfPiece[p];
        std::vector<Samples> parts;
        if (flat) {
            if (std::abs(axes[0].dipDegrees) > 10.0 || std::abs(axes[1].dipDegrees) > 10.0) {
                out.notes.push_back(name + "not rotated, " + letters(group) + " are not both horizontal.");
                return false;
            }
            auto done = rotatedToNe({piece.parts[0], piece.parts[1]}, {axes[0].azimuthDegrees, axes[1].azimuthDegrees});
            if (!done) { out.notes.push_back(name + done.error().message); return false; }
            parts = {std::move((*done)[0]), std::move((*done)[1])};
        } else {
            auto done = rotatedToZne({piece.parts[0], piece.parts[1], piece.parts[2]}, {axes[0], axes[1], axes[2]});
            if (!done) { out.notes.push_back(name + done.error().message); return false; }
            parts = {std::move((*done)[0]), std::move((*done)[1]), std::move((*done)[2])};
        }
        seconds += static_cast<double>(piece.parts[0].size()) / piece.sampleRateHz;
        for (std::size_t c = 0; c < parts.size(); ++c) turned[c].segments.push_back(makeSegment(piece.start, piece.sampleRateHz, std::move(parts[c])));
    }
    if (pieces.empty()) {
        out.notes.push_back(name + "not rotated, " + letters(group) + " have no samples in common.");
        return false;
    }
    std::string how;
    for (const std::string& way : ways) how += (how.empty() ? "" : "; then ") + way;
    std::string note = name + letters(group) + " turned to " + (flat ? "N, E" : "Z, N, E") + " by azimuth/dip " + how;
    for (const TracePtr& trace : group) {
        double all = 0.0;
        for (const Segment& s : trace->segments) all += static_cast<double>(s.size()) / s.sampleRateHz;
        if (all - seconds > 0.5) {
            char text[96];
            std::snprintf(text, sizeof text, "; %.1f s of %s without the others left out", all - seconds, trace->id.channel.c_str());
            note += text;
        }
    }
    out.notes.push_back(note + ".");
    for (Trace& trace : turned) out.traces.push_back(std::make_shared<const Trace>(tidied(std::move(trace))));
    return true;
}

/// True for an upward vertical throughout its record: it has no part in turning level horizontals.
bool isVertical(const Trace& trace, const Inventory& inventory)
{
    return std::all_of(trace.segments.begin(), trace.segments.end(), [&](const Segment& s) {
        const auto axis = orientationOf(trace.id, inventory, s.start);
        return axis && points(*axis, 'Z');
    });
}

bool isLevel(const Trace& trace, const Inventory& inventory)
{
    return std::all_of(trace.segments.begin(), trace.segments.end(), [&](const Segment& s) {
        const auto axis = orientationOf(trace.id, inventory, s.start);
        return axis && std::abs(axis->dipDegrees) <= alignedDegrees;
    });
}

void sortByStream(RotatedTraces& out)
{
    std::stable_sort(out.traces.begin(), out.traces.end(), [](const TracePtr& a, const TracePtr& b) { return a->id < b->id; });
}

}  // namespace

RotatedTraces rotatedToZne(const std::vector<TracePtr>& traces, const Inventory& inventory)
{
    RotatedTraces out;
    for (const auto& [instrument, group] : byInstrument(traces)) {
        Group turning = chosen(group);
        if (turning.size() == 3 && turning.back()->id.component() == 'Z' && isVertical(*turning.back(), inventory) &&
            isLevel(*turning[0], inventory) && isLevel(*turning[1], inventory))
            turning.pop_back();  // the vertical keeps what the horizontals did not record
        const bool enough = turning.size() >= 2;
        if (!enough && !(group.size() == 1 && group[0]->id.component() == 'Z'))
            out.notes.push_back(instrument.text() + ": not rotated, " + letters(group) + " do not make two or three components.");
        const bool done = enough && turn(instrument, turning, inventory, out);
        for (const TracePtr& trace : group)
            if (!done || std::find(turning.begin(), turning.end(), trace) == turning.end()) out.traces.push_back(trace);
    }
    sortByStream(out);
    return out;
}

RotatedTraces rotatedToRt(const std::vector<TracePtr>& traces, double backAzimuthDegrees)
{
    RotatedTraces out;
    for (const auto& [instrument, group] : byInstrument(traces)) {
        Group turning;  // N, then E
        for (const char wanted : {'N', 'E'})
            for (const TracePtr& trace : group)
                if (trace->id.component() == wanted && (turning.empty() || wanted == 'E')) turning.push_back(trace);
        const bool ready = turning.size() == 2 && turning[0]->id.component() == 'N';
        const auto pieces = ready ? commonPieces(turning) : std::vector<Piece>{};
        const StreamId& any = group.front()->id;
        Trace radial{any.withComponent('R'), {}}, transverse{any.withComponent('T'), {}};
        for (const Piece& piece : pieces)
            if (auto done = neToRt(piece.parts[0], piece.parts[1], backAzimuthDegrees)) {
                radial.segments.push_back(makeSegment(piece.start, piece.sampleRateHz, std::move((*done)[0])));
                transverse.segments.push_back(makeSegment(piece.start, piece.sampleRateHz, std::move((*done)[1])));
            }
        for (const TracePtr& trace : group)
            if (pieces.empty() || std::find(turning.begin(), turning.end(), trace) == turning.end()) out.traces.push_back(trace);
        if (pieces.empty()) {
            if (group.size() > 1 || group[0]->id.component() != 'Z')
                out.notes.push_back(instrument.text() + ": not rotated to radial and transverse, it has no N and E in common.");
            continue;
        }
        char text[64];
        std::snprintf(text, sizeof text, ": N, E turned to R, T by back-azimuth %.1f.", backAzimuthDegrees);
        out.notes.push_back(instrument.text() + text);
        for (Trace* trace : {&radial, &transverse}) out.traces.push_back(std::make_shared<const Trace>(tidied(std::move(*trace))));
    }
    sortByStream(out);
    return out;
}

}  // namespace seisdesk
