#pragma once
// Annotator: traces in, prediction out. The same interface for networks and for the classical picker.

#include "core/base/progress.h"
#include "core/label/prediction.h"
#include "core/model/engine.h"
#include "core/model/one_instant.h"
#include "core/waveform/inventory.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

struct AnnotateOptions {
    std::optional<double> thresholdP;     ///< absent: the contract's
    std::optional<double> thresholdS;
    std::optional<double> weakest;        ///< onsets of P and S down to here, below the thresholds, become candidates (PickRule::Peaks)
    std::optional<double> thresholdPolarity;  ///< of networks that say "up" and "down" for every sample
    double minimumSeparationSeconds = 1.0;  ///< between picks of one phase; the higher one stays (PickRule::Peaks)
    double instantSeconds = oneInstantSeconds;  ///< of a P and an S nearer than this the likelier stays (PickRule::Peaks); 0: both
    std::optional<double> overlap;        ///< of neighbouring windows, 0 to 0.95; absent: the contract's
    std::size_t batchSize = 16;
    bool keepCurves = true;               ///< false saves memory in batch runs; those of first motions are never kept
    std::optional<TimeSpan> span;         ///< only this part of the records
};

/// Immutable and shareable between threads. Does not throw. Cancelled gives Error Cancelled. Traces of unknown stations,
/// single components, any rate and any length are accepted; what was done about them is in StationPrediction::notes.
class Annotator {
public:
    virtual ~Annotator() = default;
    /// As in Label::model.
    virtual std::string version() const = 0;
    /// One sentence for people: what it is and what it expects.
    virtual std::string description() const = 0;
    /// What people should know of how it ran so far, see Network::remark().
    virtual std::string remark() const { return {}; }
    virtual Result<Prediction> annotate(const std::vector<TracePtr>& traces, const Inventory& inventory,
                                        const AnnotateOptions& options, const Progress& progress) const = 0;
};

/// An annotator over a picking network and, optionally, networks for polarity, magnitude, distance and back-azimuth
/// that are run on windows placed around each P.
std::shared_ptr<const Annotator> networkAnnotator(std::shared_ptr<const Network> picker,
                                                  std::vector<std::shared_ptr<const Network>> sourceNetworks = {});

/// STA/LTA trigger, AIC refinement, first-motion polarity with an undecided class. Needs no weights.
std::shared_ptr<const Annotator> classicalAnnotator();

}  // namespace seisdesk
