#pragma once
// Example: a record with everything that is known about it, for training and evaluation.

#include "core/label/label.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace seisdesk {

/// What is known of one earthquake at this station. Absent members are unknown and are left out of the loss.
struct ExampleEvent {
    std::optional<double> pSample, sSample;  ///< fractional index in the record
    Polarity polarity = Polarity::Unset;     ///< of the P; Undecidable is an answer, Unset is unknown
    std::optional<double> magnitude, distanceKm, backAzimuthDeg;
};

struct Example {
    std::vector<float> rows;     ///< [3][samples], up, north, east; NaN where nothing was recorded
    std::size_t samples = 0;
    double sampleRateHz = 100.0;
    std::vector<ExampleEvent> events;
    bool exhaustive = true;      ///< every arrival is labelled, so that all else is noise
    std::vector<std::pair<double, double>> quiet;  ///< samples [from, to) known to hold no onset, in an example that is not exhaustive
    std::vector<std::pair<double, double>> masked; ///< samples [from, to) that nobody judged: left out of the loss whatever else says
    std::string set;             ///< the data set it is from
    std::string eventId;         ///< examples of one earthquake share it; empty when unknown
};

}  // namespace seisdesk
