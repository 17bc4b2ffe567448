#pragma once
// A QuakeML text cut at its events, so that it can be parsed piece by piece: a tree of one event fits the processor's cache, one of a catalogue
// takes gigabytes.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk::quakeml {

struct Pieces {
    std::string_view head;                 ///< up to the first event: declaration, <quakeml>, <eventParameters> and what stands before
    std::string tail;                      ///< closes what the head opens
    std::vector<std::string_view> events;  ///< each from its start tag to its end tag
    std::string rest;                      ///< the document without its events
};

/// Nothing when there are no events, or when the text has what only a parser can judge (a document type, another encoding, tags out of balance).
/// A piece may still turn out to be no XML: then the whole has to be parsed.
std::optional<Pieces> piecesOf(std::string_view text);

}  // namespace seisdesk::quakeml
