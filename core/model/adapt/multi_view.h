#pragma once
// Multi-view inference: a network looks at the same record in several ways; where its answers scatter, a pick is uncertain.

#include "core/model/load_models.h"
#include "core/signal/filter.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace seisdesk {

/// One way of looking at a record, in which the onsets stay where they are.
struct View {
    std::string name;                  ///< "as recorded", "later windows", "2-15 Hz", "upside down"
    double lateSeconds = 0.0;          ///< so much of the beginning is left out, which moves every window
    std::optional<FilterSpec> filter;  ///< causal, so that nothing arrives before its time
    bool upsideDown = false;
};

/// As recorded, windows 2.5 s later, two band-passes, upside down. The first is always as recorded.
std::vector<View> usualViews();

struct MultiViewOptions {
    AnnotateOptions annotate;           ///< thresholds apply to the mean curve; absent ones are the contract's
    std::vector<View> views = usualViews();
    double lowest = 0.1;                ///< a view has seen an onset when its own curve reaches this ...
    double togetherSeconds = 0.5;       ///< ... within so much of the mean's
};

/// How the views agree on one pick.
struct Agreement {
    std::size_t views = 0;              ///< that saw this part of the record
    std::size_t agreeing = 0;           ///< of those, that have an onset of the phase there
    double lowestConfidence = 0.0;      ///< of the agreeing; the pick's own confidence is the mean's height
    std::optional<double> spreadSeconds;  ///< standard deviation of their times (n - 1); absent for fewer than two
};

/// The mean of the views with its picks, and how far they agree. Curves that are not of P or S are those of the first view.
struct MultiView {
    Prediction mean;
    std::unordered_map<Id, Agreement> agreement;  ///< of every pick in `mean`
    std::vector<std::vector<Label>> seen;         ///< per station of `mean`: what any view saw, down to `lowest`
};

/// Runs the picker once per view. A pick of the mean keeps polarity and source estimates of the first view's pick there, if it has
/// one. Without curves (the classical picker) the picks are those of the first view. Errors: as Annotator::annotate, Cancelled;
/// InvalidArgument without views.
Result<MultiView> multiView(const LoadedModels& models, const std::vector<TracePtr>& traces, const Inventory& inventory,
                            const MultiViewOptions& options, const Progress& progress);

/// The records as a view sees them. Error: as the filter.
Result<std::vector<TracePtr>> seenBy(const View& view, const std::vector<TracePtr>& traces);

}  // namespace seisdesk
