#include "core/locate/mechanism/mechanism.h"

#include "core/base/median.h"
#include "core/locate/travel/geodesy.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double neighbourDegrees = 15.0;

using Vector = std::array<double, 3>;  ///< north, east, down

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }
Vector cross(const Vector& a, const Vector& b) { return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]}; }

/// Fault normal and slip (Aki & Richards 2002, section 4.5).
struct Couple {
    Vector normal, slip;
};

Couple coupleOf(const FaultPlane& plane)
{
    const double s = plane.strike / degreesPerRadian, d = plane.dip / degreesPerRadian, r = plane.rake / degreesPerRadian;
    return {{-std::sin(d) * std::sin(s), std::sin(d) * std::cos(s), -std::cos(d)},
            {std::cos(r) * std::cos(s) + std::cos(d) * std::sin(r) * std::sin(s), std::cos(r) * std::sin(s) - std::cos(d) * std::sin(r) * std::cos(s), -std::sin(r) * std::sin(d)}};
}

FaultPlane planeOf(Vector normal, Vector slip)
{
    if (normal[2] > 0.0)
        for (int i = 0; i < 3; ++i) normal[i] = -normal[i], slip[i] = -slip[i];
    FaultPlane out;
    out.dip = std::acos(std::clamp(-normal[2], -1.0, 1.0)) * degreesPerRadian;
    const double strike = std::hypot(normal[0], normal[1]) > 1e-9 ? std::atan2(-normal[0], normal[1]) : 0.0;
    out.strike = strike * degreesPerRadian;
    if (out.strike < 0.0) out.strike += 360.0;
    // Slip against the strike direction and up the dip.
    const Vector along{std::cos(strike), std::sin(strike), 0.0}, up = cross(normal, along);
    out.rake = std::atan2(dot(slip, up), dot(slip, along)) * degreesPerRadian;
    return out;
}

double radiation(const Couple& c, const Vector& ray) { return 2.0 * dot(ray, c.normal) * dot(ray, c.slip); }

/// Of S: what the double couple moves, less what P takes.
double radiationOfS(const Couple& c, const Vector& ray)
{
    const double n = dot(ray, c.normal), s = dot(ray, c.slip);
    double squares = 0.0;
    for (std::size_t i = 0; i < 3; ++i) squares += std::pow(c.normal[i] * s + c.slip[i] * n - 2.0 * n * s * ray[i], 2);
    return std::sqrt(squares);
}

/// A ratio with its rays.
struct RatioRays {
    Vector p, s;
};

constexpr double nodal = 0.05;

double expected(const Couple& c, const RatioRays& rays, double vpOverVs)
{
    return std::log10(vpOverVs * vpOverVs * vpOverVs * std::max(nodal, radiationOfS(c, rays.s)) / std::max(nodal, std::abs(radiation(c, rays.p))));
}

Vector rayOf(double azimuthDegrees, double takeoffDegrees)
{
    const double a = azimuthDegrees / degreesPerRadian, i = takeoffDegrees / degreesPerRadian;
    return {std::sin(i) * std::cos(a), std::sin(i) * std::sin(a), std::cos(i)};
}

/// Axes T, P and the null one, which make a double couple whatever its plane.
std::array<Vector, 3> axesOf(const Couple& c)
{
    Vector t, p;
    for (int i = 0; i < 3; ++i) t[i] = (c.normal[i] + c.slip[i]) / std::sqrt(2.0), p[i] = (c.normal[i] - c.slip[i]) / std::sqrt(2.0);
    return {t, p, cross(t, p)};
}

/// A turn by half a circle about any axis leaves a double couple as it is: the largest trace of the four gives the smallest angle.
double angleBetween(const std::array<Vector, 3>& a, const std::array<Vector, 3>& b)
{
    const double t = dot(a[0], b[0]), p = dot(a[1], b[1]), n = dot(a[2], b[2]);
    const double trace = std::max({t + p + n, t - p - n, -t + p - n, -t - p + n});
    return std::acos(std::clamp(0.5 * (trace - 1.0), -1.0, 1.0)) * degreesPerRadian;
}

struct Trial {
    FaultPlane plane;
    std::array<Vector, 3> axes;
    double log = 0.0, probability = 0.0;
};

char qualityOf(const Mechanism& m)
{
    const char byAngle = m.uncertaintyDegrees <= 25.0 ? 'A' : m.uncertaintyDegrees <= 35.0 ? 'B' : m.uncertaintyDegrees <= 45.0 ? 'C' : 'D';
    const char byGap = m.azimuthalGapDegrees < 120.0 ? 'A' : m.azimuthalGapDegrees < 180.0 ? 'B' : m.azimuthalGapDegrees < 240.0 ? 'C' : 'D';
    return std::max(byAngle, byGap);
}

}  // namespace

FaultPlane auxiliary(const FaultPlane& plane)
{
    const Couple c = coupleOf(plane);
    return planeOf(c.slip, c.normal);
}

FaultPlane turned(const FaultPlane& plane, const std::array<double, 3>& axis, double degrees)
{
    const double length = std::sqrt(dot(axis, axis));
    if (!(length > 0.0)) return plane;
    const Vector k{axis[0] / length, axis[1] / length, axis[2] / length};
    const double c = std::cos(degrees / degreesPerRadian), s = std::sin(degrees / degreesPerRadian);
    const auto turn = [&](const Vector& v) {
        const Vector across = cross(k, v);
        const double along = dot(k, v) * (1.0 - c);
        return Vector{v[0] * c + across[0] * s + k[0] * along, v[1] * c + across[1] * s + k[1] * along, v[2] * c + across[2] * s + k[2] * along};
    };
    const Couple couple = coupleOf(plane);
    return planeOf(turn(couple.normal), turn(couple.slip));
}

double radiationOfP(const FaultPlane& plane, double azimuthDegrees, double takeoffDegrees) { return radiation(coupleOf(plane), rayOf(azimuthDegrees, takeoffDegrees)); }

double radiationOfS(const FaultPlane& plane, double azimuthDegrees, double takeoffDegrees) { return radiationOfS(coupleOf(plane), rayOf(azimuthDegrees, takeoffDegrees)); }

double expectedDecades(const FaultPlane& plane, const AmplitudeRatio& ratio, double vpOverVs)
{
    return expected(coupleOf(plane), {rayOf(ratio.azimuthDegrees, ratio.takeoffPDegrees), rayOf(ratio.azimuthDegrees, ratio.takeoffSDegrees)}, vpOverVs);
}

double kaganAngle(const FaultPlane& a, const FaultPlane& b) { return angleBetween(axesOf(coupleOf(a)), axesOf(coupleOf(b))); }

Result<Mechanism> mechanism(const std::vector<FirstMotion>& motions, const MechanismOptions& options, const Progress& progress)
{
    return mechanism(motions, {}, options, progress);
}

Result<Mechanism> mechanism(const std::vector<FirstMotion>& motions, const std::vector<AmplitudeRatio>& ratios, const MechanismOptions& options, const Progress& progress)
{
    if (motions.size() < 6 && (motions.size() < 4 || ratios.size() < 6))
        return Error{Error::Code::InvalidArgument, "A mechanism needs 6 first motions; there are " + std::to_string(motions.size()) + ". Set polarities at more stations."};
    std::vector<Vector> rays;
    for (const FirstMotion& motion : motions) rays.push_back(rayOf(motion.azimuthDegrees, motion.takeoffDegrees));
    std::vector<RatioRays> ratioRays;
    for (const AmplitudeRatio& ratio : ratios) ratioRays.push_back({rayOf(ratio.azimuthDegrees, ratio.takeoffPDegrees), rayOf(ratio.azimuthDegrees, ratio.takeoffSDegrees)});

    std::vector<Trial> trials;
    double best = -1e300;
    const double step = options.stepDegrees;
    for (double strike = 0.0; strike < 360.0; strike += step) {
        if (progress.cancelled()) return Error{Error::Code::Cancelled, "Cancelled."};
        progress.report(strike / 360.0);
        // Equal steps of the cosine of the dip and of rake: every orientation counts alike. Half the rakes are the other half's auxiliary planes.
        for (double c = 0.5 * step / 90.0; c < 1.0; c += step / 90.0)
            for (double rake = -180.0; rake < 180.0; rake += step) {
                Trial trial{{strike, std::acos(c) * degreesPerRadian, rake}, {}, 0.0, 0.0};
                const Couple couple = coupleOf(trial.plane);
                double product = 1.0;
                for (std::size_t i = 0; i < rays.size(); ++i) {
                    const double amplitude = (motions[i].up ? 1.0 : -1.0) * radiation(couple, rays[i]);
                    const double right = options.wrongShare + (1.0 - 2.0 * options.wrongShare) * 0.5 * (1.0 + amplitude / std::hypot(amplitude, options.softness));
                    if (motions[i].weight != 1.0) trial.log += motions[i].weight * std::log(right);
                    else if ((product *= right) < 1e-250) trial.log += std::log(product), product = 1.0;
                }
                trial.log += std::log(product);
                // A wild ratio is as likely as one that is two and a half sigma off.
                for (std::size_t i = 0; i < ratios.size() && trial.log > best - 12.0; ++i) {
                    const double off = (ratios[i].decades - expected(couple, ratioRays[i], options.vpOverVs)) / options.ratioDecades;
                    trial.log += ratios[i].weight * std::log((1.0 - options.wildRatios) * std::exp(-0.5 * off * off) + options.wildRatios * 0.044);
                }
                best = std::max(best, trial.log);
                if (trial.log > best - 12.0) trial.axes = axesOf(couple), trials.push_back(trial);
            }
    }
    double sum = 0.0;
    std::erase_if(trials, [&](const Trial& trial) { return trial.log < best - 12.0; });
    for (Trial& trial : trials) sum += trial.probability = std::exp(trial.log - best);
    std::sort(trials.begin(), trials.end(), [](const Trial& a, const Trial& b) { return a.log > b.log; });

    // The middle of what is likely, not a corner of a plateau: each neighbour counts less the farther it is turned.
    const auto around = [&](const Trial& centre) {
        double share = 0.0;
        for (const Trial& trial : trials) share += trial.probability * std::exp(-0.5 * std::pow(angleBetween(trial.axes, centre.axes) / neighbourDegrees, 2));
        return share / sum;
    };
    std::vector<std::pair<double, const Trial*>> centres;
    for (std::size_t i = 0; i < trials.size(); i += 1 + trials.size() / 400) centres.emplace_back(around(trials[i]), &trials[i]);
    std::sort(centres.begin(), centres.end(), [](const auto& a, const auto& b) { return a.first > b.first; });

    Mechanism out;
    const auto solution = [&](const Trial& trial) {
        MechanismSolution s{trial.plane, 0.0, 0};
        for (const Trial& other : trials)
            if (angleBetween(other.axes, trial.axes) < 30.0) s.probability += other.probability / sum;
        for (std::size_t i = 0; i < rays.size(); ++i) s.misfits += (radiation(coupleOf(trial.plane), rays[i]) > 0.0) != motions[i].up;
        return s;
    };
    const Trial& chosen = *centres.front().second;
    out.best = solution(chosen);
    std::vector<const Trial*> apart{&chosen};
    for (const auto& [share, trial] : centres) {
        if (share < 0.2 * centres.front().first || out.alternatives.size() == 3) break;
        if (std::any_of(apart.begin(), apart.end(), [&](const Trial* other) { return angleBetween(other->axes, trial->axes) < 40.0; })) continue;
        apart.push_back(trial);
        out.alternatives.push_back(solution(*trial));
    }
    double squares = 0.0, weight = 0.0, wrong = 0.0;
    for (const Trial& trial : trials) squares += trial.probability * std::pow(angleBetween(trial.axes, chosen.axes), 2);
    out.uncertaintyDegrees = std::sqrt(squares / sum);
    std::vector<double> azimuths;
    for (std::size_t i = 0; i < motions.size(); ++i) {
        weight += motions[i].weight;
        if ((radiation(coupleOf(chosen.plane), rays[i]) > 0.0) != motions[i].up) wrong += motions[i].weight;
        azimuths.push_back(motions[i].azimuthDegrees);
    }
    out.motions = static_cast<int>(motions.size());
    out.ratios = static_cast<int>(ratios.size());
    std::vector<double> off;
    for (std::size_t i = 0; i < ratios.size(); ++i) off.push_back(std::abs(ratios[i].decades - expected(coupleOf(chosen.plane), ratioRays[i], options.vpOverVs)));
    out.ratioDecades = median(off).value_or(0.0);
    out.misfitShare = weight > 0.0 ? wrong / weight : 0.0;
    out.azimuthalGapDegrees = azimuthalGaps(azimuths).primaryDegrees;
    out.quality = qualityOf(out);
    return out;
}

}  // namespace seisdesk
