#pragma once
// Names of what recorded: SEED network, station, location and channel codes.

#include "core/base/result.h"

#include <compare>
#include <string>
#include <string_view>

namespace seisdesk {

/// SEED stream. The location is empty when the file has blanks or "--".
struct StreamId {
    std::string network;
    std::string station;
    std::string location;
    std::string channel;

    /// "GE.WLF..HHZ"
    std::string text() const { return network + '.' + station + '.' + location + '.' + channel; }
    /// Reads "NET.STA.LOC.CHA"; a missing channel or location stays empty. Blanks and "--" locations become empty.
    static Result<StreamId> parse(std::string_view text);

    /// Last letter of the channel code, '\0' when there is none: Z, N, E, 1, 2, 3 ...
    char component() const { return channel.empty() ? '\0' : channel.back(); }
    /// The same stream without its component: "GE.WLF..HH". Streams that share it are one instrument.
    StreamId instrument() const { return {network, station, location, channel.empty() ? channel : channel.substr(0, channel.size() - 1)}; }
    StreamId withComponent(char c) const
    {
        StreamId id = instrument();
        id.channel += c;
        return id;
    }
    bool sameStation(const StreamId& o) const { return network == o.network && station == o.station; }
    auto operator<=>(const StreamId&) const = default;
};

}  // namespace seisdesk
