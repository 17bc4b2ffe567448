#pragma once
// Shots: the examples an adaptation learns from, a given number of events of them.

#include "core/model/adapt/example_set.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace seisdesk {

struct Shots {
    std::vector<const LocalExample*> train, calibration;  ///< of the set, which must outlive this
    std::size_t events = 0;                               ///< windows without an event count one by one
};

/// The first `count` events that are not held out, in an order that only the names and the seed decide, so that fewer are always
/// among more; train and calibration share them as they share the set, with one for calibration where there are four or more.
/// Absent: all. The held-out part is never touched.
Shots shots(const ExampleSet& set, std::optional<std::size_t> count, std::uint64_t seed);

}  // namespace seisdesk
