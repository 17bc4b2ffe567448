#include "core/locate/cell_search.h"

#include "core/locate/refinement.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr int across = 12;             ///< cells of the first level on each side
constexpr std::size_t kept = 20;       ///< cells that are divided on each level
constexpr double finestKm = 0.6;
constexpr double halfEarthKm = 20000.0;
constexpr double slownessSKm = 1.0 / 7.0;

struct Cell {
    double north, east, half;          ///< km from the centre
    double depth, halfDepth;
    TrialSource trial;
    double score() const { return trial.value.logLikelihood; }
};

class Search {
public:
    Search(const Misfit& misfit, const GeoPoint& centre, double deepestKm, std::optional<double> fixedDepthKm, const Progress& progress)
        : m_misfit(misfit), m_centre(centre), m_deepestKm(deepestKm), m_fixedDepthKm(fixedDepthKm), m_progress(progress)
    {
    }

    std::vector<Cell> run(double reachKm)
    {
        std::vector<Cell> cells = first(reachKm);
        while (!m_progress.cancelled()) {
            best(cells);
            if (cells.front().half < finestKm) break;
            std::vector<Cell> next;
            for (const Cell& cell : cells) divide(cell, next);
            cells = std::move(next);
        }
        return cells;
    }

private:
    void evaluate(Cell& cell) const
    {
        cell.trial.place = m_centre.moved(cell.north, cell.east);
        cell.trial.depthKm = cell.depth;
        const double loose = 0.4 * std::hypot(cell.half, cell.half, cell.halfDepth) * slownessSKm;
        cell.trial.value = m_misfit.at(cell.trial.place, cell.depth, loose);
    }

    std::vector<Cell> first(double reachKm) const
    {
        std::vector<std::pair<double, double>> depths;
        double top = 0.0;
        for (const double bottom : {6.0, 14.0, 26.0, 45.0, 80.0, 150.0, 280.0, 450.0, 700.0}) {
            if (m_fixedDepthKm || top >= m_deepestKm) break;
            const double end = std::min(bottom, m_deepestKm);
            depths.emplace_back(0.5 * (top + end), 0.5 * (end - top));
            top = end;
        }
        if (depths.empty()) depths.emplace_back(m_fixedDepthKm.value_or(0.0), 0.0);
        std::vector<Cell> out;
        const double half = reachKm / across;
        for (int i = 0; i < across; ++i)
            for (int j = 0; j < across; ++j) {
                const double north = (2 * i + 1 - across) * half, east = (2 * j + 1 - across) * half;
                if (std::hypot(north, east) > halfEarthKm + half) continue;
                for (const auto& [depth, halfDepth] : depths) {
                    out.push_back({north, east, half, depth, halfDepth, {}});
                    evaluate(out.back());
                }
            }
        return out;
    }

    void divide(const Cell& cell, std::vector<Cell>& out) const
    {
        const bool inDepth = cell.halfDepth > 0.3;
        const double half = 0.5 * cell.half, halfDepth = inDepth ? 0.5 * cell.halfDepth : cell.halfDepth;
        for (int i = 0; i < (inDepth ? 8 : 4); ++i) {
            out.push_back({cell.north + (i & 1 ? half : -half), cell.east + (i & 2 ? half : -half), half,
                           inDepth ? cell.depth + (i & 4 ? halfDepth : -halfDepth) : cell.depth, halfDepth, {}});
            evaluate(out.back());
        }
    }

    static void best(std::vector<Cell>& cells)
    {
        const std::size_t n = std::min(kept, cells.size());
        std::partial_sort(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(n), cells.end(), [](const Cell& a, const Cell& b) { return a.score() > b.score(); });
        cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(n), cells.end());
    }

    const Misfit& m_misfit;
    GeoPoint m_centre;
    double m_deepestKm;
    std::optional<double> m_fixedDepthKm;
    const Progress& m_progress;
};

/// Most picks are within three sigmas; otherwise the source may be elsewhere.
bool fits(const Misfit& misfit, const TrialSource& trial)
{
    const auto rows = misfit.rows(trial.place, trial.depthKm, trial.value.originSeconds);
    const auto good = std::count_if(rows.begin(), rows.end(), [](const Misfit::Row& row) { return row.arrives && std::abs(row.residualSeconds) < 3.0 * row.sigmaSeconds; });
    return 10 * good >= 6 * static_cast<std::ptrdiff_t>(rows.size());
}

}  // namespace

std::vector<TrialSource> searchCells(const Misfit& misfit, const GeoPoint& centre, double reachKm, double deepestKm, std::optional<double> fixedDepthKm,
                                     const Progress& progress)
{
    Search search(misfit, centre, deepestKm, fixedDepthKm, progress);
    const DepthRange range = fixedDepthKm ? DepthRange{*fixedDepthKm, *fixedDepthKm} : DepthRange{0.0, deepestKm};
    std::vector<TrialSource> out;
    for (double reach = reachKm;; reach = std::min(3.0 * reach, halfEarthKm)) {
        const std::vector<Cell> cells = search.run(reach);
        if (progress.cancelled()) return {};
        std::vector<TrialSource> apart;
        for (const Cell& cell : cells) {
            const bool near = std::any_of(apart.begin(), apart.end(), [&](const TrialSource& other) {
                return distanceDegrees(other.place, cell.trial.place) * kmPerDegree < 3.0 && std::abs(other.depthKm - cell.depth) < 5.0;
            });
            if (!near) apart.push_back(cell.trial);
            if (apart.size() == 3) break;
        }
        for (const TrialSource& trial : apart) out.push_back(refine(misfit, trial, range));
        std::sort(out.begin(), out.end(), [](const TrialSource& a, const TrialSource& b) { return a.value.logLikelihood > b.value.logLikelihood; });
        const Cell& top = cells.front();
        const bool inside = std::max(std::abs(top.north), std::abs(top.east)) < 0.9 * reach;
        if (reach >= halfEarthKm || (inside && fits(misfit, out.front()))) break;
    }
    out.resize(std::min<std::size_t>(out.size(), 3));
    return out;
}

}  // namespace seisdesk
