#include "core/locate/associate/arrival_spread.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// Where picks say nothing: events of an association are no farther off than this.
constexpr double horizontalKm = 30.0, depthKm = 15.0;
/// Of a pick in its own prediction: with more there is nothing left to compare it with.
constexpr double mostLeverage = 0.8;

double square(double x) { return x * x; }

}  // namespace

ArrivalSpread::ArrivalSpread(const std::vector<Misfit::Row>& rows)
{
    std::array<Row, 4> normal{};
    normal[0][0] = 1e-4;
    normal[1][1] = normal[2][2] = 1.0 / square(horizontalKm);
    normal[3][3] = 1.0 / square(depthKm);
    for (const Misfit::Row& row : rows) {
        if (!row.arrives) continue;
        const Row x{1.0, row.north, row.east, row.down};
        const double w = row.robustWeight / square(Misfit::scale * row.sigmaSeconds);
        for (int i = 0; i < 4; ++i)
            for (int j = 0; j < 4; ++j) normal[i][j] += w * x[i] * x[j];
    }
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j <= i; ++j) {
            double sum = normal[i][j];
            for (int k = 0; k < j; ++k) sum -= m_lower[i][k] * m_lower[j][k];
            m_lower[i][j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / m_lower[j][j];
        }
}

double ArrivalSpread::variance(const Row& row) const
{
    Row y{};
    double out = 0.0;
    for (int i = 0; i < 4; ++i) {
        y[i] = row[i];
        for (int k = 0; k < i; ++k) y[i] -= m_lower[i][k] * y[k];
        y[i] /= m_lower[i][i];
        out += y[i] * y[i];
    }
    return out;
}

double ArrivalSpread::sigmaSeconds(const Row& row) const { return std::sqrt(variance(row)); }

ArrivalSpread::Seen ArrivalSpread::seen(const Row& row, double residualSeconds, double sigmaSeconds, bool own) const
{
    const double spread = variance(row);
    if (!own) return {residualSeconds, std::sqrt(spread)};
    // Leaving one observation out of a linear fit divides its residual, and the variance of its prediction, by what it has no say in.
    const double weight = square(Misfit::scale * sigmaSeconds) / (square(Misfit::scale * sigmaSeconds) + square(residualSeconds) / Misfit::freedom);
    const double rest = 1.0 - std::min(mostLeverage, weight * spread / square(Misfit::scale * sigmaSeconds));
    return {residualSeconds / rest, std::sqrt(spread / rest)};
}

}  // namespace seisdesk
