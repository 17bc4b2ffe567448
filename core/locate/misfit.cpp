#include "core/locate/misfit.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

/// Of squared residual over squared sigma.
double robust(double square) { return 1.0 / (1.0 + square / (Misfit::freedom * Misfit::scale * Misfit::scale)); }

/// Where no ray goes, a pick costs as much as one this many sigmas off.
constexpr double absentSigmas = 30.0;

}  // namespace

Misfit::Misfit(const TravelTimes& times, const std::vector<PhasePick>& picks, const ModelError& model, const StationCorrections& corrections)
    : m_times(times), m_model(model)
{
    m_reference = Time::max();
    for (const PhasePick& pick : picks)
        if (pick.counts()) m_reference = std::min(m_reference, pick.time);
    for (const PhasePick& pick : picks) {
        if (!pick.counts()) continue;
        const WaveType wave = arrivesAs(pick.phase);
        const auto correction = corrections.find({pick.station, wave});
        m_picks.push_back({pick.place, pick.elevationKm, toSeconds(pick.time - m_reference) - (correction == corrections.end() ? 0.0 : correction->second),
                           std::max(pick.sigmaSeconds, 1e-3), pick.weight, pick.phase, wave});
    }
}

TravelTime Misfit::predicted(const One& pick, const TravelTimes::Slice& slice, double distance) const
{
    Phase phase = pick.phase;
    TravelTime out = slice.first(phase, distance);
    out.seconds += m_times.elevationSeconds(pick.wave, out.secondsPerKm, pick.elevationKm);
    return out;
}

double Misfit::sigma(const One& pick, double travelSeconds, double looseSeconds) const
{
    const double model = std::clamp(m_model.fraction * travelSeconds, m_model.smallestSeconds, m_model.largestSeconds);
    return m_inflation * std::sqrt(pick.sigma * pick.sigma + model * model + looseSeconds * looseSeconds);
}

Misfit::Value Misfit::at(const GeoPoint& place, double depthKm, double looseSeconds) const
{
    struct Term {
        double origin, invSquare, sigma, weight;
    };
    thread_local std::vector<Term> terms;
    thread_local std::vector<double> sorted;
    terms.clear();
    sorted.clear();
    const TravelTimes::Slice slice = m_times.slice(depthKm);
    double log = 0.0;
    for (const One& pick : m_picks) {
        const TravelTime time = predicted(pick, slice, distanceDegrees(place, pick.place));
        if (!time) {
            log -= pick.weight * 0.5 * (freedom + 1.0) * std::log(1.0 / robust(absentSigmas * absentSigmas));
            continue;
        }
        const double s = sigma(pick, time.seconds, looseSeconds);
        terms.push_back({pick.seconds - time.seconds, 1.0 / (s * s), s, pick.weight});
        sorted.push_back(terms.back().origin);
    }
    Value out;
    if (terms.empty()) return out;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    out.originSeconds = *middle;
    double weights = 0.0;
    for (int pass = 0; pass < 4; ++pass) {
        double sum = 0.0;
        weights = 0.0;
        for (const Term& term : terms) {
            const double r = term.origin - out.originSeconds, w = term.weight * term.invSquare * robust(r * r * term.invSquare);
            sum += w * term.origin;
            weights += w;
        }
        const double next = sum / weights, step = std::abs(next - out.originSeconds);
        out.originSeconds = next;
        if (step < 1e-5) break;
    }
    out.originSigmaSeconds = 1.0 / std::sqrt(weights);
    // Logarithms of products: one call for many picks of weight 1.
    double product = 1.0;
    for (const Term& term : terms) {
        const double r = term.origin - out.originSeconds, inverse = 1.0 / robust(r * r * term.invSquare);
        if (term.weight != 1.0) {
            log -= term.weight * (0.5 * (freedom + 1.0) * std::log(inverse) + std::log(term.sigma));
            continue;
        }
        product *= inverse * inverse * std::sqrt(inverse) * term.sigma;
        if (product > 1e200 || product < 1e-200) log -= std::log(product), product = 1.0;
    }
    out.logLikelihood = log - std::log(product);
    return out;
}

std::vector<Misfit::Row> Misfit::rows(const GeoPoint& place, double depthKm, double originSeconds) const
{
    std::vector<Row> out;
    out.reserve(m_picks.size());
    const TravelTimes::Slice slice = m_times.slice(depthKm);
    for (const One& pick : m_picks) {
        const Course there = course(place, pick.place);
        const TravelTime time = predicted(pick, slice, there.distanceDegrees);
        Row row;
        if (time) {
            const double azimuth = there.azimuthDegrees / degreesPerRadian;
            row.arrives = true;
            row.residualSeconds = pick.seconds - time.seconds - originSeconds;
            row.sigmaSeconds = sigma(pick, time.seconds, 0.0) / std::sqrt(pick.weight);
            const double relative = row.residualSeconds / row.sigmaSeconds;
            row.robustWeight = robust(relative * relative / pick.weight);
            row.north = -std::cos(azimuth) * time.secondsPerKm;
            row.east = -std::sin(azimuth) * time.secondsPerKm;
            row.down = time.secondsPerKmDepth;
        }
        out.push_back(row);
    }
    return out;
}

}  // namespace seisdesk
