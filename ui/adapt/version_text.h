#pragma once
// What is said of model versions: their figures, one by one and side by side.

#include "core/session/learning.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace seisdesk {

/// "seismollm-desk@3f2a91c0"
QString versionName(const ModelVersion& version);

/// A figure of one version: what it was after its learning.
struct VersionFigure {
    QString name;   ///< "held out: P F1"
    Measure measure;
    std::optional<double> value;
};
/// Of the version's own proof; empty for one that was not adapted here.
std::vector<VersionFigure> figuresOf(const ModelVersion& version);

struct ComparedFigure {
    QString name, first, second;
};
/// Figures of both by name, those of the first in their order, then what only the second has. A version that is the other's parent takes
/// the figures before the learning.
std::vector<ComparedFigure> compared(const ModelVersion& first, const ModelVersion& second);

/// "P F1 93.1 %, S F1 88.0 %" of the held-out part.
QString shortFigures(const ModelVersion& version);

}  // namespace seisdesk
