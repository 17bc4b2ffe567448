#pragma once
// What a project adds to its labels when they become examples: their history, and the parts they belong to.

#include "core/model/adapt/local_examples.h"
#include "core/store/project_file.h"

namespace seisdesk {

/// Reads the applied edits of the journal from the first on.
Result<LabelHistory> labelHistory(const Journal& journal);

/// `options` for localExamples() on the labels of this project as they stand, with the parts (new ones are written to the project),
/// the history and the events filled in. Quick enough for the thread that owns the file; localExamples() itself is for a worker.
Result<LocalOptions> projectOptions(ProjectFile& file, const std::vector<Label>& labels, const std::string& author, LocalOptions options = {});

}  // namespace seisdesk
