#include "core/locate/size/body_magnitude.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double nearest = 20.0, stepDegrees = 4.0;
constexpr std::size_t columns = 21;

/// Every fourth degree from 20 to 100 of the table of Gutenberg & Richter (1956, Annali di Geofisica 9), in the form the NEIC uses.
struct Row {
    double depthKm;
    std::array<double, columns> q;
};
constexpr Row rows[] = {
    {0.0, {6.1, 6.4, 6.6, 6.7, 6.6, 6.4, 6.6, 6.9, 6.7, 6.8, 6.9, 7.0, 7.0, 6.9, 6.9, 6.7, 7.0, 7.1, 7.1, 7.3, 7.3}},
    {50.0, {6.1, 6.3, 6.4, 6.6, 6.7, 6.6, 6.5, 6.8, 6.8, 6.8, 6.9, 6.8, 6.8, 6.7, 6.7, 6.7, 6.8, 7.0, 7.2, 7.3, 7.3}},
    {100.0, {6.1, 6.2, 6.4, 6.5, 6.7, 6.6, 6.6, 6.6, 6.8, 6.8, 6.9, 6.7, 6.7, 6.6, 6.6, 6.6, 6.7, 6.8, 7.1, 7.3, 7.4}},
    {200.0, {6.3, 6.4, 6.5, 6.4, 6.4, 6.3, 6.3, 6.2, 6.4, 6.5, 6.5, 6.6, 6.5, 6.5, 6.5, 6.5, 6.5, 6.6, 6.8, 7.1, 7.2}},
    {300.0, {6.1, 6.2, 6.3, 6.3, 6.3, 6.1, 6.1, 6.1, 6.2, 6.2, 6.3, 6.5, 6.5, 6.5, 6.5, 6.6, 6.6, 6.7, 6.7, 7.0, 7.2}},
    {400.0, {6.2, 6.2, 6.1, 6.1, 6.1, 6.1, 6.1, 6.1, 6.1, 6.1, 6.2, 6.4, 6.5, 6.4, 6.5, 6.5, 6.5, 6.6, 6.7, 6.9, 7.2}},
    {500.0, {6.4, 6.3, 6.3, 6.3, 6.3, 6.3, 6.3, 6.2, 6.1, 6.1, 6.2, 6.4, 6.4, 6.3, 6.3, 6.2, 6.4, 6.6, 6.8, 7.0, 7.2}},
    {600.0, {6.4, 6.4, 6.4, 6.4, 6.4, 6.3, 6.3, 6.3, 6.2, 6.1, 6.0, 6.2, 6.3, 6.3, 6.3, 6.2, 6.4, 6.6, 6.8, 7.0, 7.2}},
    {700.0, {6.0, 6.1, 6.3, 6.4, 6.3, 6.3, 6.2, 6.2, 6.1, 6.0, 6.0, 6.1, 6.2, 6.2, 6.3, 6.3, 6.3, 6.4, 6.7, 6.9, 7.1}},
};

double along(const Row& row, double degrees)
{
    const double at = std::clamp((degrees - nearest) / stepDegrees, 0.0, static_cast<double>(columns - 1));
    const auto i = std::min(static_cast<std::size_t>(at), columns - 2);
    return std::lerp(row.q[i], row.q[i + 1], at - static_cast<double>(i));
}

}  // namespace

std::optional<double> gutenbergRichterQ(double distanceDegrees, double depthKm)
{
    if (!(distanceDegrees >= nearest && distanceDegrees <= 100.0) || !(depthKm <= 700.0)) return std::nullopt;
    const double depth = std::max(0.0, depthKm);
    std::size_t i = 0;
    while (i + 2 < std::size(rows) && rows[i + 1].depthKm < depth) ++i;
    const double share = (depth - rows[i].depthKm) / (rows[i + 1].depthKm - rows[i].depthKm);
    return std::lerp(along(rows[i], distanceDegrees), along(rows[i + 1], distanceDegrees), share);
}

std::optional<double> bodyWaveMagnitude(double metres, double periodSeconds, double distanceDegrees, double depthKm)
{
    const auto q = gutenbergRichterQ(distanceDegrees, depthKm);
    if (!q || !(metres > 0.0) || !(periodSeconds > 0.0)) return std::nullopt;
    return std::log10(metres * 1e6 / periodSeconds) + *q;
}

}  // namespace seisdesk
