#pragma once
// The edits by which labels from files and from models enter a project.

#include "core/label/label_set.h"
#include "core/label/prediction.h"

#include <string>
#include <vector>

namespace seisdesk {

/// "Import labels": those that the project does not have yet. A label counts as there when its id is taken, or when one
/// that says the same (whatever its id and when it was made) is there. Labels that cannot be kept are left out and
/// named in `refused`. Labels without id get one.
Edit importEdit(std::vector<Label> labels, const LabelSet& present, std::vector<std::string>& refused);

/// "Predict with MODEL": removes automatic labels nobody has judged, of the phases this prediction speaks of, on its
/// instruments in the spans it covers; adds its labels, except within `judgedSeconds` of a label of the same phase and
/// station that a person made or judged (a rejected one too). A label that takes the place of another of its phase keeps that one's event. Members that are not finite are left out.
Edit predictionEdit(const Prediction& prediction, const LabelSet& present, double judgedSeconds = 0.3);

/// "P" for "P", "Pg", "pPn", "PKP"; "S" likewise; other words as they are.
std::string phaseFamily(const std::string& phase);

}  // namespace seisdesk
