#pragma once
// Records made ready for an evaluation: windows of labelled sets kept apart, rates and components as asked for.

#include "app/evaluation.h"
#include "core/io/labelled_set.h"

#include <string>
#include <vector>

namespace seisdesk {

/// A window of a labelled set with its streams renamed ("W.<index>..."), so that windows of one station stay apart.
struct EvaluationWindow {
    LabelledWindow content;        ///< without its traces
    std::vector<TracePtr> traces;
    std::optional<double> snrDb;   ///< of the first P, see pSnrDb()
};

/// Components of zeros were not recorded: sets pad what is missing. Error: InvalidArgument for a rate that cannot be made.
Result<EvaluationWindow> evaluationWindow(LabelledWindow content, std::size_t index, const EvaluateArguments& arguments);

/// The traces of the components asked for, at the rate asked for.
Result<std::vector<TracePtr>> asAskedFor(std::vector<Trace> traces, const EvaluateArguments& arguments);

}  // namespace seisdesk
