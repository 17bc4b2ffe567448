#pragma once
// The end of a location: the nearest maximum of the likelihood, and how wide it is.

#include "core/locate/cell_search.h"

namespace seisdesk {

/// Bounds of the depth; equal when it is fixed.
struct DepthRange {
    double shallowestKm = 0.0, deepestKm = TravelTimes::deepestKm;
    bool fixed() const { return shallowestKm == deepestKm; }
};

using Matrix3 = std::array<std::array<double, 3>, 3>;

/// Weighted normal matrix with the origin time taken out, in 1/km^2: north, east, down.
struct NormalEquations {
    Matrix3 matrix{};
    std::array<double, 3> gradient{};
};
NormalEquations normalEquations(const std::vector<Misfit::Row>& rows);

/// Gauss-Newton steps with Levenberg's damping and robust weights until the source rests.
TrialSource refine(const Misfit& misfit, TrialSource start, const DepthRange& range);

/// First and second moments of the probability around a maximum, from a grid that follows the axes of the normal equations.
struct Spread {
    Matrix3 covarianceKm2{};
    double timeSigmaSeconds = 0.0;
    double shallowestKm = 0.0, deepestKm = 0.0;  ///< 68.3 %
};
Spread spread(const Misfit& misfit, const TrialSource& best, const DepthRange& range);

/// Lower triangle L with L L^T = `matrix`, which must be positive definite.
Matrix3 cholesky(const Matrix3& matrix);
Matrix3 inverse(const Matrix3& matrix);

}  // namespace seisdesk
