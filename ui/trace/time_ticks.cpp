#include "ui/trace/time_ticks.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace seisdesk {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

/// Major step and how many minor steps it has. Above a day, steps are whole days from 1970.
struct Step {
    std::int64_t major = 0;
    int minors = 1;
};

Step stepFor(double minimumSeconds)
{
    const double least = minimumSeconds * 1e9;
    constexpr std::array<Step, 20> wide{{{second, 10}, {2 * second, 4}, {5 * second, 5}, {10 * second, 10}, {15 * second, 3},
                                         {30 * second, 6}, {minute, 6}, {2 * minute, 4}, {5 * minute, 5}, {10 * minute, 10},
                                         {15 * minute, 3}, {30 * minute, 6}, {hour, 6}, {2 * hour, 4}, {3 * hour, 3},
                                         {6 * hour, 6}, {12 * hour, 4}, {day, 4}, {2 * day, 2}, {5 * day, 5}}};
    if (least > static_cast<double>(wide.front().major) / 2.0) {
        for (const Step& step : wide)
            if (static_cast<double>(step.major) >= least) return step;
        std::int64_t days = 10;
        while (static_cast<double>(days * day) < least && days < 36500) days *= 2;
        return {days * day, 2};
    }
    std::int64_t decade = 1;
    for (;; decade *= 10)
        for (const auto& [factor, minors] : {std::pair{1, 10}, {2, 4}, {5, 5}})
            if (const std::int64_t step = decade * factor; static_cast<double>(step) >= least)
                return {step, step == 1 ? 1 : (step == 2 ? 2 : minors)};
}

int decimalsFor(std::int64_t step)
{
    int decimals = 0;
    for (std::int64_t unit = second; decimals < 9 && step % unit != 0; unit /= 10) ++decimals;
    return decimals;
}

QString latin(const std::string& text) { return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())); }

QString relativeText(Time time, int decimals)
{
    const double seconds = toSeconds(time.time_since_epoch());
    const QString sign = time.time_since_epoch().count() > 0 ? QStringLiteral("+") : QString();
    const double magnitude = std::abs(seconds);
    if (decimals == 0 && magnitude >= 7200.0 && std::fmod(magnitude, 60.0) == 0.0)
        return sign + QString::number(seconds / 60.0, 'f', 0) + QStringLiteral(" min");
    return sign + QString::number(seconds, 'f', decimals) + QStringLiteral(" s");
}

QString absoluteText(Time time, std::int64_t step)
{
    if (step >= day) return latin(formatTime(time, 0).substr(0, 10));
    const bool midnight = time.time_since_epoch().count() % day == 0;
    if (midnight && step >= minute) return latin(formatTime(time, 0).substr(0, 10));
    const std::string text = formatTime(time, decimalsFor(step));
    const std::string clock = text.substr(11, text.size() - 12);  // without date, 'T' and 'Z'
    return latin(step >= minute ? clock.substr(0, 5) : clock);
}

}  // namespace

TimeTicks timeTicks(const TimeAxis& axis, bool relative, double minMajorPx)
{
    TimeTicks out;
    if (axis.span.empty() || axis.widthPx < 1.0) return out;
    // Long texts (many decimals) need more room than "17:02".
    Step step = stepFor(axis.secondsPerPixel() * minMajorPx);
    if (const int decimals = decimalsFor(step.major); decimals > 3) step = stepFor(axis.secondsPerPixel() * (minMajorPx + 7.0 * (decimals - 3)));
    const std::int64_t minor = std::max<std::int64_t>(1, step.major / step.minors);
    const auto floorTo = [](std::int64_t t, std::int64_t unit) { return t - ((t % unit) + unit) % unit; };
    const std::int64_t last = axis.span.end.time_since_epoch().count();
    for (std::int64_t t = floorTo(axis.span.begin.time_since_epoch().count(), minor); t <= last; t += minor) {
        const Time time{Duration(t)};
        if (time < axis.span.begin) continue;
        Tick tick{axis.xOf(time), t % step.major == 0, {}};
        if (tick.major) tick.text = relative ? relativeText(time, decimalsFor(step.major)) : absoluteText(time, step.major);
        out.ticks.push_back(std::move(tick));
    }
    if (!relative) {
        const QString weekday = QLocale::c().dayName(static_cast<int>((axis.span.begin.time_since_epoch().count() / day + 3) % 7 + 1), QLocale::ShortFormat);
        out.context = latin(formatTime(axis.span.begin, 0).substr(0, 10)) + u' ' + weekday;
    }
    return out;
}

QString timeText(Time time, double secondsPerPixel, bool relative)
{
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(std::max(secondsPerPixel, 1e-12)))), 0, 9);
    if (relative) return relativeText(time, std::max(decimals, 1));
    const std::string text = formatTime(time, decimals);
    return latin(text.substr(0, 10) + ' ' + text.substr(11, text.size() - 12));
}

}  // namespace seisdesk
