#pragma once
// First-motion mechanism: which double couples explain the polarities and the ratios of S to P, and how well they are known.

#include "core/base/progress.h"
#include "core/base/result.h"

#include <array>
#include <string>
#include <vector>

namespace seisdesk {

/// A fault plane, degrees by Aki & Richards' convention: strike [0, 360), dip [0, 90], rake [-180, 180].
struct FaultPlane {
    double strike = 0.0, dip = 0.0, rake = 0.0;
    bool operator==(const FaultPlane&) const = default;
};

/// The other nodal plane of the same double couple.
FaultPlane auxiliary(const FaultPlane& plane);
/// The same double couple turned about an axis (north, east, down; its length does not matter), clockwise seen along it.
FaultPlane turned(const FaultPlane& plane, const std::array<double, 3>& axis, double degrees);
/// Radiation of P, -1 to 1, positive for a first motion away from the source. Take-off from straight down.
double radiationOfP(const FaultPlane& plane, double azimuthDegrees, double takeoffDegrees);
/// Length of the radiation of S, 0 to 1.
double radiationOfS(const FaultPlane& plane, double azimuthDegrees, double takeoffDegrees);
/// The smallest rotation that brings one double couple to the other, 0 to 120 degrees (Kagan 1991, GJI 106).
double kaganAngle(const FaultPlane& a, const FaultPlane& b);

struct FirstMotion {
    std::string station;
    double azimuthDegrees = 0.0, takeoffDegrees = 0.0;
    bool up = true;
    double weight = 1.0;
};

/// Largest displacement of S over that of P at a station, as its decimal logarithm (Hardebeck & Shearer 2003, BSSA 93).
struct AmplitudeRatio {
    std::string station;
    double azimuthDegrees = 0.0, takeoffPDegrees = 0.0, takeoffSDegrees = 0.0;
    double decades = 0.0;
    double weight = 1.0;
};
/// What a double couple sends there: (vp/vs)^3 |S| / |P|. Radiation below 0.05 counts as that: scattering fills nodes.
double expectedDecades(const FaultPlane& plane, const AmplitudeRatio& ratio, double vpOverVs);

struct MechanismSolution {
    FaultPlane plane;
    double probability = 0.0;   ///< of all double couples within 30 degrees of it
    int misfits = 0;            ///< first motions on the wrong side
};

struct Mechanism {
    MechanismSolution best;
    double uncertaintyDegrees = 0.0;              ///< root mean square Kagan angle of all double couples from the best one, by probability
    double misfitShare = 0.0;                     ///< weight on the wrong side
    int motions = 0, ratios = 0;                  ///< that went in
    double ratioDecades = 0.0;                    ///< median size of the ratios' residuals
    double azimuthalGapDegrees = 360.0;
    std::vector<MechanismSolution> alternatives;  ///< more than 40 degrees away from the best and each other, at least a fifth as likely
    char quality = 'D';                           ///< A to D: uncertainty up to 25, 35, 45 degrees with a gap below 120, 180, 240
};

struct MechanismOptions {
    double stepDegrees = 5.0;
    double wrongShare = 0.05;     ///< of polarities that are wrong whatever the mechanism
    double softness = 0.1;        ///< radiation below which a sign is doubtful, for rays that are not known exactly
    double ratioDecades = 0.4;    ///< one sigma of a ratio: site, scattering, path
    double wildRatios = 0.1;      ///< share of ratios that say nothing
    double vpOverVs = 1.73;
};

/// Grid search with the likelihood of Brillinger, Udias & Bolt (1980, BSSA 70), times that of the ratios. Errors: InvalidArgument for fewer than 6
/// first motions, 4 with at least 6 ratios; Cancelled.
Result<Mechanism> mechanism(const std::vector<FirstMotion>& motions, const std::vector<AmplitudeRatio>& ratios, const MechanismOptions& options = {},
                            const Progress& progress = {});
Result<Mechanism> mechanism(const std::vector<FirstMotion>& motions, const MechanismOptions& options = {}, const Progress& progress = {});

}  // namespace seisdesk
