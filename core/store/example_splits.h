#pragma once
// ExampleSplits: which earthquakes and stations of a project are learned from and which only ever scored, kept for good.

#include "core/base/result.h"
#include "core/model/adapt/event_groups.h"
#include "core/store/database.h"

#include <string>
#include <vector>

namespace seisdesk {

/// Parts are written once, when the first judged or rejected label of an earthquake (a station) is seen, and never changed: not by
/// undo, which leaves them, nor by reading a catalogue again, also with other event names (see eventGroups()).
class ExampleSplits {
public:
    explicit ExampleSplits(Database& database) : m_database(database) {}

    Result<KnownParts> parts() const;
    /// Gives what is new among the labels its part, in one transaction, and returns all. New ones are dealt to the part that lacks
    /// most of its share, in the order of their onsets (names of stations), so that few events already make all parts; the seed
    /// has no say. An earthquake that is known under another name keeps its part.
    Result<KnownParts> update(const std::vector<Label>& labels, const SplitOptions& shares, Duration eventGap, const std::string& author);

private:
    Database& m_database;
};

}  // namespace seisdesk
