#pragma once
// Rows: which traces are shown, in which order, and how far each is shifted by the alignment. Pure functions.

#include "core/session/session.h"
#include "ui/trace/theory.h"
#include "ui/trace/trace_options.h"

#include <QString>

#include <optional>
#include <vector>

namespace seisdesk {

/// One trace as shown. Screen time is record time minus `shift`.
struct Row {
    TraceItemPtr item;
    QString name;                 ///< "CI.CLC..HHZ"
    QString rate;                 ///< "100 Hz", "100-200 Hz"
    std::optional<double> distanceKm;
    std::optional<double> azimuthDegrees;  ///< from the source to the station
    Duration shift{};
    bool aligned = true;          ///< false where there is nothing to align on; the shift is then its neighbours'
    std::vector<TheoryMark> theory{};  ///< theoretical arrivals, by time
    int group = 0;                ///< rows of one station share it and stand together
    const StreamId& id() const { return item->trace->id; }
};

/// What rows are made from.
struct RowSources {
    const std::vector<TraceItemPtr>& traces;
    const Inventory& inventory;
    const std::vector<Event>& events;
    const LabelSet& labels;
    /// publicID of the event that distances and origin alignment refer to; empty takes the last one with an origin.
    std::string event;
    /// Picks nearest to it are aligned on and sorted by.
    Time reference{};
    /// Where the event was located; goes before its origin. Null for none.
    const Theory* theory = nullptr;
};

/// Filtered, sorted, grouped by station, aligned. Rows that distance, azimuth or time are unknown of come last.
std::vector<Row> makeRows(const RowSources& sources, const ViewOptions& options);

/// The origin rows refer to; null without one.
const Origin* originOf(const std::vector<Event>& events, const std::string& event);

/// True when a stream passes a glob on "NET.STA.LOC.CHA" or holds the plain text; case does not matter. Several
/// patterns are separated by blanks or commas.
bool passes(const StreamId& id, const QString& stationFilter);

/// True for the component the mode asks for; 1 counts as north, 2 as east, 3 as vertical.
bool passes(const StreamId& id, ComponentMode mode);

}  // namespace seisdesk
