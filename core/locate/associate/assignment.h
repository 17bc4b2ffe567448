#pragma once
// Assignment: each item into one slot, each slot with one item, so that the gains add up to the most.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace seisdesk {

struct SlotOffer {
    std::uint32_t item = 0;
    std::size_t slot = 0;
    double gain = 0.0;
};

/// The chosen ones, by item. Greedy, then better by letting items leave for their next best slot where that makes room for more; none but positive
/// gains are taken.
std::vector<SlotOffer> bestAssignment(const std::vector<SlotOffer>& offers);

}  // namespace seisdesk
