#include "core/model/propose.h"

#include "core/model/peak_label.h"
#include "core/model/peaks.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace seisdesk {

namespace {

bool isPhase(const std::string& name) { return name == "P" || name == "S"; }

double thresholdOf(const std::string& phase, const Proposal& how) { return phase == "P" ? how.thresholdP : how.thresholdS; }

/// The label of this phase within half a sample; null when there is none.
const Label* labelAt(const std::vector<Label>& labels, const std::string& phase, Time time, double sampleRateHz)
{
    const Label* nearest = nullptr;
    double best = 0.5 / sampleRateHz;
    for (auto it = std::lower_bound(labels.begin(), labels.end(), time - fromSeconds(best), [](const Label& l, Time t) { return l.time < t; });
         it != labels.end() && toSeconds(it->time - time) <= best; ++it)
        if (const double apart = std::abs(toSeconds(it->time - time)); it->phase == phase && apart <= best) {
            best = apart;
            nearest = &*it;
        }
    return nearest;
}

}  // namespace

bool hasPhaseCurves(const Prediction& prediction)
{
    return std::any_of(prediction.stations.begin(), prediction.stations.end(), [](const StationPrediction& station) {
        return std::any_of(station.curves.begin(), station.curves.end(), [](const Curve& curve) { return isPhase(curve.name); });
    });
}

Prediction proposed(const Prediction& prediction, const Proposal& how)
{
    Prediction out = prediction;
    const Time created = now();
    for (StationPrediction& station : out.stations) {
        std::vector<Label> had = std::move(station.labels), candidates = station.candidates;
        station.labels.clear();
        const auto byTime = [](const Label& a, const Label& b) { return std::tie(a.time, a.phase) < std::tie(b.time, b.phase); };
        std::sort(had.begin(), had.end(), byTime);
        std::sort(candidates.begin(), candidates.end(), byTime);
        std::vector<std::string> phases;
        for (const Curve& curve : station.curves) {
            if (!isPhase(curve.name) || !curve.values.samples) continue;
            phases.push_back(curve.name);
            for (const Peak& peak : findPeaks(*curve.values.samples, thresholdOf(curve.name, how), how.minimumSeparationSeconds * curve.values.sampleRateHz)) {
                const Label* known = labelAt(had, curve.name, curve.values.timeOf(peak.index), curve.values.sampleRateHz);
                if (!known) known = labelAt(candidates, curve.name, curve.values.timeOf(peak.index), curve.values.sampleRateHz);
                station.labels.push_back(known ? *known : peakLabel(peak, curve.values.sampleRateHz, curve.name, curve.values.timeOf(peak.index), how.uncertainty,
                                                                    {station.anchor, prediction.model, created}));
            }
        }
        for (const Label& label : had) {
            const bool onCurve = std::find(phases.begin(), phases.end(), label.phase) != phases.end();
            if (!onCurve && label.confidence.value_or(1.0) >= thresholdOf(label.phase, how)) station.labels.push_back(label);
        }
        std::sort(station.labels.begin(), station.labels.end(), byTime);
        for (Label& label : takeUnlikelier(station.labels, how.instantSeconds)) {
            const bool known = std::any_of(candidates.begin(), candidates.end(), [&](const Label& c) { return c.id == label.id; });
            if (label.phase == "P" && !known) station.candidates.push_back(std::move(label));
        }
    }
    return out;
}

}  // namespace seisdesk
