#pragma once
// Labelled records: records and the labels somebody made for them, wherever they lie, as windows to learn from.

#include "core/io/labelled_set.h"
#include "core/io/records.h"
#include "core/model/adapt/local_examples.h"

namespace seisdesk {

struct LabelledRecordsOptions {
    LocalOptions local;            ///< splits and margins; events are those that are read
    bool trustAutomatic = false;   ///< automatic picks are targets; otherwise they are masked
};

/// Every window of a set, as it is, with its part. Windows that cannot be read are issues. Error: Cancelled.
Result<ExampleSet> setExampleSet(const LabelledSet& set, const SplitOptions& split, std::vector<ReadIssue>& issues, const Progress& progress);

/// Windows around the labels of records, see localExamples(): for labels from QuakeML, Nordic S-files, label tables (CSV) and SAC headers.
/// Readings that Nordic files weigh 4 are masked; a phase read on several components at once counts once. Error:
/// InvalidArgument when there are no records or no labels for them, saying which; Cancelled.
Result<ExampleSet> recordExampleSet(Records records, const Contract& contract, const LabelledRecordsOptions& options, const Progress& progress);

/// Opens a labelled set (SeisBench, STEAD, DiTing, HDF5), or reads files and folders of records and labels. Errors: as the two.
Result<ExampleSet> readExampleSet(const std::vector<std::string>& inputs, const Contract& contract, const LabelledRecordsOptions& options,
                                  std::vector<ReadIssue>& issues, const Progress& progress);

}  // namespace seisdesk
