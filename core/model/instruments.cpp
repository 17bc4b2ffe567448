#include "core/model/instruments.h"

#include "core/signal/rotate.h"

#include <algorithm>
#include <map>
#include <optional>

namespace seisdesk {

namespace {

constexpr std::array<char, 3> axisLetters{'Z', 'N', 'E'};
constexpr std::array<const char*, 3> axisNames{"Z", "N", "E"};

std::optional<std::size_t> axisOf(char letter)
{
    switch (letter) {
    case 'Z': case '3': return 0;
    case 'N': case '1': return 1;
    case 'E': case '2': return 2;
    default: return std::nullopt;
    }
}

bool isNumbered(const TracePtr& t) { return t->id.component() >= '1' && t->id.component() <= '3'; }

bool hasAzimuth(const TracePtr& t, const Inventory& inventory)
{
    const Channel* c = inventory.channel(t->id, t->span().begin);
    return c && c->azimuthDegrees;
}

/// Numbered components turned to north and east (and up) where the inventory says how they stand. A Z beside them stays
/// as recorded, so that nothing of it is lost where a horizontal has a gap.
std::vector<TracePtr> turned(const std::vector<TracePtr>& streams, const Inventory& inventory, std::vector<std::string>& notes)
{
    std::vector<TracePtr> kept, numbered;
    for (const TracePtr& t : streams) (isNumbered(t) ? numbered : kept).push_back(t);
    if (numbered.size() < 2 || !std::all_of(numbered.begin(), numbered.end(), [&](const TracePtr& t) { return hasAzimuth(t, inventory); }))
        return streams;
    RotatedTraces rotated = rotatedToZne(numbered, inventory);
    const std::string prefix = streams.front()->id.instrument().text() + ": ";
    for (const std::string& note : rotated.notes) notes.push_back(note.starts_with(prefix) ? note.substr(prefix.size()) : note);
    kept.insert(kept.end(), rotated.traces.begin(), rotated.traces.end());
    return kept;
}

/// The vertical as named in the file, or the first stream.
StreamId anchorOf(const std::vector<TracePtr>& streams)
{
    for (const char letter : {'Z', '3'})
        for (const TracePtr& t : streams)
            if (t->id.component() == letter) return t->id;
    return streams.front()->id;
}

}  // namespace

std::size_t Instrument::sampleCount() const
{
    std::size_t count = 0;
    for (const auto& axis : axes)
        for (const Segment& s : axis) count += s.size();
    return count;
}

std::vector<std::vector<TracePtr>> groupedByInstrument(const std::vector<TracePtr>& traces)
{
    std::map<StreamId, std::vector<TracePtr>> groups;
    for (const TracePtr& t : traces)
        if (t && t->sampleCount() > 0) groups[t->id.instrument()].push_back(t);
    std::vector<std::vector<TracePtr>> out;
    for (auto& [id, streams] : groups) {
        std::stable_sort(streams.begin(), streams.end(), [](const TracePtr& a, const TracePtr& b) { return a->id < b->id; });
        out.push_back(std::move(streams));
    }
    return out;
}

Instrument orientedInstrument(const std::vector<TracePtr>& streams, const Inventory& inventory)
{
    Instrument out;
    if (streams.empty()) return out;
    out.id = streams.front()->id.instrument();
    out.anchor = anchorOf(streams);
    const std::vector<TracePtr> placed = turned(streams, inventory, out.notes);
    const bool alone = std::all_of(placed.begin(), placed.end(), [&](const TracePtr& t) { return t->id == placed.front()->id; });

    std::array<std::optional<StreamId>, 3> holder;
    for (int pass = 0; pass < 2; ++pass) {  // letters first, numbers where a letter left room
        for (const TracePtr& t : placed) {
            if (isNumbered(t) != (pass == 1)) continue;
            std::optional<std::size_t> axis = axisOf(t->id.component());
            if (!axis && alone) {
                axis = 0;
                if (!holder[0]) out.notes.push_back("'" + t->id.channel + "' names no direction: taken as vertical");
            }
            if (!axis) {
                out.notes.push_back(t->id.channel + " left out: its letter names none of Z, N, E, 1, 2, 3");
                continue;
            }
            if (holder[*axis] && *holder[*axis] != t->id) {
                out.notes.push_back(t->id.channel + " left out: " + holder[*axis]->channel + " is there already");
                continue;
            }
            if (!holder[*axis] && isNumbered(t))
                out.notes.push_back(t->id.channel + " taken as " + axisNames[*axis] + ": its orientation is not known");
            holder[*axis] = t->id;
            out.axes[*axis].insert(out.axes[*axis].end(), t->segments.begin(), t->segments.end());
        }
    }
    for (std::size_t a = 0; a < 3; ++a) {
        auto& segments = out.axes[a];
        std::erase_if(segments, [](const Segment& s) { return s.empty() || !(s.sampleRateHz > 0.0); });
        std::stable_sort(segments.begin(), segments.end(), [](const Segment& x, const Segment& y) { return x.start < y.start; });
        if (segments.empty()) out.notes.push_back(std::string(1, axisLetters[a]) + " missing, filled with zeros");
    }
    return out;
}

}  // namespace seisdesk
