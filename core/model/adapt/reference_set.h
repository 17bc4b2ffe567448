#pragma once
// Reference set: frozen made-up records that no adaptation may forget.

#include "core/label/labelled_window.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace seisdesk {

struct ReferenceOptions {
    std::size_t windows = 1600;
    double seconds = 60.0;
    std::uint64_t seed = 0x5e15de5c;   ///< of the first record; far from those that training draws
};

/// Records at 100 Hz as synth::stationRecord() draws them, the same on every call, each an event of its own. Every arrival that
/// could be seen is labelled: they are exhaustive.
std::vector<LabelledWindow> referenceSet(const ReferenceOptions& options = {});

}  // namespace seisdesk
