#pragma once
// SetSummary: what there is to learn from, counted, and in sentences what is missing.

#include "core/model/adapt/example_set.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace seisdesk {

struct PhaseCount {
    std::size_t p = 0, s = 0;
    bool operator==(const PhaseCount&) const = default;
};

/// Onsets whose distance (SNR) lies in [from, to).
struct CountBin {
    double from = 0.0, to = 0.0;
    std::string name;  ///< "25 to 50 km", "10 to 20 dB"
    PhaseCount count;
};

struct PartSummary {
    std::size_t events = 0, windows = 0;
    PhaseCount count;
};

struct SetSummary {
    std::size_t windows = 0, events = 0;
    PhaseCount count;
    std::array<PartSummary, 3> parts;               ///< by Part
    std::map<std::string, PhaseCount> stations;     ///< also those without a label, when they were named
    std::vector<CountBin> distance, snr;            ///< onsets of unknown distance (SNR) are in none
    std::size_t up = 0, down = 0, undecidable = 0;  ///< first motions
    std::array<std::size_t, 5> corrections{};       ///< by Correction::Kind
    double quietSeconds = 0.0;                      ///< known to be without onset
    std::vector<std::string> missing;               ///< sentences, the most pressing first

    double shareOfS() const { return count.p + count.s > 0 ? static_cast<double>(count.s) / static_cast<double>(count.p + count.s) : 0.0; }
};

/// How many events each part needs, before something can be said of it.
struct SetWish {
    std::size_t train = 5, calibration = 3, heldOut = 5;
};

/// `stations`: those with records, as "NET.STA"; empty when only those with windows count.
SetSummary summary(const ExampleSet& set, const std::vector<std::string>& stations = {}, const SetWish& wish = {});

}  // namespace seisdesk
