#include "core/locate/check/wadati.h"

#include "core/base/median.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double biweight = 4.685;     // 95 % efficient for normal errors
constexpr double leastScatter = 1e-4;  // seconds
constexpr double leastSpread = 0.5;    // seconds between P times

/// The S that leaves the same way.
Phase partner(Phase p)
{
    switch (p) {
    case Phase::Pg: return Phase::Sg;
    case Phase::Pb: return Phase::Sb;
    case Phase::Pn: return Phase::Sn;
    case Phase::PmP: return Phase::SmS;
    default: return Phase::S;
    }
}

bool isDepthOrCore(Phase phase)
{
    return phase == Phase::PKP || phase == Phase::PKIKP || phase == Phase::SKS || phase == Phase::PcP || phase == Phase::ScS || phase == Phase::pP || phase == Phase::sP || phase == Phase::sS;
}

std::optional<WadatiPair> pairOf(const std::vector<const PhasePick*>& station, Time reference)
{
    const PhasePick *p = nullptr, *s = nullptr;
    const auto better = [](const PhasePick* other, const PhasePick* best) {
        return !best || (other->counts() && !best->counts()) || (other->counts() == best->counts() && other->time < best->time);
    };
    for (const PhasePick* pick : station)
        if (arrivesAs(pick->phase) == WaveType::P && better(pick, p)) p = pick;
    if (!p) return std::nullopt;
    for (const bool same : {true, false})
        for (const PhasePick* pick : station)
            if (!s || same)
                if (arrivesAs(pick->phase) == WaveType::S && pick->time > p->time && (!same || pick->phase == partner(p->phase)) && better(pick, s)) s = pick;
    if (!s) return std::nullopt;
    return WadatiPair{p->station, p->id, s->id, p->phase, s->phase, toSeconds(p->time - reference), toSeconds(s->time - p->time), p->counts() && s->counts()};
}

struct Line {
    double intercept = 0.0, slope = 0.0;
    double at(double x) const { return intercept + slope * x; }
};

Line theilSen(const std::vector<const WadatiPair*>& pairs)
{
    std::vector<double> slopes, intercepts;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        for (std::size_t j = i + 1; j < pairs.size(); ++j)
            if (const double dx = pairs[j]->pSeconds - pairs[i]->pSeconds; std::abs(dx) > 0.05) slopes.push_back((pairs[j]->sMinusP - pairs[i]->sMinusP) / dx);
    Line out;
    out.slope = median(slopes).value_or(0.0);
    for (const WadatiPair* pair : pairs) intercepts.push_back(pair->sMinusP - out.slope * pair->pSeconds);
    out.intercept = median(intercepts).value_or(0.0);
    return out;
}

double scatterAbout(const Line& line, const std::vector<const WadatiPair*>& pairs)
{
    std::vector<double> off;
    for (const WadatiPair* pair : pairs) off.push_back(std::abs(pair->sMinusP - line.at(pair->pSeconds)));
    // With two parameters fitted the median of n residuals is too small by about this factor.
    const double n = static_cast<double>(pairs.size());
    return std::max(leastScatter, 1.4826 * *median(off) * std::sqrt(n / std::max(1.0, n - 2.0)));
}

/// Sums of a weighted straight line.
struct Sums {
    double w = 0.0, x = 0.0, xx = 0.0;
    double determinant() const { return w * xx - x * x; }
};

WadatiLine fitted(const std::vector<const WadatiPair*>& pairs)
{
    Line line = theilSen(pairs);
    double scatter = scatterAbout(line, pairs);
    Sums sums;
    double squares = 0.0, slopes = 0.0, slopeSquares = 0.0, inside = 0.0;
    for (int round = 0; round < 50; ++round) {
        sums = {};
        squares = slopes = slopeSquares = inside = 0.0;
        double y = 0.0, xy = 0.0;
        for (const WadatiPair* pair : pairs) {
            const double u = (pair->sMinusP - line.at(pair->pSeconds)) / (biweight * scatter);
            const double v = std::abs(u) < 1.0 ? 1.0 - u * u : 0.0, w = v * v;
            sums.w += w;
            sums.x += w * pair->pSeconds;
            sums.xx += w * pair->pSeconds * pair->pSeconds;
            y += w * pair->sMinusP;
            xy += w * pair->pSeconds * pair->sMinusP;
            squares += std::pow(w * u * biweight * scatter, 2);
            const double slope = v * (1.0 - 5.0 * u * u);
            slopes += slope;
            slopeSquares += slope * slope;
            inside += v > 0.0 ? 1.0 : 0.0;
        }
        if (!(sums.determinant() > 1e-9 * sums.w)) break;
        const Line next{(sums.xx * y - sums.x * xy) / sums.determinant(), (sums.w * xy - sums.x * y) / sums.determinant()};
        const bool still = std::abs(next.slope - line.slope) < 1e-10 && std::abs(next.intercept - line.intercept) < 1e-9;
        line = next;
        if (still) break;
        if (round < 10) scatter = scatterAbout(line, pairs);
    }
    // Variance of an M-estimate with its correction for few data (Huber 1981, section 7.6).
    const double mean = inside > 0.0 ? slopes / inside : 0.0;
    const double small = mean > 0.0 ? 1.0 + 2.0 / inside * (slopeSquares / inside - mean * mean) / (mean * mean) : 1.0;
    const double variance = mean > 0.0 && inside > 2.0 ? small * small * squares / (inside - 2.0) / (mean * mean) : scatter * scatter;
    Sums all;
    for (const WadatiPair* pair : pairs) {
        const double off = std::abs(pair->sMinusP - line.at(pair->pSeconds));
        if (off > std::max(3.0 * scatter, 0.1)) continue;
        all.w += 1.0;
        all.x += pair->pSeconds;
        all.xx += pair->pSeconds * pair->pSeconds;
    }
    WadatiLine out;
    out.vpVs = 1.0 + line.slope;
    out.originSeconds = line.slope != 0.0 ? -line.intercept / line.slope : 0.0;
    out.scatterSeconds = scatter;
    out.pairs = static_cast<int>(all.w);
    if (all.determinant() > 0.0 && line.slope != 0.0) {
        out.vpVsSigma = std::sqrt(variance * all.w / all.determinant());
        // The height of the line at its root, over the slope.
        const double away = out.originSeconds - all.x / all.w;
        out.originSigmaSeconds = std::sqrt(variance * (1.0 / all.w + away * away * all.w / all.determinant())) / std::abs(line.slope);
    }
    return out;
}

}  // namespace

WadatiDiagram wadati(const std::vector<PhasePick>& picks)
{
    WadatiDiagram out;
    std::map<std::string, std::vector<const PhasePick*>> stations;
    for (const PhasePick& pick : picks)
        if (!isDepthOrCore(pick.phase)) stations[pick.station].push_back(&pick);
    bool any = false;
    for (const PhasePick& pick : picks)
        if (arrivesAs(pick.phase) == WaveType::P && (!any || pick.time < out.reference)) {
            out.reference = pick.time;
            any = true;
        }
    for (const auto& [name, station] : stations)
        if (auto pair = pairOf(station, out.reference)) out.pairs.push_back(*std::move(pair));

    std::vector<const WadatiPair*> used;
    for (const WadatiPair& pair : out.pairs)
        if (pair.used) used.push_back(&pair);
    if (used.size() < 3) {
        out.why = "Three stations with both P and S are needed for a line.";
        return out;
    }
    const auto [first, last] = std::minmax_element(used.begin(), used.end(), [](const WadatiPair* a, const WadatiPair* b) { return a->pSeconds < b->pSeconds; });
    if ((*last)->pSeconds - (*first)->pSeconds < leastSpread) {
        out.why = "The P times are too near to each other for a line.";
        return out;
    }
    const WadatiLine line = fitted(used);
    if (!(line.vpVs > 1.0)) {
        out.why = "S minus P does not grow with P: some of these picks are wrong.";
        return out;
    }
    out.line = line;
    for (WadatiPair& pair : out.pairs) {
        pair.residualSeconds = pair.sMinusP - line.sMinusPAt(pair.pSeconds);
        pair.outlier = std::abs(pair.residualSeconds) > std::max(3.0 * line.scatterSeconds, 0.1);
    }
    return out;
}

}  // namespace seisdesk
