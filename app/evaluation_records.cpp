#include "app/evaluation_records.h"

#include "core/signal/resample.h"

#include <algorithm>
#include <cmath>

namespace seisdesk {

namespace {

constexpr double signalSeconds = 2.0, noiseSeconds = 5.0, leastNoiseSeconds = 2.0;

std::optional<double> snrOf(const LabelledWindow& window, const std::vector<TracePtr>& traces)
{
    for (const Label& label : window.labels) {
        if (!label.phase.starts_with("P")) continue;
        for (const TracePtr& t : traces)
            if (t->id.channel.ends_with("Z") && !t->segments.empty()) return pSnrDb(t->segments.front(), label.time);
    }
    return std::nullopt;
}

}  // namespace

std::optional<double> pSnrDb(const Segment& vertical, Time onset)
{
    const double at = vertical.indexOf(onset), rate = vertical.sampleRateHz;
    if (!(at >= leastNoiseSeconds * rate) || !(at + signalSeconds * rate <= static_cast<double>(vertical.size()))) return std::nullopt;
    const auto middle = static_cast<std::size_t>(std::lround(at));
    const auto first = static_cast<std::size_t>(std::max(0.0, std::round(at - noiseSeconds * rate)));
    const auto last = std::min(vertical.size(), middle + static_cast<std::size_t>(std::lround(signalSeconds * rate)));
    double mean = 0.0;
    for (std::size_t i = first; i < middle; ++i) mean += vertical.valueAt(i) / static_cast<double>(middle - first);
    const auto power = [&](std::size_t from, std::size_t to) {
        double sum = 0.0;
        for (std::size_t i = from; i < to; ++i) sum += (vertical.valueAt(i) - mean) * (vertical.valueAt(i) - mean);
        return sum / static_cast<double>(to - from);
    };
    const double noise = power(first, middle), signal = power(middle, last);
    if (!(noise > 0.0) || !(signal > 0.0) || !std::isfinite(signal / noise)) return std::nullopt;
    return 10.0 * std::log10(signal / noise);
}

Result<std::vector<TracePtr>> asAskedFor(std::vector<Trace> traces, const EvaluateArguments& arguments)
{
    std::vector<TracePtr> out;
    for (Trace& t : traces) {
        const char component = t.id.channel.empty() ? 'Z' : t.id.channel.back();
        if (!arguments.components.empty() && arguments.components.find(component) == std::string::npos) continue;
        if (arguments.simulateRateHz) {
            for (Segment& s : t.segments) {
                auto slower = resampled(s, *arguments.simulateRateHz);
                if (!slower) return slower.error();
                s = std::move(*slower);
            }
        }
        out.push_back(std::make_shared<const Trace>(std::move(t)));
    }
    return out;
}

Result<EvaluationWindow> evaluationWindow(LabelledWindow content, std::size_t index, const EvaluateArguments& arguments)
{
    EvaluationWindow out;
    std::vector<Trace> recorded;
    for (Trace& t : content.traces) {
        if (isPadding(t)) continue;
        t.id.network = "W";
        t.id.station = std::to_string(index);
        recorded.push_back(std::move(t));
    }
    content.traces.clear();
    auto traces = asAskedFor(std::move(recorded), arguments);
    if (!traces) return traces.error();
    out.traces = std::move(*traces);
    out.snrDb = snrOf(content, out.traces);
    out.content = std::move(content);
    return out;
}

}  // namespace seisdesk
