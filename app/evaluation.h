#pragma once
// evaluate: a model's predictions on labelled sets compared with the labels.

#include "core/base/progress.h"
#include "core/io/records.h"
#include "core/model/load_models.h"
#include "core/model/score.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seisdesk {

/// What the command line said; filled while CLI11 parses.
struct EvaluateArguments {
    std::vector<std::string> models;      ///< paths or names; none: the default; "classical" needs no weights
    std::vector<std::filesystem::path> data;  ///< HDF5 sets, folders of published sets, or records with a labels.csv
    std::vector<std::string> inventories; ///< continuous records only
    bool argmax = false;                  ///< the highest peak of each window whatever its height
    std::optional<double> simulateRateHz; ///< records are brought to this rate first, as if an instrument had recorded so
    std::string components;               ///< letters of the components to use, e.g. "Z"; empty: all
    std::string device = "auto";
    std::optional<double> thresholdP, thresholdS;
    std::string json;                     ///< file to write, "-" for standard output, empty for none
};

struct Evaluation {
    ScoreTable table;
    std::string model, data;
    bool exhaustive = false;
    std::vector<ReadIssue> issues;
    std::string note;  ///< about the model, see LoadedModels
};

/// One evaluation per set, in order. Windows: every window goes through the picker on its own. What a picker says of the source is
/// taken from its P nearest to the label within the largest tolerance; with `argmax` from its highest P wherever that stands (the
/// polarity only near the label). Source networks see a window from its start (right-padded with zeros when it is shorter than
/// theirs), with no need of a pick. Continuous: the records are annotated as a whole, and source estimates come from windows
/// around the picks. Errors: Cancelled, and as readers and engine.
Result<std::vector<Evaluation>> evaluate(const EvaluateArguments& arguments, const Progress& progress);
/// The same with models that are loaded.
Result<std::vector<Evaluation>> evaluate(const LoadedModels& models, const EvaluateArguments& arguments, const Progress& progress);

}  // namespace seisdesk
