#pragma once
// Nordic S-files as SEISAN writes them: events with their origins, magnitudes and phase readings.

#include "core/io/phase_reading.h"
#include "core/io/records.h"

#include <string_view>

namespace seisdesk {

/// True when the first line that is not blank is a Nordic header: 80 columns, a date, and type 1 at the end.
bool isNordic(std::string_view text);

/// Reads files of one or many events, in the old format of phase lines and in that of SEISAN 12 (three letters of channel, network and
/// location); also lists of headers alone. Hours past 24 and readings behind midnight are on the next day. Phase weights are
/// comments ("weight 2"); amplitude readings are amplitudes and no picks; durations and back-azimuth lines are left out. In the
/// old format channels have two letters (instrument and component) and no network: see completeStreams(). Lines that make no sense
/// are issues that name them. Error: NotFound, Unreadable, Unsupported (no Nordic file).
Result<std::vector<Event>> readNordic(const std::filesystem::path& path, std::vector<ReadIssue>& issues);

enum class NordicFormat { Old, New };

/// S-files with header, errors, the same with more digits (type H), the event's id as a comment, phases and amplitudes. The old format holds two letters
/// of a channel, no network, and times to 10 ms; the new one all of it and 1 ms. Rejected picks are left out; what weighs nothing has weight 4.
PhaseFile nordicText(const std::vector<Event>& events, NordicFormat format);

}  // namespace seisdesk
