#pragma once
// Contract: how a network wants its windows, and what its outputs mean. It travels with the weights, so that training,
// batch, command line and window prepare data with the same code.

#include "core/model/pick_uncertainty.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace seisdesk {

enum class Task { Picking, Polarity, Magnitude, Distance, BackAzimuth };
enum class Normalisation {
    Std,        ///< each component over its own standard deviation
    Max,        ///< each component over its own largest magnitude
    Joint,      ///< all components over one value, the root mean variance of those that move: their ratio stays
    Window,     ///< all components over one value, the standard deviation of the whole window, flat and absent ones too
    WindowMax,  ///< all components over the largest magnitude in the window
    None
};
/// What becomes of the outputs of windows that overlap.
enum class Stacking {
    Tapered,  ///< weighted mean, weights falling towards the ends; blinded samples count where no other window looks
    Mean,     ///< plain mean without the blinded samples, which say nothing where they stand alone
    Maximum   ///< the largest, likewise
};
/// How picks are read off a curve.
enum class PickRule {
    Peaks,    ///< every maximum above the threshold, some way apart
    Triggers  ///< the highest sample between rising above the threshold and falling below half of it
};

/// What a network expects and returns. Input is float32 [batch, components, windowSamples].
struct Contract {
    std::string family;        ///< "SeisT", "PhaseNet", "SeisMoLLM" ...
    std::string name;          ///< "seist_m_dpk_diting"
    Task task = Task::Picking;
    double sampleRateHz = 100.0;
    std::size_t windowSamples = 3001;
    std::string componentOrder = "ZNE";
    /// Each component is first freed of its mean; a constant component stays zero.
    Normalisation normalisation = Normalisation::Std;
    /// Picking: names of the output curves in channel order, e.g. {"detection", "P", "S"}; output [batch, n, windowSamples].
    /// Polarity: {"up", "down"}; other tasks: the values, e.g. {"magnitude"}; output [batch, n].
    std::vector<std::string> outputs;
    /// Multi-task networks: what is said of the source of a P that stands in a column of `sourceStride` samples, e.g.
    /// {"magnitude", "magnitude_sigma", "distance_km", "distance_km_sigma", "back_azimuth_x", "back_azimuth_y"} (x north, y
    /// east; the length of (x, y) is the concentration of a von Mises distribution). The output of a window is then
    /// [outputs][windowSamples] followed by [sourceOutputs][sourceColumns()]; the curves "up" and "down" among the outputs are
    /// the probabilities of the first motion, were a P at that sample; what they lack to one is "undecided".
    std::vector<std::string> sourceOutputs;
    std::size_t sourceStride = 0;
    std::size_t sourceColumns() const { return sourceStride ? windowSamples / sourceStride : 0; }
    /// Samples at each window end that are not used when windows are stacked.
    std::size_t blindingSamples = 0;
    /// Single-event tasks: where in the window the P stood in training, as a fraction of its length.
    double anchorFraction = 0.25;
    double defaultThresholdP = 0.3;
    double defaultThresholdS = 0.3;
    /// Multi-task networks: least probability of "up" or "down" that decides a polarity.
    double defaultThresholdPolarity = 0.6;
    /// Each component is freed of a straight line, not of its mean only.
    bool detrend = false;
    /// Standard deviations are those of a sample (over n - 1), not of the population.
    bool sampleDeviation = false;
    /// Samples of a cosine ramp that is laid over each end of a normalised window.
    std::size_t taperSamples = 0;
    Stacking stacking = Stacking::Tapered;
    double defaultOverlap = 0.5;  ///< of neighbouring windows, as a share of their length
    PickRule pickRule = PickRule::Peaks;
    /// What the tensors cannot say of the network itself: "" as usual; PhaseNet: "centred" or "centred sigmoid".
    std::string variant;
    /// Of the picking network's onsets, as measured against analysts; ones where nobody has.
    PickUncertainty uncertainty{};
    /// Added to the times of the curves of P and S: where local analysts put onsets, beside where the network does.
    double correctionPSeconds = 0.0, correctionSSeconds = 0.0;
    double correctionSeconds(std::string_view curve) const { return curve == "P" ? correctionPSeconds : curve == "S" ? correctionSSeconds : 0.0; }
    bool operator==(const Contract&) const = default;
};

}  // namespace seisdesk
