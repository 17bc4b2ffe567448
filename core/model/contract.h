#pragma once
// Contract: how a network wants its windows, and what its outputs mean. It travels with the weights, so that training,
// batch, command line and window prepare data with the same code.

#include <cstddef>
#include <string>
#include <vector>

namespace seisdesk {

enum class Task { Picking, Polarity, Magnitude, Distance, BackAzimuth };
enum class Normalisation { Std, Max, None };

/// What a network expects and returns. Input is float32 [batch, components, windowSamples].
struct Contract {
    std::string family;        ///< "SeisT", "PhaseNet", "SeisMoLLM" ...
    std::string name;          ///< "seist_m_dpk_diting"
    Task task = Task::Picking;
    double sampleRateHz = 100.0;
    std::size_t windowSamples = 3001;
    std::string componentOrder = "ZNE";
    /// Each component: minus its mean, then over its population standard deviation or its largest magnitude; a
    /// constant component stays zero.
    Normalisation normalisation = Normalisation::Std;
    /// Picking: names of the output curves in channel order, e.g. {"detection", "P", "S"}; output [batch, n, windowSamples].
    /// Polarity: {"up", "down"}; other tasks: the values, e.g. {"magnitude"}; output [batch, n].
    std::vector<std::string> outputs;
    /// Samples at each window end that are not used when windows are stacked.
    std::size_t blindingSamples = 0;
    /// Single-event tasks: where in the window the P stood in training, as a fraction of its length.
    double anchorFraction = 0.25;
    double defaultThresholdP = 0.3;
    double defaultThresholdS = 0.3;
    bool operator==(const Contract&) const = default;
};

}  // namespace seisdesk
