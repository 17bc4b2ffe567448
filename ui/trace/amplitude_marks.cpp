#include "ui/trace/amplitude_marks.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace seisdesk {

namespace {

/// Three figures that count, without a power of ten where millimetres to micrometres will do.
QString lengthText(double metres)
{
    const auto [value, unit] = metres >= 1e-3 ? std::pair(1e3 * metres, "mm") : metres >= 1e-6 ? std::pair(1e6 * metres, "\u00b5m") : std::pair(1e9 * metres, "nm");
    const int digits = value > 0.0 ? static_cast<int>(std::floor(std::log10(value))) : 0;
    return QString::number(value, 'f', std::clamp(2 - digits, 0, 3)) + QChar(0xa0) + QString::fromUtf8(unit);
}

}  // namespace

std::vector<AmplitudeMark> amplitudeMarks(const EventSize& size)
{
    std::vector<AmplitudeMark> out;
    for (const StationSize& station : size.stations) {
        if (station.type != "ML") continue;
        for (const MeasuredAmplitude& swing : station.amplitudes) {
            AmplitudeMark mark;
            mark.station = station.station;
            mark.stream = swing.stream;
            mark.window = swing.window.signal;
            mark.simulated = swing.simulated;
            mark.byHand = swing.byHand;
            mark.used = station.used && swing.usable();
            if (swing.time != Time{}) mark.peak = swing.time, mark.periodSeconds = swing.periodSeconds;
            if (swing.metres > 0.0) mark.text = lengthText(swing.metres);
            if (swing.metres > 0.0 && swing.periodSeconds) mark.text += QStringLiteral("  %1\u00a0s").arg(*swing.periodSeconds, 0, 'f', 2);
            const QString why = QString::fromStdString(!swing.usable() ? swing.why : station.used ? std::string() : station.why);
            if (!why.isEmpty()) mark.text += (mark.text.isEmpty() ? QString() : QStringLiteral("  ")) + why;
            out.push_back(std::move(mark));
        }
    }
    return out;
}

}  // namespace seisdesk
