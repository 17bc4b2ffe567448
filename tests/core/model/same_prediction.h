#pragma once
// Two predictions compared, as far as they can be the same: labels have identities of their own.

#include "core/label/prediction.h"

#include <QString>

#include <cmath>
#include <tuple>

namespace seisdesk::test {

/// Empty, or the first difference. `curves`: those, too. Heights and curves may differ by `tolerance`, times by a microsecond.
inline QString difference(const Prediction& a, const Prediction& b, double tolerance, bool curves = true)
{
    const auto sameTime = [](Time x, Time y) { return std::abs(toSeconds(x - y)) < 1e-6; };
    if (a.stations.size() != b.stations.size()) return QStringLiteral("stations");
    for (std::size_t s = 0; s < a.stations.size(); ++s) {
        const StationPrediction &x = a.stations[s], &y = b.stations[s];
        const QString who = QString::fromStdString(x.instrument.text());
        if (x.instrument != y.instrument || x.anchor != y.anchor || x.notes != y.notes) return who + QStringLiteral(": what is said of it");
        if (x.coverage.size() != y.coverage.size()) return who + QStringLiteral(": coverage");
        for (std::size_t i = 0; i < x.coverage.size(); ++i)
            if (!sameTime(x.coverage[i].begin, y.coverage[i].begin) || !sameTime(x.coverage[i].end, y.coverage[i].end)) return who + QStringLiteral(": coverage %1").arg(i);
        for (const auto& [name, left, right] : {std::tuple("labels", &x.labels, &y.labels), std::tuple("candidates", &x.candidates, &y.candidates)}) {
            if (left->size() != right->size()) return who + QStringLiteral(": %1 and %2 %3").arg(left->size()).arg(right->size()).arg(QLatin1String(name));
            for (std::size_t i = 0; i < left->size(); ++i) {
                const Label &l = (*left)[i], &r = (*right)[i];
                if (l.phase != r.phase || std::abs(toSeconds(l.time - r.time)) > 1e-6 + tolerance || std::abs(*l.confidence - *r.confidence) > tolerance || l.polarity != r.polarity ||
                    l.source.magnitude.has_value() != r.source.magnitude.has_value() ||
                    (l.source.magnitude && std::abs(l.source.magnitude->value - r.source.magnitude->value) > tolerance * 10.0))
                    return who + QStringLiteral(": %1 %2").arg(QLatin1String(name)).arg(i);
            }
        }
        if (!curves) continue;
        if (x.curves.size() != y.curves.size()) return who + QStringLiteral(": number of curves");
        for (std::size_t c = 0; c < x.curves.size(); ++c) {
            const Segment &l = x.curves[c].values, &r = y.curves[c].values;
            if (x.curves[c].name != y.curves[c].name || l.start != r.start || l.size() != r.size()) return who + QStringLiteral(": curve %1").arg(c);
            for (std::size_t i = 0; i < l.size(); ++i) {
                const double u = l.valueAt(i), v = r.valueAt(i);
                if (std::isnan(u) != std::isnan(v) || std::abs(u - v) > tolerance) return who + QStringLiteral(": curve %1 at %2: %3, %4").arg(c).arg(i).arg(u).arg(v);
            }
        }
    }
    return {};
}

}  // namespace seisdesk::test
