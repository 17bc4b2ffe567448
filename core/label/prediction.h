#pragma once
// Prediction: what a model said of continuous records, curve by curve, with the spans it really looked at.

#include "core/label/label.h"
#include "core/waveform/trace.h"

#include <string>
#include <vector>

namespace seisdesk {

/// One output of a network over time, e.g. "P", "S", "detection". Values are probabilities at the model's rate; NaN
/// where no window covered the record.
struct Curve {
    std::string name;
    Segment values;
};

/// Everything a model said about one instrument (one station with its components).
struct StationPrediction {
    StreamId instrument;            ///< without the component letter: "GE.WLF..HH"
    StreamId anchor;                ///< the stream labels are put on: the vertical, or the first there is
    std::vector<Curve> curves;      ///< sorted by name, then time; one per contiguous piece of record
    std::vector<TimeSpan> coverage; ///< spans seen by at least one window, gaps left out
    std::vector<Label> labels;      ///< picks above the lowest threshold, with confidence and source estimates
    std::vector<std::string> notes; ///< e.g. "E missing, filled with zeros"
    /// Onsets below the threshold: of P those described like the labels, for when a lower threshold is asked for later, and of P and S what was asked for.
    std::vector<Label> candidates{};
};

struct Prediction {
    std::string model;  ///< model version, as in Label::model
    std::vector<StationPrediction> stations;
};

}  // namespace seisdesk
