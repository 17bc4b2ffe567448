#pragma once
// Records made ready for an evaluation: rates and components as asked for.

#include "app/evaluation.h"
#include "core/waveform/trace.h"

#include <vector>

namespace seisdesk {

/// The traces of the components asked for, at the rate asked for. Error: InvalidArgument for a rate that cannot be made.
Result<std::vector<Trace>> asAskedFor(std::vector<Trace> traces, const EvaluateArguments& arguments);

}  // namespace seisdesk
