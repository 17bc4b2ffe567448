#pragma once
// Wadati diagram: S minus P against P; the line through it gives Vp/Vs and the origin time without any velocity model.

#include "core/locate/misfit.h"

namespace seisdesk {

/// P and S of one station, from picks that count or not.
struct WadatiPair {
    std::string station, pId, sId;
    Phase p = Phase::P, s = Phase::S;
    double pSeconds = 0.0;       ///< after WadatiDiagram::reference
    double sMinusP = 0.0;
    bool used = true;            ///< both picks count
    double residualSeconds = 0.0;  ///< of S minus P from the line
    bool outlier = false;
};

struct WadatiLine {
    double vpVs = 0.0, vpVsSigma = 0.0;
    double originSeconds = 0.0, originSigmaSeconds = 0.0;  ///< after the reference: where S minus P is zero
    double scatterSeconds = 0.0;                           ///< robust standard deviation of S minus P
    int pairs = 0;                                         ///< that count and are no outliers
    double sMinusPAt(double pSeconds) const { return (vpVs - 1.0) * (pSeconds - originSeconds); }
};

struct WadatiDiagram {
    Time reference{};  ///< the earliest P, or the epoch without pairs
    std::vector<WadatiPair> pairs;
    std::optional<WadatiLine> line;
    std::string why;   ///< a sentence when there is no line
};

/// Per station the first P and the first S of the same kind (P with S, Pg with Sg, Pn with Sn ...; else the first of each). The line is
/// fitted to pairs that count: from the median of the slopes between all pairs (Theil & Sen) by Tukey's biweight. Outliers are more than three
/// times the scatter and 0.1 s off. There is no line for fewer than three pairs, P times within half a second, or a Vp/Vs below 1.
WadatiDiagram wadati(const std::vector<PhasePick>& picks);

}  // namespace seisdesk
