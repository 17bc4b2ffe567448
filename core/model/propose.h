#pragma once
// Propose: picks read anew off the curves of a prediction, at other thresholds, without running the network again.

#include "core/label/prediction.h"
#include "core/model/one_instant.h"
#include "core/model/pick_uncertainty.h"

namespace seisdesk {

struct Proposal {
    double thresholdP = 0.3;
    double thresholdS = 0.3;
    double minimumSeparationSeconds = 1.0;
    PickUncertainty uncertainty{};  ///< of the contract of the network that made the prediction
    double instantSeconds = oneInstantSeconds;  ///< as AnnotateOptions; 0 for networks whose contract says Triggers
};

/// True when the prediction kept a curve of P or S for some station; without, only thresholds above those it was made
/// with can be proposed.
bool hasPhaseCurves(const Prediction& prediction);

/// The prediction with the picks that the thresholds ask for. A peak that already has a label (within half a sample of
/// the curve, same phase), or is among the candidates, keeps it with its id, polarity and source estimates; a new one has
/// height and width of its peak only. Labels of phases without a curve stay where their confidence reaches the threshold. Curves are shared.
Prediction proposed(const Prediction& prediction, const Proposal& how);

}  // namespace seisdesk
