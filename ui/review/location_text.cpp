#include "ui/review/location_text.h"

#include "ui/panels/counted.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace seisdesk {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("LocationText", text); }
QString number(double value, int decimals) { return QString::number(value, 'f', decimals).replace(QLatin1Char('-'), QChar(0x2212)); }
QString plusMinus(double sigma, int decimals, const char* unit) { return QStringLiteral(" \u00B1 ") + number(sigma, decimals) + QLatin1Char(' ') + QLatin1String(unit); }
QString km(double value) { return number(value, value < 10.0 ? 1 : 0); }

QString angleText(double degrees, int decimals, const QString& positive, const QString& negative)
{
    return QString::number(std::abs(degrees), 'f', decimals) + QChar(0xB0) + QLatin1Char(' ') + (degrees < 0.0 ? negative : positive);
}

const LocatedPick* pickIn(const Location& location, const std::string& id)
{
    const auto found = std::find_if(location.picks.begin(), location.picks.end(), [&](const LocatedPick& p) { return p.id == id; });
    return found == location.picks.end() ? nullptr : &*found;
}

QString depthEffect(const LocatedPick& pick, const Location& location)
{
    const double by = 0.1 * pick.depthKmPerSecond;
    const QString who = QString::fromLatin1(name(pick.phase)) + tr(" on ") + QString::fromStdString(pick.station);
    if (!pick.used) return tr("%1 is left out of the location.").arg(who);
    if (location.depthFixed) return tr("%1: the depth is fixed.").arg(who);
    // A straight line through what is known only to that much would promise too much.
    if (const double known = location.deepestKm - location.shallowestKm; std::abs(by) > 0.5 * known && known > 0.0)
        return tr("%1: later makes the source %2, but the depth is hardly known.").arg(who, by > 0.0 ? tr("deeper") : tr("shallower"));
    if (std::abs(by) < 0.005) return tr("%1 hardly moves the depth.").arg(who);
    return tr("%1: 0.1 s later makes the source %2 km %3.").arg(who, number(std::abs(by), 2), by > 0.0 ? tr("deeper") : tr("shallower"));
}

}  // namespace

QString latitudeText(double degrees, int decimals) { return angleText(degrees, decimals, QStringLiteral("N"), QStringLiteral("S")); }
QString longitudeText(double degrees, int decimals) { return angleText(degrees, decimals, QStringLiteral("E"), QStringLiteral("W")); }

LocationTexts textsOf(const Location& l)
{
    LocationTexts out;
    out.time = QString::fromStdString(formatTime(l.time, 3)).replace(QLatin1Char('T'), QLatin1Char(' ')).remove(QLatin1Char('Z')) + plusMinus(l.timeSigmaSeconds, 2, "s");
    out.latitude = latitudeText(l.epicentre.latitudeDegrees) + plusMinus(std::sqrt(l.covarianceKm2[0][0]), 1, "km");
    out.longitude = longitudeText(l.epicentre.longitudeDegrees) + plusMinus(std::sqrt(l.covarianceKm2[1][1]), 1, "km");
    out.depth = number(l.depthKm, 1) + QStringLiteral(" km");
    if (l.depthFixed) out.depth += tr(", fixed");
    else out.depth += tr(" (%1 to %2)").arg(number(l.shallowestKm, 1), number(l.deepestKm, 1));
    if (l.depthAtBound) out.depth += l.depthKm <= 0.0 ? tr(", at the surface") : tr(", at the bottom");
    out.ellipse = tr("%1 \u00D7 %2 km, long side to %3\u00B0").arg(km(l.ellipse.semiMajorKm), km(l.ellipse.semiMinorKm), number(l.ellipse.azimuthDegrees, 0));
    out.rms = number(l.rmsSeconds, 2) + QStringLiteral(" s");
    out.gap = tr("%1\u00B0 (%2\u00B0 without one)").arg(number(l.gaps.primaryDegrees, 0), number(l.gaps.secondaryDegrees, 0));
    out.nearest = tr("%1 km, farthest %2 km").arg(km(l.nearestDegrees * kmPerDegree), km(l.farthestDegrees * kmPerDegree));
    out.counts = tr("%1 of %2, %3").arg(l.usedPicks).arg(counted(std::ssize(l.picks), tr("pick"), tr("picks")), counted(l.usedStations, tr("station"), tr("stations")));
    return out;
}

QString shiftText(const GeoPoint& from, const GeoPoint& to)
{
    static const std::array<const char*, 8> winds{"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"};
    const Course way = course(from, to);
    const double away = way.distanceKm();
    const QString far = away < 1.0 ? QString::number(std::lround(away * 1000.0)) + QStringLiteral(" m") : number(away, 1) + QStringLiteral(" km");
    const auto wind = static_cast<std::size_t>(std::lround(way.azimuthDegrees / 45.0)) % 8;
    return tr("%1 to the %2").arg(far, tr(winds[wind]));
}

QString effectText(const ReviewState& state)
{
    const Location* location = state.shown();
    if (!location || state.touched.empty()) return {};
    const LocatedPick* pick = pickIn(*location, state.touched);
    if (!pick) return {};
    if (!state.ghost || !state.location) return state.fromOneStation ? QString() : depthEffect(*pick, *location);
    const QString who = QString::fromLatin1(name(pick->phase)) + tr(" on ") + QString::fromStdString(pick->station);
    const bool stays = distanceDegrees(state.location->epicentre, location->epicentre) * kmPerDegree < 0.001;
    const double deeper = location->depthKm - state.location->depthKm;
    return tr("%1 there: epicentre %2, depth %3 km, RMS %4 s.")
        .arg(who, stays ? tr("stays") : shiftText(state.location->epicentre, location->epicentre), (deeper > 0.0 ? QStringLiteral("+") : QString()) + number(deeper, 1),
             number(state.location->rmsSeconds, 2) + QStringLiteral(" \u2192 ") + number(location->rmsSeconds, 2));
}

}  // namespace seisdesk
