#include "core/locate/refinement.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// So weak that it matters only where picks say nothing, in 1/km^2.
constexpr double weakest = 1.0 / (300.0 * 300.0);

std::array<double, 3> times(const Matrix3& m, const std::array<double, 3>& v)
{
    std::array<double, 3> out{};
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) out[i] += m[i][j] * v[j];
    return out;
}

void holdDepth(NormalEquations& equations)
{
    for (int i = 0; i < 3; ++i) equations.matrix[2][i] = equations.matrix[i][2] = 0.0;
    equations.matrix[2][2] = 1.0;
    equations.gradient[2] = 0.0;
}

}  // namespace

Matrix3 cholesky(const Matrix3& m)
{
    Matrix3 l{};
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j <= i; ++j) {
            double sum = m[i][j];
            for (int k = 0; k < j; ++k) sum -= l[i][k] * l[j][k];
            l[i][j] = i == j ? std::sqrt(std::max(sum, 1e-30)) : sum / l[j][j];
        }
    return l;
}

Matrix3 inverse(const Matrix3& m)
{
    Matrix3 out{};
    const double det = m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
                       m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            const int a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
            out[i][j] = (m[a][c] * m[b][d] - m[a][d] * m[b][c]) / det;
        }
    return out;
}

NormalEquations normalEquations(const std::vector<Misfit::Row>& rows)
{
    NormalEquations out;
    std::array<double, 3> mean{};
    double meanResidual = 0.0, weights = 0.0;
    const auto weight = [](const Misfit::Row& row) { return row.arrives ? row.robustWeight / (Misfit::scale * Misfit::scale * row.sigmaSeconds * row.sigmaSeconds) : 0.0; };
    for (const Misfit::Row& row : rows) {
        const double w = weight(row);
        mean[0] += w * row.north, mean[1] += w * row.east, mean[2] += w * row.down;
        meanResidual += w * row.residualSeconds;
        weights += w;
    }
    if (weights <= 0.0) return out;
    for (const Misfit::Row& row : rows) {
        const double w = weight(row);
        const double g[3] = {row.north - mean[0] / weights, row.east - mean[1] / weights, row.down - mean[2] / weights};
        for (int i = 0; i < 3; ++i) {
            for (int j = 0; j < 3; ++j) out.matrix[i][j] += w * g[i] * g[j];
            out.gradient[i] += w * g[i] * (row.residualSeconds - meanResidual / weights);
        }
    }
    return out;
}

TrialSource refine(const Misfit& misfit, TrialSource best, const DepthRange& range)
{
    best.depthKm = std::clamp(best.depthKm, range.shallowestKm, range.deepestKm);
    best.value = misfit.at(best.place, best.depthKm);
    double damping = 1e-3;
    for (int pass = 0; pass < 40; ++pass) {
        NormalEquations equations = normalEquations(misfit.rows(best.place, best.depthKm, best.value.originSeconds));
        const bool atTop = best.depthKm <= range.shallowestKm && equations.gradient[2] < 0.0;
        const bool atBottom = best.depthKm >= range.deepestKm && equations.gradient[2] > 0.0;
        if (range.fixed() || atTop || atBottom) holdDepth(equations);
        bool better = false;
        double moved = 0.0;
        for (int attempt = 0; attempt < 8 && !better; ++attempt, damping *= 5.0) {
            Matrix3 damped = equations.matrix;
            const double trace = (damped[0][0] + damped[1][1]) / 2.0;
            for (int i = 0; i < 3; ++i) damped[i][i] += damping * std::max(damped[i][i], 1e-3 * trace) + weakest;
            auto step = times(inverse(damped), equations.gradient);
            const double length = std::hypot(step[0], step[1]);
            if (length > 500.0) step[0] *= 500.0 / length, step[1] *= 500.0 / length;
            TrialSource next;
            next.place = best.place.moved(step[0], step[1]);
            next.depthKm = std::clamp(best.depthKm + std::clamp(step[2], -60.0, 60.0), range.shallowestKm, range.deepestKm);
            next.value = misfit.at(next.place, next.depthKm);
            moved = std::hypot(step[0], step[1], next.depthKm - best.depthKm);
            better = next.value.logLikelihood >= best.value.logLikelihood;
            if (better) best = next;
            else if (moved < 1e-3) break;
        }
        if (!better || moved < 1e-3) break;
        damping = std::max(damping / 50.0, 1e-7);
    }
    return best;
}

Spread spread(const Misfit& misfit, const TrialSource& best, const DepthRange& range)
{
    NormalEquations equations = normalEquations(misfit.rows(best.place, best.depthKm, best.value.originSeconds));
    if (range.fixed()) holdDepth(equations);
    for (int i = 0; i < 3; ++i) equations.matrix[i][i] += weakest;
    const Matrix3 covariance = inverse(equations.matrix);
    // Depth first, so that it goes with one axis of the grid alone.
    const int order[3] = {2, 0, 1};
    Matrix3 turned{};
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) turned[i][j] = covariance[order[i]][order[j]];
    const Matrix3 axes = cholesky(turned);

    Spread out;
    double reach = 3.2;
    for (int attempt = 0; attempt < 4; ++attempt, reach *= 1.8) {
        const int depths = range.fixed() ? 0 : 6, sides = range.fixed() ? 5 : 3;
        double sum = 0.0, edge = 0.0, times0 = 0.0, times1 = 0.0, times2 = 0.0;
        std::array<double, 3> mean{};
        Matrix3 square{};
        std::vector<std::pair<double, double>> depthMass;
        for (int i = -depths; i <= depths; ++i) {
            const double a = depths ? reach * i / depths : 0.0, depth = best.depthKm + axes[0][0] * a;
            if (!range.fixed() && (depth < range.shallowestKm - 1e-9 || depth > range.deepestKm + 1e-9)) continue;
            double slab = 0.0;
            for (int j = -sides; j <= sides; ++j)
                for (int k = -sides; k <= sides; ++k) {
                    const double b = reach * j / sides, c = reach * k / sides;
                    const double north = axes[1][0] * a + axes[1][1] * b, east = axes[2][0] * a + axes[2][1] * b + axes[2][2] * c;
                    const Misfit::Value value = misfit.at(best.place.moved(north, east), depths ? depth : best.depthKm);
                    const double p = std::exp(std::min(value.logLikelihood - best.value.logLikelihood, 50.0));
                    const double m[3] = {north, east, depths ? depth - best.depthKm : 0.0}, t = value.originSeconds - best.value.originSeconds;
                    sum += p, slab += p, times0 += p * value.originSigmaSeconds * value.originSigmaSeconds, times1 += p * t, times2 += p * t * t;
                    if ((depths && std::abs(i) == depths) || std::abs(j) == sides || std::abs(k) == sides) edge += p;
                    for (int x = 0; x < 3; ++x) {
                        mean[x] += p * m[x];
                        for (int y = 0; y < 3; ++y) square[x][y] += p * m[x] * m[y];
                    }
                }
            depthMass.emplace_back(depth, slab);
        }
        for (int x = 0; x < 3; ++x)
            for (int y = 0; y < 3; ++y) out.covarianceKm2[x][y] = square[x][y] / sum - mean[x] * mean[y] / (sum * sum);
        out.timeSigmaSeconds = std::sqrt(std::max(0.0, times2 / sum - times1 * times1 / (sum * sum)) + Misfit::scale * Misfit::scale * times0 / sum);
        out.shallowestKm = out.deepestKm = best.depthKm;
        if (depths && depthMass.size() > 1) {
            // Each slab stands for half the way to its neighbours.
            const double spacing = axes[0][0] * reach / depths;
            double before = 0.0;
            const auto quantile = [&](double share) {
                before = 0.0;
                for (const auto& [depth, mass] : depthMass) {
                    if (before + mass >= share * sum) return depth + spacing * ((share * sum - before) / mass - 0.5);
                    before += mass;
                }
                return depthMass.back().first;
            };
            out.shallowestKm = std::clamp(quantile(0.1585), range.shallowestKm, best.depthKm);
            out.deepestKm = std::clamp(quantile(0.8415), best.depthKm, range.deepestKm);
        }
        if (edge < 0.1 * sum) break;
    }
    return out;
}

}  // namespace seisdesk
