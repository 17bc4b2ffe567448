#include "core/locate/locator.h"

#include "core/locate/refinement.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace seisdesk {

namespace {

/// Square root of chi-squared with two degrees of freedom at 68.3 %.
constexpr double ellipseFactor = 1.5157;
/// How many picks the stated sigmas are worth against the residuals (Bratt & Bache 1988, BSSA 78).
constexpr double priorPicks = 8.0;

std::optional<Error> tooFew(const std::vector<PhasePick>& picks, bool depthFixed)
{
    std::set<std::string> stations;
    std::size_t count = 0;
    for (const PhasePick& pick : picks)
        if (pick.counts()) ++count, stations.insert(pick.station);
    const std::string have = std::to_string(count) + (count == 1 ? " pick at " : " picks at ") + std::to_string(stations.size()) + (stations.size() == 1 ? " station" : " stations");
    if (stations.size() < 3)
        return Error{Error::Code::InvalidArgument, "A location needs picks of 3 stations; there are " + have +
                                                       ". Pick more, switch picks on, or locate from one station's distance and back-azimuth."};
    if (count < (depthFixed ? 3u : 4u))
        return Error{Error::Code::InvalidArgument, "A location with free depth needs 4 picks; there are " + have + ". Pick more, or fix the depth."};
    return std::nullopt;
}

HorizontalEllipse ellipseOf(const Matrix3& c)
{
    const double mean = 0.5 * (c[0][0] + c[1][1]), difference = 0.5 * (c[0][0] - c[1][1]), radius = std::hypot(difference, c[0][1]);
    HorizontalEllipse out;
    out.semiMajorKm = ellipseFactor * std::sqrt(mean + radius);
    out.semiMinorKm = ellipseFactor * std::sqrt(std::max(mean - radius, 0.0));
    const double azimuth = 0.5 * std::atan2(c[0][1], difference) * degreesPerRadian;
    out.azimuthDegrees = azimuth < 0.0 ? azimuth + 180.0 : azimuth;
    return out;
}

/// The first to feel it are near it.
GeoPoint middleOf(const std::vector<PhasePick>& picks)
{
    const PhasePick* first = nullptr;
    for (const PhasePick& pick : picks)
        if (pick.counts() && (!first || pick.time < first->time)) first = &pick;
    return first->place;
}

double reachOf(const std::vector<PhasePick>& picks, const GeoPoint& middle)
{
    double far = 0.0;
    for (const PhasePick& pick : picks)
        if (pick.counts()) far = std::max(far, distanceDegrees(middle, pick.place) * kmPerDegree);
    return std::clamp(far, 60.0, 20000.0);
}

/// Picks spread over the arrivals: as many as a search needs, the rest speak when it is refined.
std::vector<PhasePick> thinned(const std::vector<PhasePick>& picks)
{
    constexpr std::size_t enough = 80;
    std::vector<PhasePick> counting;
    for (const PhasePick& pick : picks)
        if (pick.counts()) counting.push_back(pick);
    if (counting.size() <= enough) return counting;
    std::sort(counting.begin(), counting.end(), [](const PhasePick& a, const PhasePick& b) { return a.time < b.time; });
    std::vector<PhasePick> out;
    for (std::size_t i = 0; i < enough; ++i) out.push_back(counting[i * counting.size() / enough]);
    return out;
}

void addPicks(Location& out, const TravelTimes& times, const std::vector<PhasePick>& picks, const LocateOptions& options,
              const std::vector<Misfit::Row>& rows, const NormalEquations& equations)
{
    Matrix3 matrix = equations.matrix;
    for (int i = 0; i < 3; ++i) matrix[i][i] += 1e-9;
    const Matrix3 covariance = inverse(matrix);
    double weights = 0.0;
    std::array<double, 3> mean{};
    const auto precision = [](const Misfit::Row& row) { return row.arrives ? row.robustWeight / (Misfit::scale * Misfit::scale * row.sigmaSeconds * row.sigmaSeconds) : 0.0; };
    for (const Misfit::Row& row : rows) {
        const double w = precision(row);
        weights += w, mean[0] += w * row.north, mean[1] += w * row.east, mean[2] += w * row.down;
    }
    std::size_t next = 0;
    for (const PhasePick& pick : picks) {
        LocatedPick one;
        one.id = pick.id;
        one.station = pick.station;
        one.phase = pick.phase;
        if (const auto correction = options.corrections.find({pick.station, arrivesAs(pick.phase)}); correction != options.corrections.end())
            one.correctionSeconds = correction->second;
        const auto theory = times.arrival(pick.phase, out.epicentre, out.depthKm, pick.place, pick.elevationKm);
        one.arrives = theory.has_value();
        if (theory) {
            one.theory = *theory;
            one.phase = theory->phase;
            one.residualSeconds = toSeconds(pick.time - out.time) - one.correctionSeconds - theory->seconds;
        }
        if (pick.counts()) {
            const Misfit::Row& row = rows[next++];
            one.used = row.arrives;
            one.sigmaSeconds = row.sigmaSeconds * std::sqrt(pick.weight);
            one.weight = row.arrives ? std::min(pick.weight, 1.0) * row.robustWeight : 0.0;
            if (row.arrives && !out.depthFixed) {
                const double g[3] = {row.north - mean[0] / weights, row.east - mean[1] / weights, row.down - mean[2] / weights};
                for (int j = 0; j < 3; ++j) one.depthKmPerSecond += covariance[2][j] * g[j] * precision(row);
            }
        }
        out.picks.push_back(std::move(one));
    }
}

void addQuality(Location& out)
{
    std::map<std::string, std::pair<double, double>> stations;  // azimuth, distance
    double squares = 0.0, weights = 0.0;
    for (const LocatedPick& pick : out.picks) {
        if (!pick.used) continue;
        ++out.usedPicks;
        stations[pick.station] = {pick.theory.azimuthDegrees, pick.theory.distanceDegrees};
        squares += pick.weight * pick.residualSeconds * pick.residualSeconds;
        weights += pick.weight;
    }
    out.usedStations = static_cast<int>(stations.size());
    out.rmsSeconds = weights > 0.0 ? std::sqrt(squares / weights) : 0.0;
    std::vector<double> azimuths, distances;
    for (const auto& [name, where] : stations) azimuths.push_back(where.first), distances.push_back(where.second);
    out.gaps = azimuthalGaps(azimuths);
    if (distances.empty()) return;
    std::sort(distances.begin(), distances.end());
    out.nearestDegrees = distances.front();
    out.farthestDegrees = distances.back();
    out.medianDegrees = distances[distances.size() / 2];
}

}  // namespace

bool HorizontalEllipse::contains(double northKm, double eastKm) const
{
    const double a = azimuthDegrees / degreesPerRadian;
    const double along = northKm * std::cos(a) + eastKm * std::sin(a), aside = eastKm * std::cos(a) - northKm * std::sin(a);
    return std::hypot(along / semiMajorKm, aside / semiMinorKm) <= 1.0;
}

Result<Location> locate(const TravelTimes& times, const std::vector<PhasePick>& picks, const LocateOptions& options, const Progress& progress)
{
    if (auto error = tooFew(picks, options.fixedDepthKm.has_value())) return *error;
    Misfit misfit(times, picks, options.modelError, options.corrections);
    const double deepest = std::min(options.deepestKm, TravelTimes::deepestKm);
    const DepthRange range = options.fixedDepthKm ? DepthRange{*options.fixedDepthKm, *options.fixedDepthKm} : DepthRange{0.0, deepest};

    std::vector<TrialSource> trials;
    if (options.start)
        trials.push_back({GeoPoint(options.start->latitudeDegrees, options.start->longitudeDegrees), options.start->depthKm, {}});
    else {
        const GeoPoint middle = middleOf(picks);
        const Misfit some(times, thinned(picks), options.modelError, options.corrections);
        trials = searchCells(some, middle, reachOf(picks, middle), deepest, options.fixedDepthKm, progress);
        if (trials.empty()) return Error{Error::Code::Cancelled, "Cancelled."};
    }
    TrialSource best;
    for (const TrialSource& trial : trials)
        if (const TrialSource refined = refine(misfit, trial, range); refined.value.logLikelihood > best.value.logLikelihood) best = refined;
    if (best.value.logLikelihood <= -1e299)
        return Error{Error::Code::InvalidArgument, "The velocity model " + times.model().name + " has no arrivals at these distances. Take a global model such as ak135."};

    // Residuals that are larger or smaller than the sigmas promise widen or narrow the region, the less the fewer there are.
    auto rows = misfit.rows(best.place, best.depthKm, best.value.originSeconds);
    double squares = 0.0;
    int arriving = 0;
    for (const Misfit::Row& row : rows)
        if (row.arrives) ++arriving, squares += row.robustWeight * row.residualSeconds * row.residualSeconds / (row.sigmaSeconds * row.sigmaSeconds);
    const int unknowns = range.fixed() ? 3 : 4;
    misfit.setInflation(std::sqrt((priorPicks + squares / Misfit::meanSquare) / (priorPicks + std::max(0, arriving - unknowns))));
    best = refine(misfit, best, range);
    rows = misfit.rows(best.place, best.depthKm, best.value.originSeconds);
    const Spread around = spread(misfit, best, range);

    Location out;
    out.time = misfit.reference() + fromSeconds(best.value.originSeconds);
    out.timeSigmaSeconds = around.timeSigmaSeconds;
    out.epicentre = best.place;
    out.depthKm = best.depthKm;
    out.depthFixed = range.fixed();
    out.depthAtBound = !range.fixed() && (best.depthKm <= range.shallowestKm || best.depthKm >= range.deepestKm);
    out.covarianceKm2 = around.covarianceKm2;
    out.ellipse = ellipseOf(around.covarianceKm2);
    out.shallowestKm = around.shallowestKm;
    out.deepestKm = around.deepestKm;
    addPicks(out, times, picks, options, rows, normalEquations(rows));
    addQuality(out);
    return out;
}

Result<Location> locateFromOneStation(const TravelTimes& times, const StationEstimate& e)
{
    if (!(e.distanceKm > 0.0 && e.distanceSigmaKm > 0.0 && e.backAzimuthSigmaDegrees > 0.0))
        return Error{Error::Code::InvalidArgument, "One station locates with a distance and a back-azimuth, each with its uncertainty: " + e.station + " lacks one."};
    const double back = e.backAzimuthDegrees / degreesPerRadian;
    Location out;
    out.epicentre = e.place.moved(e.distanceKm * std::cos(back), e.distanceKm * std::sin(back));
    out.depthKm = out.shallowestKm = out.deepestKm = e.depthKm;
    out.depthFixed = true;
    const auto theory = times.arrival(Phase::P, out.epicentre, e.depthKm, e.place, e.elevationKm);
    if (!theory) return Error{Error::Code::InvalidArgument, "The velocity model " + times.model().name + " has no P at this distance. Take a global model such as ak135."};
    out.time = e.pTime - fromSeconds(theory->seconds);
    // The ray arrives from the back-azimuth; along it the distance is uncertain, across it the angle, never more than a whole turn's spread.
    const double along = e.distanceSigmaKm, across = e.distanceKm * std::min(e.backAzimuthSigmaDegrees, 104.0) / degreesPerRadian;
    const double seen = (theory->azimuthDegrees + 180.0) / degreesPerRadian, c = std::cos(seen), s = std::sin(seen);
    out.covarianceKm2[0][0] = along * along * c * c + across * across * s * s;
    out.covarianceKm2[1][1] = along * along * s * s + across * across * c * c;
    out.covarianceKm2[0][1] = out.covarianceKm2[1][0] = (along * along - across * across) * c * s;
    out.ellipse = ellipseOf(out.covarianceKm2);
    out.timeSigmaSeconds = along * std::abs(theory->slownessSPerKm);
    LocatedPick pick;
    pick.station = e.station;
    pick.phase = theory->phase;
    pick.used = true;
    pick.weight = 1.0;
    pick.theory = *theory;
    out.picks.push_back(pick);
    addQuality(out);
    return out;
}

}  // namespace seisdesk
