#pragma once
// localLearning: a learning round with the engine, from a project's corrections to the proof that the window shows.

#include "core/model/adapt/adaptation.h"
#include "core/session/learning.h"

namespace seisdesk {

/// Cuts examples from the input, adapts a copy of the network and proves it. Errors: as versionOfWeights(), localExamples() and adapted().
Learn localLearning();

/// What the window shows of an adaptation. Figures of all references stand under Reference, those beyond the first with their names.
LearningReport shownReport(const AdaptationReport& report);

/// "desk-local" of "desk"; a name that ends so already stays.
std::string localName(const std::string& parent);

}  // namespace seisdesk
