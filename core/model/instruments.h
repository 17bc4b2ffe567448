#pragma once
// Instruments: streams grouped into sensors, their components put in the places that networks expect.

#include "core/waveform/inventory.h"
#include "core/waveform/trace.h"

#include <array>
#include <string>
#include <vector>

namespace seisdesk {

/// One sensor's records by direction. A direction without a record is empty.
struct Instrument {
    StreamId id;      ///< without the component letter
    StreamId anchor;  ///< the stream labels are put on: the vertical, or the first there is
    std::array<std::vector<Segment>, 3> axes;  ///< up, north, east; segments sorted by start
    std::vector<std::string> notes;            ///< what was done about components, for people

    std::size_t sampleCount() const;
};

/// The streams of each instrument, sorted by instrument; a stream given twice appears twice. Null and empty traces are
/// left out.
std::vector<std::vector<TracePtr>> groupedByInstrument(const std::vector<TracePtr>& traces);

/// Puts the streams of one instrument in place. Z, N and E go by their letters; 1, 2 and 3 are turned by the inventory's
/// azimuths, and without them taken as N, E and Z with a note. A single stream of any other letter is taken as vertical;
/// beside others it is left out with a note.
Instrument orientedInstrument(const std::vector<TracePtr>& streams, const Inventory& inventory);

}  // namespace seisdesk
