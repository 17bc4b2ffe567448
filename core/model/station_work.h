#pragma once
// StationWork: one instrument on its way through a network, and what becomes of it when the network has spoken.

#include "core/label/prediction.h"
#include "core/model/annotator.h"
#include "core/model/instruments.h"
#include "core/model/line_output.h"
#include "core/model/source_columns.h"
#include "core/model/timeline.h"

#include <memory>
#include <string>
#include <vector>

namespace seisdesk {

struct StationWork {
    Instrument instrument;
    std::vector<Timeline> lines;
    std::vector<std::unique_ptr<LineOutput>> outputs;  ///< one per line
    std::vector<SourceColumns> columns;  ///< one per line; empty where the network says nothing of the source
    std::size_t pending = 1;  ///< windows whose output is awaited, and one while windows are still being added
    StationPrediction* prediction = nullptr;
};

/// How picks are read off curves.
struct PickRules {
    const AnnotateOptions& options;
    const Contract& contract;
    std::string version;
    Time started{};

    /// Least confidence of a pick of "P" or "S".
    double threshold(const std::string& phase) const;
    /// Least height of peaks that are described: below the threshold where weaker ones are asked for, and where networks say first motions or sources,
    /// in case it is lowered later.
    double least(const std::string& phase) const;
    /// The pieces of a timeline, with how far apart their picks must be.
    std::vector<PassPiece> pieces(const Timeline& line) const;
};

/// Curves, coverage, picks and candidates of a station whose outputs are complete; drops the outputs.
void finishStation(StationWork& work, const PickRules& rules);

/// "recorded at 20 Hz, below the model's 100 Hz: ..."; empty where the record is good enough.
std::string rateNote(const Instrument& instrument, const Contract& contract);

}  // namespace seisdesk
