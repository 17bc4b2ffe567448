#include "core/locate/check/leave_out.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace seisdesk {

namespace {

constexpr std::size_t fewestPicks = 4, fewestStations = 3;

using Row4 = std::array<double, 4>;
using Matrix4 = std::array<Row4, 4>;

Row4 design(const Misfit::Row& row) { return {1.0, row.north, row.east, row.down}; }

/// Lower triangle of a positive definite matrix; `free` unknowns count.
Matrix4 factor(const Matrix4& a, int free)
{
    Matrix4 l{};
    for (int i = 0; i < free; ++i)
        for (int j = 0; j <= i; ++j) {
            double sum = a[i][j];
            for (int k = 0; k < j; ++k) sum -= l[i][k] * l[j][k];
            l[i][j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / l[j][j];
        }
    return l;
}

/// y = L^-1 row, so that y y is row (L L^T)^-1 row.
Row4 whitened(const Matrix4& l, const Row4& row, int free)
{
    Row4 y{};
    for (int i = 0; i < free; ++i) {
        y[i] = row[i];
        for (int k = 0; k < i; ++k) y[i] -= l[i][k] * y[k];
        y[i] /= l[i][i];
    }
    return y;
}

}  // namespace

std::vector<std::optional<LeftOut>> leaveOut(const TravelTimes& times, const std::vector<PhasePick>& picks, const std::vector<bool>& out, const TrialSource& start,
                                             const LocateOptions& options)
{
    std::vector<std::optional<LeftOut>> result(picks.size());
    std::map<std::string, std::vector<std::size_t>> byStation;
    for (std::size_t i = 0; i < picks.size(); ++i) byStation[picks[i].station].push_back(i);
    const double deepest = std::min(options.deepestKm, TravelTimes::deepestKm);
    const DepthRange range = options.fixedDepthKm ? DepthRange{*options.fixedDepthKm, *options.fixedDepthKm} : DepthRange{0.0, deepest};
    for (const auto& [station, own] : byStation) {
        std::vector<PhasePick> others;
        std::set<std::string> stations;
        for (std::size_t i = 0; i < picks.size(); ++i)
            if (picks[i].counts() && !out[i] && picks[i].station != station) others.push_back(picks[i]), stations.insert(picks[i].station);
        if (others.size() < fewestPicks || stations.size() < fewestStations) continue;
        const Misfit misfit(times, others, options.modelError, options.corrections);
        const TrialSource source = refine(misfit, start, range);
        if (source.value.logLikelihood <= -1e299) continue;
        const bool depthFree = !range.fixed() && source.depthKm > range.shallowestKm && source.depthKm < range.deepestKm;
        const int free = depthFree ? 4 : 3;
        Matrix4 normal{};
        for (const Misfit::Row& row : misfit.rows(source.place, source.depthKm, source.value.originSeconds)) {
            if (!row.arrives) continue;
            const Row4 x = design(row);
            const double w = row.robustWeight / (Misfit::scale * Misfit::scale * row.sigmaSeconds * row.sigmaSeconds);
            for (int i = 0; i < 4; ++i)
                for (int j = 0; j < 4; ++j) normal[i][j] += w * x[i] * x[j];
        }
        const Matrix4 lower = factor(normal, free);
        std::vector<PhasePick> one;
        for (const std::size_t i : own) one.push_back(picks[i]), one.back().enabled = true, one.back().weight = 1.0;
        const Misfit seen(times, one, options.modelError, options.corrections);
        const auto rows = seen.rows(source.place, source.depthKm, source.value.originSeconds + toSeconds(misfit.reference() - seen.reference()));
        for (std::size_t k = 0; k < own.size(); ++k)
            if (rows[k].arrives)
                result[own[k]] = LeftOut{rows[k].residualSeconds, rows[k].sigmaSeconds, whitened(lower, design(rows[k]), free)};
    }
    return result;
}

}  // namespace seisdesk
