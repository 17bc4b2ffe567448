#include "core/model/adapt/multi_view.h"

#include "core/model/classical.h"
#include "core/model/peak_label.h"
#include "core/model/peaks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace seisdesk {

namespace {

bool isPhase(const std::string& name) { return name == "P" || name == "S"; }

/// Value of a curve at a fractional index, linear between samples; NaN outside and beside NaN.
double valueAt(const std::vector<float>& curve, double index)
{
    const double rounded = std::round(index);
    if (std::abs(index - rounded) < 1e-3) index = rounded;
    if (!(index >= 0.0) || index > static_cast<double>(curve.size() - 1)) return std::numeric_limits<double>::quiet_NaN();
    const auto first = static_cast<std::size_t>(index);
    const double part = index - static_cast<double>(first);
    const auto left = static_cast<double>(curve[first]);
    return part > 0.0 ? left + part * (static_cast<double>(curve[first + 1]) - left) : left;
}

/// Sums of one of the first view's curves and those of the other views at its samples.
struct Mean {
    std::vector<double> sum;
    std::vector<int> count;

    void add(const Segment& onto, const Segment& curve)
    {
        sum.resize(onto.size());
        count.resize(onto.size());
        if (curve.empty() || !curve.span().overlaps(onto.span())) return;
        for (std::size_t i = 0; i < onto.size(); ++i)
            if (const double v = valueAt(*curve.samples, curve.indexOf(onto.timeOf(static_cast<double>(i)))); std::isfinite(v)) {
                sum[i] += v;
                ++count[i];
            }
    }
    Segment segment(const Segment& like) const
    {
        std::vector<float> out(sum.size());
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = count[i] ? static_cast<float>(sum[i] / count[i]) : std::numeric_limits<float>::quiet_NaN();
        return makeSegment(like.start, like.sampleRateHz, std::move(out));
    }
};

/// What one view said of one station.
struct Sight {
    std::vector<Label> picks;
    std::vector<TimeSpan> coverage;
};

const Label* nearest(const std::vector<Label>& among, const std::string& phase, Time time, double withinSeconds)
{
    const Label* best = nullptr;
    for (const Label& l : among)
        if (l.phase == phase && std::abs(toSeconds(l.time - time)) <= withinSeconds && (!best || std::chrono::abs(l.time - time) < std::chrono::abs(best->time - time)))
            best = &l;
    return best;
}

Agreement agreementOn(const Label& pick, const std::vector<Sight>& sights, const MultiViewOptions& options)
{
    Agreement out;
    std::vector<double> times;
    for (const Sight& sight : sights) {
        if (std::none_of(sight.coverage.begin(), sight.coverage.end(), [&](const TimeSpan& s) { return s.contains(pick.time); })) continue;
        ++out.views;
        const Label* seen = nearest(sight.picks, pick.phase, pick.time, options.togetherSeconds);
        if (!seen) continue;
        const double confidence = seen->confidence.value_or(0.0);
        out.lowestConfidence = out.agreeing++ ? std::min(out.lowestConfidence, confidence) : confidence;
        times.push_back(toSeconds(seen->time - pick.time));
    }
    if (times.size() < 2) return out;
    double mean = 0.0, squares = 0.0;
    for (const double t : times) mean += t / static_cast<double>(times.size());
    for (const double t : times) squares += (t - mean) * (t - mean);
    out.spreadSeconds = std::sqrt(squares / static_cast<double>(times.size() - 1));
    return out;
}

/// Picks of the mean curves of a station; `first` is what the first view said.
std::vector<Label> picksOf(const StationPrediction& mean, const StationPrediction& first, const std::string& model, double thresholdP, double thresholdS,
                           const PickUncertainty& uncertainty, double instantSeconds, const MultiViewOptions& options)
{
    std::vector<Label> out, described = first.labels;
    described.insert(described.end(), first.candidates.begin(), first.candidates.end());
    const Time created = now();
    for (const Curve& curve : mean.curves) {
        if (!isPhase(curve.name)) continue;
        const double rate = curve.values.sampleRateHz;
        for (const Peak& peak : findPeaks(*curve.values.samples, curve.name == "P" ? thresholdP : thresholdS, options.annotate.minimumSeparationSeconds * rate)) {
            const Time time = curve.values.timeOf(peak.index);
            Label label = peakLabel(peak, rate, curve.name, time, uncertainty, {first.anchor, model, created});
            if (const Label* known = nearest(described, curve.name, time, options.togetherSeconds)) label.polarity = known->polarity, label.source = known->source;
            out.push_back(std::move(label));
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Label& a, const Label& b) { return std::tie(a.time, a.phase) < std::tie(b.time, b.phase); });
    takeUnlikelier(out, instantSeconds);
    return out;
}

}  // namespace

std::vector<View> usualViews()
{
    const auto band = [](double low, double high) { return FilterSpec{FilterSpec::Kind::BandPass, low, high, 2, false}; };
    return {{"as recorded", 0.0, {}, false},
            {"later windows", 2.5, {}, false},
            {"1-20 Hz", 0.0, band(1.0, 20.0), false},
            {"2-15 Hz", 0.0, band(2.0, 15.0), false},
            {"upside down", 0.0, {}, true}};
}

Result<std::vector<TracePtr>> seenBy(const View& view, const std::vector<TracePtr>& traces)
{
    std::vector<TracePtr> out;
    for (const TracePtr& trace : traces) {
        if (!trace || trace->segments.empty()) continue;
        Trace seen = *trace;
        for (Segment& s : seen.segments) {
            // A record too slow for the band is left as it is.
            if (view.filter && view.filter->lowHz < 0.4 * s.sampleRateHz) {
                auto filteredSegment = filtered(s, *view.filter);
                if (!filteredSegment) return filteredSegment.error();
                s = std::move(*filteredSegment);
            }
            if (view.lateSeconds > 0.0) s = cut(s, {s.start + fromSeconds(view.lateSeconds), s.span().end});
            if (view.upsideDown && !s.empty()) {
                std::vector<float> turned(s.size());
                for (std::size_t i = 0; i < turned.size(); ++i) turned[i] = -static_cast<float>(s.valueAt(i));
                s = makeSegment(s.start, s.sampleRateHz, std::move(turned));
            }
        }
        std::erase_if(seen.segments, [](const Segment& s) { return s.empty(); });
        if (!seen.segments.empty()) out.push_back(std::make_shared<const Trace>(std::move(seen)));
    }
    return out;
}

Result<MultiView> multiView(const LoadedModels& models, const std::vector<TracePtr>& traces, const Inventory& inventory,
                            const MultiViewOptions& options, const Progress& progress)
{
    if (options.views.empty()) return Error{Error::Code::InvalidArgument, "There is no view to look at the records in."};
    const auto annotator = models.annotator();
    const double thresholdP = options.annotate.thresholdP.value_or(models.picker ? models.picker->contract().defaultThresholdP : classicalThreshold);
    const double thresholdS = options.annotate.thresholdS.value_or(models.picker ? models.picker->contract().defaultThresholdS : classicalThreshold);
    const PickUncertainty uncertainty = models.picker ? models.picker->contract().uncertainty : PickUncertainty{};
    AnnotateOptions asked = options.annotate;
    asked.thresholdP = std::min(options.lowest, thresholdP);
    asked.thresholdS = std::min(options.lowest, thresholdS);
    const double instantSeconds = models.picker && models.picker->contract().pickRule == PickRule::Triggers ? 0.0 : asked.instantSeconds;
    asked.instantSeconds = 0.0;  // decided on the mean curves
    asked.keepCurves = true;

    Prediction first;
    std::map<StreamId, std::vector<Sight>> sights;
    std::vector<std::vector<Mean>> means;
    const auto count = static_cast<double>(options.views.size());
    for (std::size_t v = 0; v < options.views.size(); ++v) {
        const auto seen = seenBy(options.views[v], traces);
        if (!seen) return seen.error();
        auto said = annotator->annotate(*seen, inventory, asked, progress.part(static_cast<double>(v) / count, static_cast<double>(v + 1) / count));
        if (!said) return said.error();
        std::map<StreamId, const StationPrediction*> byInstrument;
        for (const StationPrediction& s : said->stations) {
            byInstrument[s.instrument] = &s;
            sights[s.instrument].push_back({s.labels, s.coverage});
        }
        if (v == 0) {
            first = *said;
            for (const StationPrediction& s : first.stations) means.emplace_back(s.curves.size());
        }
        for (std::size_t i = 0; i < first.stations.size(); ++i) {
            const auto mine = byInstrument.find(first.stations[i].instrument);
            if (mine == byInstrument.end()) continue;
            for (std::size_t c = 0; c < means[i].size(); ++c)
                for (const Curve& curve : mine->second->curves)
                    if (curve.name == first.stations[i].curves[c].name && isPhase(curve.name)) means[i][c].add(first.stations[i].curves[c].values, curve.values);
        }
    }

    MultiView out{{first.model, {}}, {}, {}};
    for (std::size_t i = 0; i < first.stations.size(); ++i) {
        StationPrediction station = first.stations[i];
        bool curves = false;
        for (std::size_t c = 0; c < station.curves.size(); ++c)
            if (isPhase(station.curves[c].name)) {
                station.curves[c].values = means[i][c].segment(station.curves[c].values);
                curves = true;
            }
        if (curves) {
            station.labels = picksOf(station, first.stations[i], first.model, thresholdP, thresholdS, uncertainty, instantSeconds, options);
            station.candidates.clear();
        } else {
            std::erase_if(station.labels, [&](const Label& l) { return l.confidence.value_or(0.0) < (l.phase == "P" ? thresholdP : thresholdS); });
        }
        for (const Label& label : station.labels) out.agreement[label.id] = agreementOn(label, sights[station.instrument], options);
        auto& seen = out.seen.emplace_back();
        for (const Sight& sight : sights[station.instrument]) seen.insert(seen.end(), sight.picks.begin(), sight.picks.end());
        out.mean.stations.push_back(std::move(station));
    }
    return out;
}

}  // namespace seisdesk
