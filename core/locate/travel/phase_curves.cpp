#include "core/locate/travel/phase_curves.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double deepestKm = 1e5;

bool leavesUpwards(Phase phase) { return phase == Phase::pP || phase == Phase::sP || phase == Phase::sS; }

std::vector<double> keptDepths(const VelocityModel& model, const std::vector<double>& sourceKm)
{
    std::vector<double> out = sourceKm;
    if (const auto core = model.coreKm()) out.push_back(*core);
    return out;
}

std::vector<double> sourceDepths(const VelocityModel& model, std::vector<double> sourceKm)
{
    const double deepest = sourceKm.back();
    for (const VelocityNode& node : model.nodes)
        if (node.depthKm < deepest) sourceKm.push_back(node.depthKm);
    if (const auto moho = model.mohoKm(); moho && *moho < deepest) sourceKm.push_back(*moho);
    std::sort(sourceKm.begin(), sourceKm.end());
    sourceKm.erase(std::unique(sourceKm.begin(), sourceKm.end(), [](double a, double b) { return b - a < 1e-6; }), sourceKm.end());
    return sourceKm;
}

/// Between critical parameters rays change smoothly, but like a square root at the ends.
std::vector<double> withPointsBetween(const std::vector<double>& critical)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < critical.size(); ++i) {
        if (i > 0) {
            const double a = critical[i - 1], gap = critical[i] - a;
            const int pieces = gap < 1e-9 * critical[i] ? 1 : std::clamp(static_cast<int>(std::ceil(gap / critical.back() * 200.0)), 3, 12);
            for (int j = 1; j < pieces; ++j) out.push_back(a + gap * 0.5 * (1.0 - std::cos(j * 3.14159265358979 / pieces)));
        }
        out.push_back(critical[i]);
    }
    return out;
}

}  // namespace

PhaseCurves::PhaseCurves(const VelocityModel& model, std::vector<double> sourceKm)
    : m_sourceKm(sourceDepths(model, std::move(sourceKm))), m_fan(model, keptDepths(model, m_sourceKm)), m_mohoKm(model.mohoKm()),
      m_conradKm(model.conradKm()), m_coreKm(model.coreKm())
{
    const auto& kept = m_fan.keptKm();
    const auto keptAt = [&](std::optional<double> depth) -> std::optional<std::size_t> {
        for (std::size_t i = 0; depth && i < kept.size(); ++i)
            if (std::abs(kept[i] - *depth) < 1e-6) return i;
        return std::nullopt;
    };
    m_mohoKept = keptAt(m_mohoKm);
    m_coreKept = keptAt(m_coreKm);
    for (const VelocityNode& node : model.nodes)
        if (m_coreKm && node.depthKm > *m_coreKm && node.vsKmS > 0.0 && !m_innerCoreKm) m_innerCoreKm = node.depthKm;
    std::vector<double> both;
    for (const WaveType wave : {WaveType::P, WaveType::S}) {
        const auto critical = m_fan.criticalParameters(wave);
        m_parameters[static_cast<int>(wave)] = withPointsBetween(critical);
        both.insert(both.end(), critical.begin(), critical.end());
    }
    std::sort(both.begin(), both.end());
    both.erase(std::unique(both.begin(), both.end()), both.end());
    m_parameters[2] = withPointsBetween(both);
}

const RayRow& PhaseCurves::row(WaveType wave, double p)
{
    auto& rows = m_rows[static_cast<int>(wave)];
    const auto found = rows.find(p);
    return found != rows.end() ? found->second : rows.emplace(p, m_fan.row(wave, p)).first->second;
}

const RayRow& PhaseCurves::coreRow(double p)
{
    const auto found = m_coreRows.find(p);
    return found != m_coreRows.end() ? found->second : m_coreRows.emplace(p, m_fan.row(WaveType::P, p, *m_coreKm)).first->second;
}

const std::vector<double>& PhaseCurves::parameters(Phase phase) const
{
    return m_parameters[phase == Phase::SKS || phase == Phase::sP ? 2 : static_cast<int>(arrivesAs(phase))];
}

std::optional<PhaseCurves::Range> PhaseCurves::turningRange(Phase phase, double sourceKm) const
{
    const double core = m_coreKm.value_or(deepestKm);
    switch (phase) {
    case Phase::P: case Phase::S: return Range{0.0, core};
    case Phase::Pg: case Phase::Sg:
        if (m_mohoKm && sourceKm > *m_mohoKm - 1e-6) return std::nullopt;
        return Range{0.0, m_conradKm && sourceKm < *m_conradKm - 1e-6 ? *m_conradKm : m_mohoKm.value_or(core)};
    case Phase::Pb: case Phase::Sb:
        if (!m_conradKm || sourceKm > *m_mohoKm - 1e-6) return std::nullopt;
        return Range{*m_conradKm, *m_mohoKm};
    case Phase::Pn: case Phase::Sn: return m_mohoKm ? std::optional(Range{*m_mohoKm, 210.0}) : std::nullopt;
    case Phase::PKP: case Phase::SKS: return m_coreKm ? std::optional(Range{*m_coreKm, deepestKm}) : std::nullopt;
    case Phase::PKIKP: return m_innerCoreKm ? std::optional(Range{*m_innerCoreKm, deepestKm}) : std::nullopt;
    case Phase::pP: case Phase::sP: case Phase::sS: return Range{m_mohoKm.value_or(0.0), core};
    default: return std::nullopt;
    }
}

PhaseCurves::Rays PhaseCurves::rays(Phase phase, double p)
{
    Rays out;
    out.arriving = &row(arrivesAs(phase), p);
    out.leaving = leavesAs(phase) == arrivesAs(phase) ? out.arriving : &row(leavesAs(phase), p);
    out.turning = phase == Phase::SKS && m_coreKm ? &coreRow(p) : out.arriving;
    return out;
}

std::optional<CurvePoint> PhaseCurves::upward(Phase, std::size_t source, const std::optional<Range>&, const Rays& rays) const
{
    if (rays.arriving->radians.size() <= source) return std::nullopt;
    return CurvePoint{rays.arriving->radians[source], rays.arriving->seconds[source], rays.arriving->p};
}

std::optional<CurvePoint> PhaseCurves::downward(Phase phase, std::size_t source, const std::optional<Range>& range, const Rays& rays) const
{
    const auto& [arriving, leaving, turning] = rays;
    if (leaving->radians.size() <= source) return std::nullopt;
    const double x = leaving->radians[source], t = leaving->seconds[source], p = arriving->p;
    if (const auto at = mirror(phase)) {
        if (*at <= source || arriving->radians.size() <= *at) return std::nullopt;
        return CurvePoint{2.0 * arriving->radians[*at] - x, 2.0 * arriving->seconds[*at] - t, p};
    }
    if (!range || turning->end != RayRow::End::Turns || turning->endKm <= range->fromKm || turning->endKm > range->toKm) return std::nullopt;
    if (phase == Phase::SKS) {
        if (arriving->radians.size() <= *m_coreKept) return std::nullopt;
        return CurvePoint{2.0 * (arriving->radians[*m_coreKept] + turning->endRadians) - x, 2.0 * (arriving->seconds[*m_coreKept] + turning->endSeconds) - t, p};
    }
    const double sign = leavesUpwards(phase) ? 1.0 : -1.0;
    return CurvePoint{2.0 * turning->endRadians + sign * x, 2.0 * turning->endSeconds + sign * t, p};
}

std::optional<std::size_t> PhaseCurves::mirror(Phase phase) const
{
    if (phase == Phase::PmP || phase == Phase::SmS) return m_mohoKept;
    if (phase == Phase::PcP || phase == Phase::ScS) return m_coreKept;
    return std::nullopt;
}

std::vector<CurvePoint> PhaseCurves::trace(Phase phase, std::size_t source, const std::function<void(const CurvePoint&, const CurvePoint&)>& segment)
{
    using Curve = std::optional<CurvePoint> (PhaseCurves::*)(Phase, std::size_t, const std::optional<Range>&, const Rays&) const;
    const auto range = turningRange(phase, m_sourceKm[source]);
    if (!range && !mirror(phase)) return {};
    auto& base = m_base[static_cast<int>(phase)];
    if (base.empty())
        for (const double p : parameters(phase)) base.push_back(rays(phase, p));

    std::vector<CurvePoint> grazing;
    const double sourceRadians = m_sourceKm[source] / VelocityModel::earthRadiusKm;
    const auto follow = [&](Curve curve) {
        const auto refine = [&](const auto& self, const CurvePoint& a, const CurvePoint& b, int depth) -> void {
            const double step = std::abs(b.radians - a.radians), near = std::hypot(std::min(a.radians, b.radians), sourceRadians);
            if (depth < 12 && step > std::clamp(0.3 * near, 2e-4, 0.02))
                if (const auto middle = (this->*curve)(phase, source, range, rays(phase, 0.5 * (a.p + b.p)))) {
                    self(self, a, *middle, depth + 1);
                    self(self, *middle, b, depth + 1);
                    return;
                }
            segment(a, b);
        };
        std::optional<CurvePoint> before, first, last;
        const auto endsAt = [&](const CurvePoint& end) {
            if (end.p > 1e-3) grazing.push_back(end);
        };
        for (const Rays& one : base) {
            const auto point = (this->*curve)(phase, source, range, one);
            if (point && before) refine(refine, *before, *point, 0);
            if (point && !before) endsAt(*point);
            if (before && !point) endsAt(*before);
            if (point) last = point;
            before = point;
        }
        if (before) endsAt(*before);
        return last;
    };
    const auto up = isDirect(phase) ? follow(&PhaseCurves::upward) : std::nullopt;
    const auto down = follow(&PhaseCurves::downward);
    // The ray that leaves level belongs to both.
    if (up && down && up->p == down->p) segment(*up, *down);
    return grazing;
}

}  // namespace seisdesk
